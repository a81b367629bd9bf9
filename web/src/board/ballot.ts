import type { Command } from './command.ts';
import type { Commands, Vote } from './generated.ts';
import type { State } from './state.ts';
import { counted, itemFor } from './vote.ts';

/** The item that a point counts for now: it follows a note that was merged or grouped; null: it has come back. */
export function countsFor(state: State, vote: Vote, point: string): string | null {
  const item = counted(state, vote, point);
  return item === undefined ? null : itemFor(vote, item);
}

/** The id of the ballot of a member. */
export function ballotId(vote: string, member: string): string {
  return `ballot:${vote}:${member}`;
}

/** The points of a member as they were given, an item for each; some may count for another item by now. */
export function ballotOf(state: State, vote: Vote, member: string): readonly string[] {
  return state.of('ballot', ballotId(vote.id, member))?.points ?? [];
}

/** The points as they will be once the server has carried out commands that are on their way. */
export function withPending(points: readonly string[], commands: readonly Commands['SetPoints'][]): readonly string[] {
  let all = points;
  for (const { item, points: n } of commands) {
    all = [...all.filter((point) => point !== item), ...Array.from({ length: n }, () => item)];
  }
  return all;
}

/** The points of one person in one vote: how many are left, and how many count for each item. */
export interface MemberPoints {
  readonly left: number;
  readonly on: ReadonlyMap<string, number>;
}

/** What the points of a person count for now, and how many are left; those on items that are gone have come back. */
export function memberPoints(state: State, vote: Vote, points: readonly string[]): MemberPoints {
  const items = points.map((point) => countsFor(state, vote, point)).filter((item) => item !== null);
  const on = new Map<string, number>();
  for (const item of items) on.set(item, (on.get(item) ?? 0) + 1);
  return { left: vote.points - items.length, on };
}

/**
 * The commands after which so many of the points count for an item, to be given in this order: points that have come to
 * it with a merged or grouped note are taken back first.
 */
export function pointsCommands(
  state: State,
  vote: Vote,
  points: readonly string[],
  item: string,
  n: number,
): Command<'SetPoints'>[] {
  const moved = [...new Set(points)].filter((point) => point !== item && countsFor(state, vote, point) === item);
  const set = (each: string, wanted: number): Command<'SetPoints'> => ({
    do: 'SetPoints',
    with: { vote: vote.id, item: each, points: wanted },
  });
  return [...moved.map((point) => set(point, 0)), set(item, n)];
}
