import { backFromBin, backIntoBin, deleteNotes, restoreNotes } from './bin.ts';
import type { Command, CommandName } from './command.ts';
import type { Draft } from './draft.ts';
import type { Commands } from './generated.ts';
import { groupNotes, moveGroup, moveGroupsBack } from './group.ts';
import { moveBack, moveNotes } from './move.ts';
import { addNote, colourBack, colourNotes } from './note.ts';
import { pasteNotes } from './paste.ts';
import { workshopId } from './record.ts';
import { boards, type State, type Views } from './state.ts';
import { editText } from './text.ts';

/** All that the browser knows of a command, apart from its row in the table of permissions. */
interface Row<C> {
  /** Predicts what the command changes. Without it the server decides: the browser asks the permission and waits. */
  readonly decide?: (draft: Draft, c: C) => void;
  /** The records that the command sets. Undo sets them back. */
  readonly records?: (c: C, member: string) => readonly string[];
  /** The fields of these records. When somebody else changes one of them later, undo leaves the record alone. */
  readonly guards?: readonly string[];
  /** The commands that set the records back, in the order in which they are given. The state is as it was before. */
  readonly inverse?: (state: State, records: readonly string[]) => Command[];
  /** The command without some of its records. */
  readonly without?: (c: C, records: ReadonlySet<string>) => C;
}

const place = ['section', 'group', 'rank', 'deleted'] as const;

/** What commands on a list of notes have in common. */
const onNotes = {
  records: (c: { readonly notes: readonly string[] }) => c.notes,
  without: <C extends { readonly notes: readonly string[] }>(c: C, records: ReadonlySet<string>): C => ({
    ...c,
    notes: c.notes.filter((id) => !records.has(id)),
  }),
};

const onBoard = { records: (c: { readonly board: string }) => [c.board] };

const binned = (_state: State, notes: readonly string[]): Command[] => [{ do: 'DeleteNotes', with: { notes } }];

/**
 * One row for each command that shows before the server has decided it, or that can be undone. Typing has no inverse
 * here: it is undone by splices that follow the text.
 */
const registry: { readonly [Name in CommandName]?: Row<Commands[Name]> } = {
  AddNote: { decide: addNote, records: (c) => [c.note], guards: ['text', 'deleted'], inverse: binned },
  PasteNotes: {
    decide: pasteNotes,
    records: (c) => c.notes.map(({ note }) => note),
    guards: ['text', 'deleted'],
    inverse: binned,
  },
  EditText: { decide: editText },
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
  RenameMember: {
    records: (_c, member) => [member],
    guards: ['name', 'affiliation'],
    inverse: (state, ids) =>
      found(state, 'member', ids).map(({ name, affiliation }) => ({
        do: 'RenameMember',
        with: { name, affiliation: affiliation || undefined },
      })),
  },
  RenameWorkshop: {
    records: () => [workshopId],
    guards: ['title'],
    inverse: (state, ids) =>
      found(state, 'workshop', ids).map(({ title }) => ({ do: 'RenameWorkshop', with: { title } })),
  },
  AddBoard: {
    ...onBoard,
    guards: ['archived'],
    inverse: (_state, ids) => ids.map((board) => ({ do: 'ArchiveBoard', with: { board, on: true } })),
  },
  ArchiveBoard: {
    ...onBoard,
    guards: ['archived'],
    inverse: (state, ids) =>
      found(state, 'board', ids).map(({ id, archived }) => ({ do: 'ArchiveBoard', with: { board: id, on: archived } })),
  },
  RenameBoard: {
    ...onBoard,
    guards: ['title'],
    inverse: (state, ids) =>
      found(state, 'board', ids).map(({ id, title }) => ({ do: 'RenameBoard', with: { board: id, title } })),
  },
  MoveBoard: {
    ...onBoard,
    guards: ['rank'],
    inverse: (state, ids) => {
      const all = state.siblings(boards);
      return found(state, 'board', ids).map((board) => ({
        do: 'MoveBoard',
        with: { board: board.id, before: all[all.indexOf(board) + 1]?.id },
      }));
    },
  },
};

function found<Kind extends keyof Views>(state: State, kind: Kind, ids: readonly string[]): Views[Kind][] {
  return ids.flatMap((id) => state.of(kind, id) ?? []);
}

function rowOf<Name extends CommandName>(command: Command<Name>): Row<Commands[Name]> {
  return registry[command.do] ?? {};
}

/** Whether a command shows only when the server's change comes. */
export function isAwaited(command: Command): boolean {
  return rowOf(command).decide === undefined;
}

/** Drafts what the command changes, as far as the browser predicts it. */
export function predict<Name extends CommandName>(draft: Draft, command: Command<Name>): void {
  rowOf(command).decide?.(draft, command.with);
}

function recordsOf<Name extends CommandName>(command: Command<Name>, member: string): readonly string[] {
  return rowOf(command).records?.(command.with, member) ?? [];
}

/**
 * The commands that undo a command, in the order in which they are given; none when it cannot be undone. The state is as
 * it was before the command.
 */
export function inverse(state: State, command: Command, member: string): Command[] {
  return rowOf(command).inverse?.(state, recordsOf(command, member)) ?? [];
}

/** The fields of each record that guard the undo of a command. */
export function guards(command: Command, member: string): Map<string, readonly string[]> {
  const fields = rowOf(command).guards ?? [];
  return new Map(recordsOf(command, member).map((id) => [id, fields]));
}

/** The command without the given records; undefined when nothing is left of it. */
export function without<Name extends CommandName>(
  command: Command<Name>,
  records: ReadonlySet<string>,
): Command<Name> | undefined {
  if (records.size === 0) return command;
  const rest = rowOf(command).without?.(command.with, records);
  if (rest === undefined) return undefined;
  const left = { do: command.do, with: rest } as Command<Name>;
  return recordsOf(left, '').length === 0 ? undefined : left;
}
