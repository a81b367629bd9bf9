import { openQueue } from './queue.ts';
import type { Me } from './transport.ts';
import { type Dependencies, Workshop } from './workshop.ts';

/** A moderator has to admit the person first. me names the workshop. */
export class NotAdmitted extends Error {
  constructor(readonly me: Me) {
    super('waiting');
    this.name = 'NotAdmitted';
  }
}

/**
 * Opens a workshop: adopts the commands of closed tabs, fetches the state and connects. Rejects with NoSession, with
 * NotAdmitted while the person waits, or with Unreachable or Rejected when the state cannot be fetched.
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
