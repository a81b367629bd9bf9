import type { Group, Note } from './generated.ts';
import { sectionsOf } from './kind.ts';
import { bySiblingOrder, groupsOf, notesOf, type State } from './state.ts';

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

/** The notes of a board that lie in the bin, by section and then in their old order. */
export function bin(state: State, board: string): Note[] {
  const order = sectionsOf(state, board);
  const place = (note: Note) => order.indexOf(note.section);
  return state
    .all('note')
    .filter((note) => note.board === board && note.deleted)
    .sort((a, b) => place(a) - place(b) || bySiblingOrder(a, b));
}
