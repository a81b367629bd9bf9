import { openQueue } from './queue.ts';
import type { Me } from './transport.ts';
import { type Dependencies, Workshop } from './workshop.ts';

/** Somebody has to let the person in first; me says into what. */
export class NotAdmitted extends Error {
  constructor(readonly me: Me) {
    super('waiting');
    this.name = 'NotAdmitted';
  }
}

/**
 * Opens a workshop: what a closed tab left behind is looked after, the state is
 * fetched, and the live connection starts. Rejects with NoSession, with NotAdmitted
 * where one has to wait, or with Unreachable or Rejected when the state cannot be
 * fetched.
 */
export async function openWorkshop(dependencies: Dependencies): Promise<Workshop> {
  const me = await dependencies.transport.me();
  if (me.waiting === true) throw new NotAdmitted(me);
  const owner = { workshop: me.workshop, member: me.member, role: me.role };
  const workshop = new Workshop(
    dependencies,
    me,
    owner,
    await openQueue(dependencies.storage, owner, dependencies.random.id()),
  );
  try {
    await workshop.start();
  } catch (fault) {
    workshop.close();
    throw fault;
  }
  return workshop;
}
