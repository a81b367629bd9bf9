import type { Command, CommandName } from './command.ts';
import type { Draft } from './draft.ts';
import type { Commands } from './generated.ts';
import { workshopId } from './record.ts';
import { boards, type State, type Views } from './state.ts';
import { editText } from './text.ts';

/** All that the browser knows of a command, apart from its row in the table of permissions. */
export interface Row<C> {
  /** Predicts what the command changes. Without it the server decides: the browser asks the permission and waits. */
  readonly decide?: (draft: Draft, c: C) => void;
  /** The records that the command sets. Undo sets them back. */
  readonly records?: (c: C, member: string) => readonly string[];
  /** The fields of these records. When somebody else changes one of them later, undo leaves the record alone. */
  readonly guards?: readonly string[] | ((c: C) => readonly string[]);
  /** The commands that set the records back, in the order in which they are given. The state is as it was before. */
  readonly inverse?: (state: State, records: readonly string[], c: C) => Command[];
  /** The command without some of its records. */
  readonly without?: (c: C, records: ReadonlySet<string>) => C;
}

const onBoard = { records: (c: { readonly board: string }) => [c.board] };

/** A row for each command that shows before the server has decided it, or that can be undone. */
export type Rows = { readonly [Name in CommandName]?: Row<Commands[Name]> };

/**
 * The rows of what all boards share; those of items come with the kinds of boards. Typing has no inverse here: it is
 * undone by splices that follow the text.
 */
const registry: Rows = {
  EditText: { decide: editText },
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
  MarkMoment: {
    records: (c) => [c.moment],
    guards: ['title'],
    inverse: (_state, ids) => ids.map((moment) => ({ do: 'RemoveMoment', with: { moment } })),
  },
  RenameMoment: {
    records: (c) => [c.moment],
    guards: ['title'],
    inverse: (state, ids) =>
      found(state, 'moment', ids).map(({ id, title }) => ({ do: 'RenameMoment', with: { moment: id, title } })),
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

/** Adds the rows of a kind of boards, before the first of its commands is given. */
export function addRows(rows: Rows): void {
  Object.assign(registry, rows);
}

/** The records that there are, as they are. */
export function found<Kind extends keyof Views>(state: State, kind: Kind, ids: readonly string[]): Views[Kind][] {
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
  return inverseOf(state, command, member);
}

function inverseOf<Name extends CommandName>(state: State, command: Command<Name>, member: string): Command[] {
  return rowOf(command).inverse?.(state, recordsOf(command, member), command.with) ?? [];
}

/** The fields of each record that guard the undo of a command. */
export function guards(command: Command, member: string): Map<string, readonly string[]> {
  const fields = guardsOf(command);
  return new Map(recordsOf(command, member).map((id) => [id, fields]));
}

function guardsOf<Name extends CommandName>(command: Command<Name>): readonly string[] {
  const { guards = [] } = rowOf(command);
  return typeof guards === 'function' ? guards(command.with) : guards;
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
