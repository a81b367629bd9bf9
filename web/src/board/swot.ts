import type { BoardKind } from './kind.ts';
import { flag, type Rec, text } from './record.ts';
import { bySiblingOrder, groupsOf, notesOf, type State } from './state.ts';

/** The quadrants of a SWOT board in the order in which they are read. */
export const quadrants = ['strength', 'weakness', 'opportunity', 'threat'] as const;

export type Quadrant = (typeof quadrants)[number];

/** The board of strengths, weaknesses, opportunities and threats. */
export const swot: BoardKind = { name: 'swot', quadrants };

/** One quadrant as every view reads it. */
export interface Column {
  readonly quadrant: Quadrant;
  /** The number of its notes, those in groups included. */
  readonly count: number;
  /** The notes without a group, in order. */
  readonly loose: readonly Rec[];
  /** The groups that hold notes in this quadrant, in the order of the board's groups. */
  readonly groups: readonly { readonly group: Rec; readonly notes: readonly Rec[] }[];
}

/** The four quadrants of a board; notes in the bin are left out. */
export function columns(state: State, board: string): Column[] {
  return quadrants.map((quadrant) => {
    const loose = state.siblings(notesOf(board, quadrant, ''));
    const groups = state
      .siblings(groupsOf(board))
      .map((group) => ({ group, notes: state.siblings(notesOf(board, quadrant, group.id)) }))
      .filter(({ notes }) => notes.length > 0)
      .map(({ group, notes }) => ({ group, notes: [...notes] }));
    const grouped = groups.reduce((sum, { notes }) => sum + notes.length, 0);
    return { quadrant, count: loose.length + grouped, loose: [...loose], groups };
  });
}

/** The notes of a board that lie in the bin, by quadrant and then in their old order. */
export function bin(state: State, board: string): Rec[] {
  const place = (note: Rec) => quadrants.indexOf(text(note, 'quadrant') as Quadrant);
  return [...state.records.values()]
    .filter((r) => r.kind === 'note' && text(r, 'board') === board && flag(r, 'deleted'))
    .sort((a, b) => place(a) - place(b) || bySiblingOrder(a, b));
}
