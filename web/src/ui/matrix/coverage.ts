import { answers } from '../../board/gap.ts';
import { type Line, outline } from '../../board/outline.ts';
import { boards, type State, votesList } from '../../board/state.ts';
import { isFactor } from '../link/links.ts';

/** A factor, what it got in the last vote on factors, and the goals that answer it. */
export interface Covered {
  readonly note: string;
  /** null without a vote. */
  readonly points: number | null;
  readonly goals: ReadonlySet<string>;
}

/** Which factors of all SWOT boards the goals of matrices answer. */
export interface Coverage {
  readonly goals: readonly Line[];
  /** What nothing answers first, then by points. */
  readonly factors: readonly Covered[];
}

/** The coverage of factors by the goals of the given matrices. */
export function coverage(state: State, ...matrices: readonly string[]): Coverage {
  const goals = outline(state, ...matrices).filter(({ level }) => level === 'goal');
  const answered = new Map<string, Set<string>>();
  for (const { id } of goals) {
    for (const note of answers(state, id)) answered.set(note, (answered.get(note) ?? new Set()).add(id));
  }
  const points = lastPoints(state);
  const order = state.siblings(boards).map(({ id }) => id);
  const factors = state
    .all('note')
    .filter(({ id, deleted, text, board }) => {
      return !deleted && text.trim() !== '' && isFactor(state, id) && state.of('board', board)?.archived !== true;
    })
    .sort((a, b) => order.indexOf(a.board) - order.indexOf(b.board) || (a.rank < b.rank ? -1 : 1))
    .map(({ id }) => ({
      note: id,
      points: points === undefined ? null : (points.get(id) ?? 0),
      goals: answered.get(id) ?? new Set<string>(),
    }));
  return {
    goals,
    factors: factors.sort(
      (a, b) => Number(a.goals.size > 0) - Number(b.goals.size > 0) || (b.points ?? 0) - (a.points ?? 0),
    ),
  };
}

/** The points of the factors in the last vote on factors; undefined without one. */
function lastPoints(state: State): ReadonlyMap<string, number> | undefined {
  for (const vote of [...state.siblings(votesList)].reverse()) {
    const tally = state.of('tally', `tally:${vote.id}`);
    if (tally?.items.some((item) => isFactor(state, item))) {
      return new Map(tally.items.map((item, i) => [item, Number(tally.points[i] ?? '0')]));
    }
  }
  return undefined;
}
