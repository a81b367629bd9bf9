import type { BoardKind } from './kind.ts';
import { flag, type Rec, text } from './record.ts';
import { bySiblingOrder, groupsOf, notesOf, type State } from './state.ts';

/** The sections of a SWOT board in the order in which they are read. */
export const sections = ['strength', 'weakness', 'opportunity', 'threat'] as const;

export type Section = (typeof sections)[number];

/** The board of strengths, weaknesses, opportunities and threats. */
export const swot: BoardKind = { name: 'swot', sections };

/** One section as every view reads it. */
export interface Column {
  readonly section: Section;
  /** The number of its notes, those in groups included. */
  readonly count: number;
  /** The notes without a group, in order. */
  readonly loose: readonly Rec[];
  /** The groups that hold notes in this section, in the order of the board's groups. */
  readonly groups: readonly { readonly group: Rec; readonly notes: readonly Rec[] }[];
}

/** The four sections of a board; notes in the bin are left out. */
export function columns(state: State, board: string): Column[] {
  return sections.map((section) => {
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
export function bin(state: State, board: string): Rec[] {
  const place = (note: Rec) => sections.indexOf(text(note, 'section') as Section);
  return [...state.records.values()]
    .filter((r) => r.kind === 'note' && text(r, 'board') === board && flag(r, 'deleted'))
    .sort((a, b) => place(a) - place(b) || bySiblingOrder(a, b));
}
