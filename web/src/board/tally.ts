import type { Tally, Vote } from './generated.ts';
import type { State } from './state.ts';

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

/** How many of the electorate of a vote have given a point, how many all of theirs, and how many points there are. */
export interface Turnout {
  readonly voted: number;
  readonly finished: number;
  readonly of: number;
  /** How many points are given at least, and how many all have together. */
  readonly given: number;
  readonly points: number;
}

export function turnout(state: State, vote: Vote): Turnout {
  const progress = state.of('progress', `progress:${vote.id}`);
  const of = vote.electorate.length;
  return {
    voted: progress?.voted ?? 0,
    finished: progress?.finished ?? 0,
    of,
    given: progress?.given ?? 0,
    points: of * vote.points,
  };
}
