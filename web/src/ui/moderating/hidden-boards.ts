import { blanksAt, covers, hiddenAt, isHidden, running } from '../../board/phase.ts';
import { flag, text } from '../../board/record.ts';
import { boards, type State } from '../../board/state.ts';
import { quadrantsOf } from '../phase/spot-names.ts';

/** What is hidden on one board; a count is null where the phase keeps it to itself. */
export interface HiddenBoard {
  readonly board: string;
  readonly count: number | null;
  readonly quadrants: readonly { readonly quadrant: string; readonly count: number | null }[];
}

/** The boards on which notes are hidden, or are written hidden at present, in order. */
export function hiddenBoards(state: State): HiddenBoard[] {
  const phase = running(state);
  return state.siblings(boards).flatMap((record) => {
    const board = record.id;
    const secret = phase !== undefined && flag(phase, 'hidden') && !flag(phase, 'counts') && covers(state, board);
    const own = secret ? new Map<string, number>() : ownHidden(state, board);
    const quadrants = quadrantsOf(state, board).flatMap((quadrant) => {
      const count = secret ? null : blanksAt(state, board, quadrant) + (own.get(quadrant) ?? 0);
      return count !== 0 || hiddenAt(state, board, quadrant) ? [{ quadrant, count }] : [];
    });
    return quadrants.length > 0 ? [{ board, count: sumOf(quadrants), quadrants }] : [];
  });
}

/** How many notes are hidden there all in all; null where that is not told. */
export function sumOf(parts: readonly { readonly count: number | null }[]): number | null {
  return parts.reduce<number | null>((all, { count }) => (all === null || count === null ? null : all + count), 0);
}

// The server's counts hold everybody's notes, `blanksAt` leaves one's own out: to reveal means those as well.
function ownHidden(state: State, board: string): Map<string, number> {
  const own = new Map<string, number>();
  for (const record of state.records.values()) {
    if (record.kind !== 'note' || text(record, 'board') !== board || flag(record, 'deleted') || !isHidden(record))
      continue;
    const quadrant = text(record, 'quadrant');
    own.set(quadrant, (own.get(quadrant) ?? 0) + 1);
  }
  return own;
}
