import { backFromBin, backIntoBin, deleteNotes, restoreNotes } from './bin.ts';
import type { Command } from './command.ts';
import { groupNotes, moveGroup, moveGroupsBack } from './group.ts';
import { moveBack, moveNotes } from './move.ts';
import { addNote, colourBack, colourNotes } from './note.ts';
import { pasteNotes } from './paste.ts';
import { found, type Rows } from './registry.ts';
import type { State } from './state.ts';

const place = ['section', 'group', 'rank', 'x', 'y', 'deleted'] as const;

/** What commands on a list of notes have in common. */
export const onNotes = {
  records: (c: { readonly notes: readonly string[] }) => c.notes,
  without: <C extends { readonly notes: readonly string[] }>(c: C, records: ReadonlySet<string>): C => ({
    ...c,
    notes: c.notes.filter((id) => !records.has(id)),
  }),
};

const binned = (_state: State, notes: readonly string[]): Command[] => [{ do: 'DeleteNotes', with: { notes } }];

/** The rows of the commands on notes and their groups. */
export const noteRows: Rows = {
  AddNote: { decide: addNote, records: (c) => [c.note], guards: ['text', 'deleted'], inverse: binned },
  PasteNotes: {
    decide: pasteNotes,
    records: (c) => c.notes.map(({ note }) => note),
    guards: ['text', 'deleted'],
    inverse: binned,
  },
  MoveNotes: {
    decide: moveNotes,
    records: (c) => c.moves.map(({ note }) => note),
    guards: place,
    inverse: moveBack,
    without: (c, records) => ({ moves: c.moves.filter(({ note }) => !records.has(note)) }),
  },
  GroupNotes: { decide: groupNotes, ...onNotes, guards: place, inverse: moveBack },
  MoveGroup: { decide: moveGroup, records: (c) => [c.group], guards: ['rank'], inverse: moveGroupsBack },
  ColourNotes: { decide: colourNotes, ...onNotes, guards: ['colour', 'deleted'], inverse: colourBack },
  DeleteNotes: { decide: deleteNotes, ...onNotes, guards: ['deleted'], inverse: backFromBin },
  RestoreNotes: { decide: restoreNotes, ...onNotes, guards: ['deleted'], inverse: backIntoBin },
  MergeNotes: { ...onNotes, guards: ['deleted'], inverse: backFromBin },
  RenameGroup: {
    records: (c) => [c.group],
    guards: ['name'],
    inverse: (state, ids) =>
      found(state, 'group', ids).map(({ id, name }) => ({ do: 'RenameGroup', with: { group: id, name } })),
  },
};
