import type { Tally, Vote } from './generated.ts';
import { members } from './member.ts';
import { progressOf, type State } from './state.ts';

/** One line of a tally. */
export interface Tallied {
  readonly item: string;
  readonly points: number;
  /** null: a note that stands in a group, whose head carries the sum. */
  readonly place: number | null;
}

/** The result of a vote, best first; null until there is one. */
export function tallyOf(state: State, vote: Vote): Tallied[] | null {
  const tally = tallyRecord(state, vote);
  if (tally === undefined) return null;
  const points = tally.points;
  const places = tally.places;
  return tally.items.map((item, i) => ({
    item,
    points: Number(points[i] ?? '0'),
    place: places[i] ? Number(places[i]) : null,
  }));
}

/** How many gave at least one point; 0 until there is a result. */
export function votersOf(state: State, vote: Vote): number {
  return tallyRecord(state, vote)?.voters ?? 0;
}

function tallyRecord(state: State, vote: Vote): Tally | undefined {
  return state.of('tally', `tally:${vote.id}`);
}

/** The progress of a vote, for moderators: how many members have given all points, of how many, and what each has left. */
export function finished(state: State, vote: Vote): { done: number; of: number; left: Map<string, number> } {
  const team = vote.team;
  const left = new Map<string, number>();
  for (const member of members(state)) {
    if (member.role !== 'participant' || (team !== '' && member.team !== team)) continue;
    left.set(member.id, vote.points);
  }
  for (const progress of state.siblings(progressOf(vote.id))) {
    const member = progress.member;
    if (left.has(member)) left.set(member, progress.left);
  }
  return { done: [...left.values()].filter((n) => n <= 0).length, of: left.size, left };
}
