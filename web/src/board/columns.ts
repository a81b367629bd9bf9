import type { Group, Note } from './generated.ts';
import { sectionsOf } from './kind.ts';
import { groupsOf, notesOf, type State } from './state.ts';

/** The notes of one section as every view reads them. */
export interface Column {
  readonly section: string;
  /** The number of its notes, those in groups included. */
  readonly count: number;
  /** The notes without a group, in order. */
  readonly loose: readonly Note[];
  /** The groups that hold notes in this section, in the order of the board's groups. */
  readonly groups: readonly { readonly group: Group; readonly notes: readonly Note[] }[];
}

/** The notes of a board by section; those in the bin are left out. */
export function columns(state: State, board: string): Column[] {
  return sectionsOf(state, board).map((section) => {
    const loose = state.siblings(notesOf(board, section, ''));
    const groups = state
      .siblings(groupsOf(board))
      .map((group) => ({ group, notes: state.siblings(notesOf(board, section, group.id)) }))
      .filter(({ notes }) => notes.length > 0)
      .map(({ group, notes }) => ({ group, notes: [...notes] }));
    const grouped = groups.reduce((sum, { notes }) => sum + notes.length, 0);
    return { section, count: loose.length + grouped, loose: [...loose], groups };
  });
}
