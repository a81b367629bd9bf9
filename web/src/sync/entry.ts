import type { Command } from '../board/command.ts';
import { applyOps, type Ops } from '../board/splice.ts';
import type { Patch } from '../board/state.ts';
import type { Stored } from './queue.ts';

/** A command of this tab, from the moment it is given until its change arrives. */
export interface Entry {
  /** Its position among the commands of this tab; later commands have larger ones. */
  readonly position: number;
  /** The ops of an EditText fit the confirmed text with the entries before applied. */
  command: Command;
  /** The number and the bytes under which it is sent; 0 and '' until it is frozen (W18). */
  number: number;
  frame: string;
  /** For EditText: the text that its ops fit, as it was when the entry was last kept. */
  base: string | undefined;
  /** The patches that undo its prediction; undefined while it cannot be applied. */
  inverse: Patch[] | undefined;
  /** The server does more than the prediction shows. Such a command is sent even if it shows nothing. */
  serverDoesMore: boolean;
  /** Typing is still added to it. It is neither kept nor sent yet. */
  gathering: boolean;
  /** Sent on the present connection. */
  sent: boolean;
  /** It was sent and its answer may be lost, so the next change may be its own. */
  uncertain: boolean;
  /** The number of its change; 0 until the ack. */
  acked: number;
  /** Its change was empty: there was nothing to do. */
  idle: boolean;
  /** Called when it is pending no more. */
  over: (() => void) | undefined;
  /** How often the server asked to try again. */
  attempts: number;
  /** It has changed since it was last written to the queue. */
  dirty: boolean;
  /** Counts the changes that made it dirty. */
  version: number;
  /** The queue holds some version of it. */
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
    idle: false,
    over: undefined,
    attempts: 0,
    dirty: true,
    version: 1,
    kept: false,
  };
}

/** Marks the entry as changed since it was last kept. */
export function touch(entry: Entry): void {
  entry.dirty = true;
  entry.version++;
}

/** Makes a frozen command changeable again, once it is certain that its number never takes effect. */
export function unfreeze(entry: Entry): void {
  entry.number = 0;
  entry.frame = '';
  entry.sent = false;
  entry.uncertain = false;
  touch(entry);
}

/** The key of the text that an EditText edits; undefined for other commands. */
export function keyOf(command: Command): string | undefined {
  return command.do === 'EditText' ? textKey(command.with.record, command.with.field) : undefined;
}

/** A key for one text field of a record. Ids hold no space. */
export function textKey(record: string, field: string): string {
  return `${record} ${field}`;
}

/** The ops of an EditText; none for other commands. */
export function opsOf(command: Command): Ops {
  return command.do === 'EditText' ? command.with.ops : [];
}

/** The EditText with other ops. */
export function withOps(command: Command, ops: Ops): Command {
  if (command.do !== 'EditText') return command;
  return { do: 'EditText', with: { ...command.with, ops } };
}

/** The text in a command, which the person may want back when it is refused. */
export function textOf(command: Command): string {
  if (command.do === 'EditText') return command.with.ops.filter((step) => typeof step === 'string').join('');
  if (command.do === 'PasteNotes') return command.with.notes.map(({ text }) => text).join('\n');
  if (command.do === 'AddRow') return cellsOf(command.with);
  if (command.do === 'PasteRows') return command.with.rows.map(cellsOf).join('\n');
  if (command.do === 'SetCell') return command.with.value;
  const { text, name, title, ask } = command.with as { text?: string; name?: string; title?: string; ask?: string };
  return [text, name, title, ask].filter(Boolean).join('\n');
}

function cellsOf({ cells }: { readonly cells: readonly { readonly value: string }[] }): string {
  return cells.map(({ value }) => value).join('\t');
}

/** As textOf, but for an EditText the whole text as it showed, if the text below the edit is known. */
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

/** The entry in the form in which the queue keeps it. */
export function storedOf(entry: Entry): Stored {
  const { position, command, number, frame, version, base } = entry;
  const stored = { position, command, number, frame, version };
  return base === undefined ? stored : { ...stored, base };
}
