import { hiddenAt, hiddenCountAt, ownHidden } from '../../board/hidden.ts';
import { sectionsOf } from '../../board/kind.ts';
import { covers, running } from '../../board/phase.ts';
import { boards, type State } from '../../board/state.ts';

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
    const secret = phase?.hidden === true && !phase.counts && covers(state, board);
    const sections = sectionsOf(state, board).flatMap((section) => {
      // The server's counts hold everybody's items, `hiddenCountAt` leaves one's own out: to reveal means those as well.
      const count = secret ? null : hiddenCountAt(state, board, section) + ownHidden(state, board, section);
      return count !== 0 || hiddenAt(state, board, section) ? [{ section, count }] : [];
    });
    if (sections.length === 0) return [];
    return [{ board, count: sumOf(sections), sections: sections.filter(({ section }) => section !== '') }];
  });
}

/** Tells whether something is still hidden there, for as long as the phase runs in which it was to be revealed. */
export function leftHidden(before: State, board: string, section?: string): (state: State) => boolean {
  const phase = running(before)?.id;
  return (state) => {
    if (running(state)?.id !== phase) return false;
    const sections = section === undefined ? sectionsOf(state, board) : [section];
    return sections.some(
      (each) => hiddenAt(state, board, each) || hiddenCountAt(state, board, each) + ownHidden(state, board, each) > 0,
    );
  };
}

/** How many notes are hidden there all in all; null where that is not told. */
export function sumOf(parts: readonly { readonly count: number | null }[]): number | null {
  return parts.reduce<number | null>((all, { count }) => (all === null || count === null ? null : all + count), 0);
}
