import type { Clock } from './clock.ts';
import { type Entry, frameOf, keyOf, opsOf, storedOf, touch } from './entry.ts';
import type { Ack, Refused, ServerFrame } from './frames.ts';
import { messages } from './frames.ts';
import { MemoryQueue, type Queue, QueueLost, type Stored } from './queue.ts';
import type { Replica } from './replica.ts';
import { Rejected, refusalsOf, type Transport, Unreachable } from './transport.ts';

/** What the outbox tells its owner. */
export interface OutboxEvents {
  /** Sends frames on the live connection. */
  send(lines: readonly string[]): void;
  /** A command was refused for good; it is still pending. */
  refused(entry: Entry, code: string, message: string): void;
  /** A command turned out to have been applied before; it is still pending. */
  applied(entry: Entry): void;
  /** An edit came to nothing before it was sent. */
  vanished(entry: Entry): void;
  /**
   * Another tab has taken the queue. taken: what it found there is its business now;
   * mixed: those of them that were typed on since. The outbox rests until continueWith.
   */
  lost(taken: readonly Entry[], mixed: readonly Entry[]): void;
  /** What the outbox says of itself is other than before. */
  changed(): void;
}

// As many as the server takes at once from one client without a pause.
const maxInFlight = 30;
const storageRetryMillis = 5_000;
const minPauseMillis = 500;
const maxPauseMillis = 15_000;
const maxAttempts = 5;

/**
 * Refusals that concern the moment, not the command. The same bytes are sent again
 * under the same number: another copy of them may still be on its way.
 */
export const transient: ReadonlySet<string> = new Set([
  'busy',
  'rate_limited',
  'storage_full',
  'quarantined',
  'internal',
]);
/** Refusals that a command decided anew, under another number, may escape; tried a few times. */
export const retryable: ReadonlySet<string> = new Set([
  'number_reused',
  'future_seen',
  'out_of_order',
  'too_far_behind',
]);

/**
 * Keeps the pending commands in the queue and sends them, in order. Nothing is
 * sent before it is kept; once it is sent it is frozen. At most one edit of a
 * text is under way (W26): what follows it waits.
 */
export class Outbox {
  /** Pending commands live only in memory: the browser keeps nothing for us. */
  storageFailed: boolean;

  private link: { answersApart: boolean } | undefined;
  private readonly removed: number[] = [];
  private readonly refused: Stored[] = [];
  private beingRemoved: readonly number[] = [];
  private writing: Promise<void> | undefined;
  private lastNumber = 0;
  private pausedUntil = 0;
  private pauses = 0;
  private wake: (() => void) | undefined;
  private closed = false;
  private halted = false;

  constructor(
    private readonly replica: Replica,
    public queue: Queue,
    private readonly clock: Clock,
    private readonly events: OutboxEvents,
  ) {
    this.storageFailed = !queue.durable;
  }

  /** The commands without an ack. */
  get unanswered(): number {
    return this.replica.pending.reduce((n, entry) => n + (entry.acked === 0 ? 1 : 0), 0);
  }

  /** Whether a change that comes now may be the own one of a command whose answer is still to come. */
  get uncertain(): boolean {
    return this.replica.pending.some((entry) => entry.uncertain && entry.acked === 0);
  }

  /** A live connection stands. readonly: nothing may be sent. */
  up(answersApart: boolean, readonly: boolean): void {
    this.link = { answersApart };
    this.halted = readonly;
    for (const entry of this.replica.pending) entry.sent = false;
    this.pump();
  }

  /** The connection is gone. */
  down(): void {
    this.link = undefined;
    for (const entry of this.replica.pending) if (entry.sent) entry.uncertain = true;
  }

  /** Goes on with another queue, under another client name, after events.lost. */
  continueWith(queue: Queue): void {
    this.queue = queue;
    this.storageFailed = !queue.durable;
    this.lastNumber = 0;
    this.closed = false;
    for (const entry of this.replica.pending) {
      entry.number = 0;
      entry.frame = '';
      entry.uncertain = false;
      entry.sent = false;
      entry.kept = false;
      touch(entry);
    }
    this.pump();
  }

  /** Nothing is written or sent any more. */
  close(): void {
    this.closed = true;
    this.wake?.();
  }

  /** Keeps and sends what can be. Call it after every change of the pending commands. */
  pump(): void {
    if (this.closed) return;
    this.freeze();
    if (this.writing === undefined) {
      if (this.unkept()) this.writing = this.write().finally(() => this.written());
    }
    this.send();
  }

  /** Keeps a refused command for the person to read, in place of the pending one. */
  addRefused(stored: Stored): void {
    this.refused.push(stored);
    this.pump();
  }

  /** Puts down, without waiting, what is not kept yet: the page may be gone in a moment. */
  stash(left: boolean): void {
    const entries = this.replica.pending.filter((e) => e.dirty && e.acked === 0);
    const removed = [...this.removed, ...this.beingRemoved];
    if (entries.length + this.refused.length + removed.length === 0) return;
    this.rebase(entries);
    this.queue.stash([...entries.map(storedOf), ...this.refused], removed, left);
  }

  /** Forgets, with the next write, what is kept under a place. */
  remove(position: number): void {
    this.removed.push(position);
  }

  /** Resolves when all that is pending is kept, or cannot be. */
  async kept(): Promise<void> {
    this.pump();
    while (this.writing !== undefined) await this.writing;
  }

  answered(frame: Ack | Refused): void {
    const entry = this.replica.pending.find((e) => e.number > 0 && e.number === frame.number);
    if (entry === undefined || entry.acked > 0) return;
    if (frame.type === 'ack') {
      entry.acked = frame.seq;
      entry.uncertain = false;
      this.pauses = 0;
      this.removed.push(entry.position);
      if (frame.seq <= this.replica.state.seq) this.events.applied(entry);
    } else if (transient.has(frame.code)) {
      entry.attempts++;
      entry.sent = false;
      entry.uncertain = false;
      const pauseMillis = Math.min(maxPauseMillis, minPauseMillis * 2 ** this.pauses++);
      this.pausedUntil = this.clock.now() + pauseMillis;
      this.wakeAfter(pauseMillis);
    } else if (this.mayTryAgain(entry, frame.code)) {
      entry.attempts++;
      entry.number = 0;
      entry.frame = '';
      entry.sent = false;
      entry.uncertain = false;
      touch(entry);
    } else {
      this.events.refused(entry, frame.code, frame.message ?? '');
    }
    this.events.changed();
    this.pump();
  }

  /**
   * Finds out what became of the commands whose answers were lost, so that a
   * snapshot fetched afterwards can be told from them; what is frozen and was not
   * sent goes along, because it cannot be carried over a jump. Rejects as post does.
   */
  async settle(transport: Transport): Promise<void> {
    await this.kept();
    for (let round = 0; ; round++) {
      const frozen = this.replica.pending.filter((e) => e.acked === 0 && e.frame !== '' && !e.dirty);
      const open = frozen.filter((e) => e.uncertain || round === 0);
      if (open.length === 0) return;
      const answers = await postAll(transport, this.queue.client, open);
      const answered = answers.filter((frame) => frame.type === 'ack' || frame.type === 'refused');
      if (answered.length === 0) throw new Unreachable('no answer to what was asked');
      for (const frame of answered) this.answered(frame);
    }
  }

  /** Whether a command that changed nothing, and never will under its number, deserves another one. */
  private mayTryAgain(entry: Entry, code: string): boolean {
    if (entry.attempts >= maxAttempts) return false;
    if (retryable.has(code)) return true;
    // What failed because a command before it has to be tried again deserves another try as well.
    const at = this.replica.pending.indexOf(entry);
    return this.replica.pending.slice(0, at).some((earlier) => earlier.attempts > entry.attempts);
  }

  private wakeAfter(millis: number): void {
    this.wake?.();
    this.wake = this.clock.after(millis, () => {
      this.wake = undefined;
      this.pump();
    });
  }

  /** Gives numbers to what can be sent now. */
  private freeze(): void {
    if (this.link === undefined || this.halted || this.clock.now() < this.pausedUntil) return;
    const texts = new Set<string>();
    let inFlight = 0;
    for (const entry of [...this.replica.pending]) {
      const key = keyOf(entry.command);
      if (entry.frame === '') {
        if (entry.gathering || inFlight >= maxInFlight || (key !== undefined && texts.has(key))) return;
        if (key !== undefined && opsOf(entry.command).length === 0) {
          this.removed.push(entry.position);
          this.events.vanished(entry);
          continue;
        }
        entry.number = ++this.lastNumber;
        entry.frame = frameOf(entry.command, entry.number, this.replica.state.seq);
        touch(entry);
      }
      if (key !== undefined) texts.add(key);
      if (entry.acked === 0) inFlight++;
    }
  }

  private send(): void {
    if (this.link === undefined) return;
    const lines: string[] = [];
    const paused = this.clock.now() < this.pausedUntil;
    const frozen = this.replica.pending.filter((entry) => entry.frame !== '' && entry.acked === 0);
    for (const entry of frozen.sort((a, b) => a.number - b.number)) {
      if (entry.dirty && this.queue.durable) break;
      // Also where nothing may be written, it has to be known what became of the last ones.
      if (entry.sent || ((this.halted || paused) && !entry.uncertain)) continue;
      entry.sent = true;
      entry.uncertain ||= this.link.answersApart;
      lines.push(entry.frame);
    }
    if (lines.length > 0) this.events.send(lines);
  }

  private unkept(): boolean {
    if (this.removed.length > 0 || this.refused.length > 0) return true;
    return this.replica.pending.some((entry) => entry.dirty && !entry.gathering && entry.acked === 0);
  }

  private async write(): Promise<void> {
    const entries = this.replica.pending.filter((e) => e.dirty && !e.gathering && e.acked === 0);
    const versions = entries.map((entry) => entry.version);
    const removed = this.removed.splice(0);
    const refused = this.refused.splice(0);
    this.rebase(entries);
    this.beingRemoved = removed;
    try {
      await this.queue.write([...entries.map(storedOf), ...refused], removed);
    } catch (fault) {
      this.removed.unshift(...removed);
      this.refused.unshift(...refused);
      await this.failed(fault);
      return;
    } finally {
      this.beingRemoved = [];
    }
    entries.forEach((entry, i) => {
      entry.kept = true;
      if (entry.version === versions[i]) entry.dirty = false;
    });
  }

  /** Notes the text below each edit of a text, so that another tab can carry it on. */
  private rebase(entries: readonly Entry[]): void {
    const edits = entries.filter((entry) => keyOf(entry.command) !== undefined);
    if (edits.length === 0) return;
    for (const [entry, below] of this.replica.textsUnder(edits)) entry.base = below;
  }

  private written(): void {
    this.writing = undefined;
    if (this.closed) return;
    if (!this.unkept() && !this.replica.pending.some((entry) => entry.dirty)) this.queue.dropStash();
    this.events.changed();
    if (this.wake === undefined || !this.storageFailed) this.pump();
  }

  /**
   * The storage does not take it. What is kept there already would be sent by the
   * next tab as well, so it has to be deleted before memory can take over.
   */
  private async failed(fault: unknown): Promise<void> {
    if (this.closed) return;
    if (fault instanceof QueueLost) {
      const taken = this.replica.pending.filter((entry) => entry.kept);
      this.removed.length = 0;
      this.closed = true;
      this.events.lost(
        taken,
        taken.filter((e) => e.dirty && e.frame === '' && e.attempts === 0),
      );
      return;
    }
    this.storageFailed = true;
    try {
      const kept = this.replica.pending.filter((entry) => entry.kept).map((entry) => entry.position);
      await this.queue.write([], [...kept, ...this.removed]);
    } catch {
      this.wakeAfter(storageRetryMillis);
      return;
    }
    this.removed.length = 0;
    this.refused.length = 0;
    this.queue = new MemoryQueue(this.queue.client, this.queue.member);
    for (const entry of this.replica.pending) entry.kept = false;
  }
}

/** Sends frozen commands of a client by POST and gives the answers. Rejects with NoSession or Unreachable. */
export async function postAll(
  transport: Transport,
  client: string,
  commands: readonly { readonly frame: string }[],
): Promise<ServerFrame[]> {
  const answers: ServerFrame[] = [];
  const post = async (message: string): Promise<void> => {
    try {
      answers.push(...(await transport.post(client, message)));
    } catch (fault) {
      if (!(fault instanceof Rejected)) throw fault;
      const lines = message.split('\n');
      // One bad command must not take its neighbours with it.
      if (lines.length > 1) for (const line of lines) await post(line);
      else answers.push(...refusalsOf(message, fault));
    }
  };
  for (const message of messages(commands.map((command) => command.frame))) await post(message);
  return answers;
}
