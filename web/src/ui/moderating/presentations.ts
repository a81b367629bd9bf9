/** A team in the window of the queue, and whether it will present. */
export interface Speaker {
  readonly team: string;
  readonly on: boolean;
}

/**
 * The teams as they are offered: those of the queue first, in its order, then the others. While nobody waits in a queue
 * all are chosen but the one that presents just now.
 */
export function lineUp(teams: readonly string[], queue: readonly string[], now: string | undefined): Speaker[] {
  const waiting = queue.filter((team) => teams.includes(team));
  const rest = teams.filter((team) => !waiting.includes(team));
  const fresh = waiting.length === 0;
  return [...waiting.map((team) => ({ team, on: true })), ...rest.map((team) => ({ team, on: fresh && team !== now }))];
}

/** The list with the row at a place one up or down. */
export function moved<T>(rows: readonly T[], at: number, by: -1 | 1): T[] {
  const list = [...rows];
  const [row] = list.splice(at, 1);
  if (row !== undefined) list.splice(at + by, 0, row);
  return list;
}
