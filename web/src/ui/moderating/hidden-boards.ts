import { covers, hiddenAt, hiddenCountAt, isHidden, running } from '../../board/phase.ts';
import { flag, text } from '../../board/record.ts';
import { boards, type State } from '../../board/state.ts';
import { sectionsOf } from '../phase/spot-names.ts';

/** What is hidden on one board; a count is null where the phase keeps it to itself. */
export interface HiddenBoard {
  readonly board: string;
  readonly count: number | null;
  readonly sections: readonly { readonly section: string; readonly count: number | null }[];
}

/** The boards on which notes are hidden, or are written hidden at present, in order. */
export function hiddenBoards(state: State): HiddenBoard[] {
  const phase = running(state);
  return state.siblings(boards).flatMap((record) => {
    const board = record.id;
    const secret = phase !== undefined && flag(phase, 'hidden') && !flag(phase, 'counts') && covers(state, board);
    const own = secret ? new Map<string, number>() : ownHidden(state, board);
    const sections = sectionsOf(state, board).flatMap((section) => {
      const count = secret ? null : hiddenCountAt(state, board, section) + (own.get(section) ?? 0);
      return count !== 0 || hiddenAt(state, board, section) ? [{ section, count }] : [];
    });
    return sections.length > 0 ? [{ board, count: sumOf(sections), sections }] : [];
  });
}

/** How many notes are hidden there all in all; null where that is not told. */
export function sumOf(parts: readonly { readonly count: number | null }[]): number | null {
  return parts.reduce<number | null>((all, { count }) => (all === null || count === null ? null : all + count), 0);
}

// The server's counts hold everybody's notes, `hiddenCountAt` leaves one's own out: to reveal means those as well.
function ownHidden(state: State, board: string): Map<string, number> {
  const own = new Map<string, number>();
  for (const record of state.records.values()) {
    if (record.kind !== 'note' || text(record, 'board') !== board || flag(record, 'deleted') || !isHidden(record))
      continue;
    const section = text(record, 'section');
    own.set(section, (own.get(section) ?? 0) + 1);
  }
  return own;
}
