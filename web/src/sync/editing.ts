import type { Command } from '../board/command.ts';
import type { Code } from '../board/generated.ts';
import { text } from '../board/record.ts';
import { Refusal } from '../board/refusal.ts';
import { guards, inverse } from '../board/registry.ts';
import { invertOps, type Ops } from '../board/splice.ts';
import type { Clock } from './clock.ts';
import { type Entry, frameOf, keyOf, newEntry, textKey } from './entry.ts';
import type { Emitter } from './events.ts';
import { byteLength, maxMessage } from './frames.ts';
import { History } from './history.ts';
import type { Outbox } from './outbox.ts';
import type { Replica } from './replica.ts';
import { Undo } from './undo.ts';
import type { ViewChange } from './view.ts';

const gatherMillis = 150;
const maxPending = 5_000;

/** How a command is undone: by itself, together with the one before it, or not at all. */
export type UndoMode = 'alone' | 'joined' | 'never';

/** Takes the commands of the person at this tab: checks them, shows them, gathers typing into edits, and undoes. */
export class Editing {
  readonly history = new History();
  private readonly steps: Undo;
  private lastPosition = 0;
  private flushTimer: (() => void) | undefined;

  constructor(
    private readonly replica: Replica,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly emitter: Emitter,
    /** Why no command may be given now; null when one may. */
    private readonly closed: () => Code | null,
  ) {
    this.steps = new Undo(this.history, replica.state, replica.me.member, {
      run: (command) => this.submit(command),
      edit: (record, field, ops) => this.edit(record, field, ops, true),
      skipped: (ids, code) => emitter.emit({ type: 'undo', skipped: ids, code }),
    });
  }

  /** A position in the queue behind all others so far. */
  nextPosition(): number {
    return ++this.lastPosition;
  }

  /** Gives a command. Returns the refusal if it is known at once. */
  run(command: Command, undo: UndoMode): Refusal | null {
    const { member } = this.replica.me;
    const commands = inverse(this.replica.state, command, member);
    const position = this.submit(command);
    if (position instanceof Refusal) return position;
    if (position > 0 && undo !== 'never' && commands.length > 0) {
      const undone = { commands, guards: guards(command, member), stale: new Set<string>() };
      const step = { kind: 'command', ...undone, positions: [position] } as const;
      if (undo === 'joined') this.history.joinCommand(step);
      else this.history.addCommand(step);
      this.emitter.emitStatus();
    }
    return null;
  }

  /** Types: the ops fit the text as it is shown. */
  type(record: string, field: string, ops: Ops): Refusal | null {
    if (ops.length === 0) return null;
    const back = this.edit(record, field, ops, false);
    if (back instanceof Refusal) return back;
    this.history.addTyping(record, field, back, this.clock.now());
    this.emitter.emitStatus();
    return null;
  }

  undo(): boolean {
    const done = this.steps.undo();
    this.emitter.emitStatus();
    return done;
  }

  redo(): boolean {
    const done = this.steps.redo();
    this.emitter.emitStatus();
    return done;
  }

  /** Keeps and sends at once what was typed. */
  flush(): void {
    this.flushTimer?.();
    this.flushTimer = undefined;
    for (const entry of this.replica.pending) entry.gathering = false;
    this.outbox.pump();
  }

  /** Tells what a person sees differently. */
  show({ ids, splices }: ViewChange): void {
    for (const { record, field, ops } of splices) {
      this.history.rebase(record, field, ops);
      this.emitter.emit({ type: 'splice', record, field, ops, remote: true });
    }
    if (ids.length > 0) this.emitter.emit({ type: 'records', ids });
    this.emitter.emitStatus();
  }

  /** Adds a command to the pending ones. Returns its position, 0 when it changes nothing. */
  private submit(command: Command): number | Refusal {
    const entry = newEntry(this.nextPosition(), command);
    const shown = this.accepted(command, () => {
      for (const earlier of this.replica.pending) earlier.gathering = false; // commands are sent in their order
      return this.replica.add(entry);
    });
    if (shown instanceof Refusal) return shown;
    if (shown.ids.length === 0 && !entry.serverDoesMore) {
      this.replica.drop(entry);
      return 0;
    }
    this.outbox.pump();
    this.show(shown);
    return entry.position;
  }

  /** Edits a text. Returns the ops that undo the edit. */
  private edit(record: string, field: string, ops: Ops, tell: boolean): Ops | Refusal {
    const command: Command = { do: 'EditText', with: { record, field, ops } };
    const was = text(this.replica.state.get(record), field);
    const open = this.openEdit(record, field);
    const entry = open ?? newEntry(this.nextPosition(), command);
    const shown = this.accepted(command, () =>
      open === undefined ? this.replica.add(entry) : this.replica.extend(entry, ops),
    );
    if (shown instanceof Refusal) return shown;
    entry.gathering = true;
    this.flushTimer ??= this.clock.after(gatherMillis, () => this.flush());
    this.emitter.emit({ type: 'records', ids: shown.ids });
    if (tell) this.emitter.emit({ type: 'splice', record, field, ops, remote: false });
    this.emitter.emitStatus();
    return invertOps(ops, was);
  }

  /** The edit to which more typing may be added: the last one of this text, if it was never sent. */
  private openEdit(record: string, field: string): Entry | undefined {
    const key = textKey(record, field);
    const last = this.replica.pending.findLast((entry) => keyOf(entry.command) === key);
    if (last === undefined || last.frame !== '' || !this.replica.extendable(last)) return undefined;
    return last.kept && !this.outbox.writer.queue.surelyOwned() ? undefined : last;
  }

  /** Shows a command, unless it is refused here already. */
  private accepted(command: Command, show: () => ViewChange): ViewChange | Refusal {
    const closed = this.closed();
    if (closed !== null) return new Refusal(closed);
    if (this.replica.pending.length >= maxPending) return new Refusal('too_many');
    const longest = frameOf(command, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    if (byteLength(longest) > maxMessage) return new Refusal('too_large');
    try {
      return show();
    } catch (reason) {
      if (reason instanceof Refusal) return reason;
      throw reason;
    }
  }
}
