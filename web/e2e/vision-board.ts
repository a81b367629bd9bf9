import { Remote } from './remote.ts';
import type { Made } from './server.ts';
import type { Testbed } from './testbed.ts';

/** The vision board of a workshop, and its areas: what is different, what is attractive, for whom. */
export const board = 'vision-board-1';
export const [different, attractive, people] = [1, 2, 3].map((n) => `${board}-${n}`) as [string, string, string];

/** Founds a workshop with a vision board, on which everybody may write, move and group. */
export async function found(testbed: Testbed): Promise<{ made: Made; remote: Remote }> {
  const made = await testbed.server.make();
  const remote = await Remote.moderate(testbed.server, made);
  await remote.give('AddBoard', { board, kind: 'vision', title: 'Wizja 2035' });
  await remote.phase('Wizja', { boards: [board], allow: ['write', 'move', 'group'] });
  return { made, remote };
}
