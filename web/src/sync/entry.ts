import type { Command } from '../board/command.ts';
import { applyOps, type Ops } from '../board/splice.ts';
import type { Patch } from '../board/state.ts';
import type { Stored } from './queue.ts';

/** A command of this tab between the person's hand and the change that it became. */
export interface Entry {
  /** Its place among this tab's commands, growing. */
  readonly position: number;
  /** For EditText the ops as they read now: on top of the confirmed text and of the entries before. */
  command: Command;
  /** The number and the bytes under which it is sent; 0 and '' until it is frozen (W18). */
  number: number;
  frame: string;
  /** For EditText: the text below it, as it was when it was last kept. */
  base: string | undefined;
  /** What takes its prediction back; undefined while it cannot be applied. */
  inverse: Patch[] | undefined;
  /** The server does more than its prediction shows, so it is sent also when that shows nothing. */
  serverDoesMore: boolean;
  /** Typing that still gathers: neither kept nor sent yet. */
  gathering: boolean;
  /** Sent on the present connection. */
  sent: boolean;
  /** Sent, and its answer may have been lost: the change that comes next may be its own. */
  uncertain: boolean;
  /** The number of the change it became; 0 until the ack. */
  acked: number;
  /** How often the server asked to try again. */
  attempts: number;
  /** Changed since it was last written to the queue's storage. */
  dirty: boolean;
  /** Counts the changes that made it dirty. */
  version: number;
  /** Some version of it lies in the storage. */
  kept: boolean;
}

export function newEntry(position: number, command: Command): Entry {
  return {
    position,
    command,
    number: 0,
    frame: '',
    base: undefined,
    inverse: undefined,
    serverDoesMore: false,
    gathering: false,
    sent: false,
    uncertain: false,
    acked: 0,
    attempts: 0,
    dirty: true,
    version: 1,
    kept: false,
  };
}

/** Marks the entry as other than what is kept of it. */
export function touch(entry: Entry): void {
  entry.dirty = true;
  entry.version++;
}

/** Lets a frozen command change again: its number never took effect, and never will. */
export function thaw(entry: Entry): void {
  entry.number = 0;
  entry.frame = '';
  entry.sent = false;
  entry.uncertain = false;
  touch(entry);
}

/** The text that an EditText is about, as a key; undefined for other commands. */
export function keyOf(command: Command): string | undefined {
  return command.do === 'EditText' ? textKey(command.with.record, command.with.field) : undefined;
}

/** One key for a text; an id holds no space. */
export function textKey(record: string, field: string): string {
  return `${record} ${field}`;
}

/** The ops of an EditText, none for other commands. */
export function opsOf(command: Command): Ops {
  return command.do === 'EditText' ? command.with.ops : [];
}

/** The EditText with other ops. */
export function withOps(command: Command, ops: Ops): Command {
  if (command.do !== 'EditText') return command;
  return { do: 'EditText', with: { ...command.with, ops } };
}

/** The texts that a command would bring to the board: what a person wants back when it is refused. */
export function textOf(command: Command): string {
  switch (command.do) {
    case 'AddNote':
      return command.with.text;
    case 'PasteNotes':
      return command.with.notes.map((note) => note.text).join('\n');
    case 'EditText':
      return command.with.ops.filter((step) => typeof step === 'string').join('');
    case 'GroupNotes':
    case 'RenameGroup':
    case 'RenameMember':
    case 'RenameTeam':
      return command.with.name;
    case 'RenameWorkshop':
    case 'OpenVote':
      return command.with.title;
    case 'AddPhase':
    case 'SetPhase':
      return [command.with.title, command.with.ask ?? ''].join('\n').trim();
    default:
      return '';
  }
}

/** The same, with an EditText as the whole text that showed, where the text below it is known. */
export function shownText(command: Command, below: string | undefined): string {
  if (command.do !== 'EditText' || below === undefined) return textOf(command);
  try {
    return applyOps(below, command.with.ops);
  } catch {
    return textOf(command);
  }
}

/** The bytes of a command (W18). */
export function frameOf(command: Command, number: number, seen: number): string {
  return JSON.stringify({ type: 'command', number, seen, do: command.do, with: command.with });
}

/** The entry as its queue keeps it. */
export function storedOf(entry: Entry): Stored {
  const { position, command, number, frame, version, base } = entry;
  const stored = { position, command, number, frame, version };
  return base === undefined ? stored : { ...stored, base };
}
