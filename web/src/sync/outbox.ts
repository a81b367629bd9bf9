import { maxSpliceSteps } from '../board/generated.ts';
import { mayRepeat, postAll, retryable, transient } from './answers.ts';
import type { Clock } from './clock.ts';
import { type Entry, frameOf, keyOf, opsOf, touch, unfreeze } from './entry.ts';
import type { Ack, Refused } from './frames.ts';
import type { Queue } from './queue.ts';
import { QueueWriter, type WriterEvents } from './queuewriter.ts';
import type { Replica } from './replica.ts';
import { type Transport, Unreachable } from './transport.ts';

/** What the outbox tells its owner. */
export interface OutboxEvents {
  /** Sends frames on the live connection. */
  send(lines: readonly string[]): void;
  /** A command was refused for good. It is still among the pending ones. */
  refused(entry: Entry, code: string, message: string): void;
  /** A command is over: its change was applied before its ack came, or its edit became empty before it was sent. */
  over(entry: Entry): void;
  /** Another tab has taken the queue. The outbox does nothing until continueWith. */
  lost: WriterEvents['lost'];
  /** unanswered or storageFailed may have changed. */
  changed(): void;
}

// The server takes so many commands of one client at once.
const maxInFlight = 30;
const minPauseMillis = 500;
const maxPauseMillis = 15_000;
const maxAttempts = 5;

/**
 * Sends the pending commands in order. It sends nothing that the queue does not keep, and a command that was sent is
 * frozen. At most one edit of a text is under way (W26); later edits of this text wait.
 */
export class Outbox {
  readonly writer: QueueWriter;

  private link: { answersApart: boolean } | undefined;
  private lastNumber = 0;
  private pausedUntil = 0;
  private pauses = 0;
  private wakeTimer: (() => void) | undefined;
  private closed = false;
  private halted = false;

  constructor(
    private readonly replica: Replica,
    queue: Queue,
    private readonly clock: Clock,
    private readonly events: OutboxEvents,
  ) {
    this.writer = new QueueWriter(replica, queue, clock, {
      written: () => {
        events.changed();
        this.pump();
      },
      lost: (taken, mixed) => {
        this.closed = true;
        events.lost(taken, mixed);
      },
    });
  }

  /** How many commands have no ack yet. */
  get unanswered(): number {
    return this.replica.pending.reduce((n, entry) => n + (entry.acked === 0 ? 1 : 0), 0);
  }

  /** Whether the next change may come from a command of this tab whose answer is not here yet. */
  get uncertain(): boolean {
    return this.replica.pending.some((entry) => entry.uncertain && entry.acked === 0);
  }

  /** The connection is live. readonly: the server takes no new commands. */
  up(answersApart: boolean, readonly: boolean): void {
    this.link = { answersApart };
    this.halted = readonly;
    for (const entry of this.replica.pending) entry.sent = false;
    this.pump();
  }

  /** The connection is lost. */
  down(): void {
    this.link = undefined;
    for (const entry of this.replica.pending) if (entry.sent) entry.uncertain = true;
  }

  /** Goes on with another queue, under another client name, after events.lost. */
  continueWith(queue: Queue): void {
    this.lastNumber = 0;
    this.closed = false;
    for (const entry of this.replica.pending) unfreeze(entry);
    this.writer.continueWith(queue);
    this.pump();
  }

  /** Writes and sends nothing any more. */
  close(): void {
    this.closed = true;
    this.wakeTimer?.();
    this.writer.close();
  }

  /** Keeps and sends what it can. Call it after every change of the pending commands. */
  pump(): void {
    if (this.closed) return;
    this.freeze();
    this.writer.write();
    this.send();
  }

  answered(frame: Ack | Refused): void {
    const entry = this.replica.pending.find((e) => e.number > 0 && e.number === frame.number);
    if (entry === undefined || entry.acked > 0) return;
    if (frame.type === 'ack') {
      entry.acked = frame.seq;
      entry.uncertain = false;
      this.pauses = 0;
      this.writer.remove(entry.position);
      if (frame.seq <= this.replica.state.seq) this.events.over(entry);
    } else if (transient.has(frame.code)) {
      entry.attempts++;
      entry.sent = false;
      entry.uncertain = false;
      const pauseMillis = Math.min(maxPauseMillis, minPauseMillis * 2 ** this.pauses++);
      this.pausedUntil = this.clock.now() + pauseMillis;
      this.wakeTimer?.();
      this.wakeTimer = this.clock.after(pauseMillis, () => this.pump());
    } else if (this.mayTryAgain(entry, frame.code)) {
      entry.attempts++;
      unfreeze(entry);
    } else {
      this.events.refused(entry, frame.code, frame.message ?? '');
    }
    this.events.changed();
    this.pump();
  }

  /**
   * Posts the commands whose answers were lost, so that it is known which of them a snapshot fetched afterwards holds.
   * Frozen commands that were not sent go along, because they cannot be transformed over a snapshot. Rejects as post
   * does.
   */
  async settle(transport: Transport): Promise<void> {
    this.pump();
    await this.writer.kept();
    for (let round = 0; ; round++) {
      const frozen = this.replica.pending.filter((e) => e.acked === 0 && e.frame !== '' && !e.dirty);
      const open = frozen.filter((e) => e.uncertain || round === 0);
      if (open.length === 0) return;
      const answers = await postAll(transport, this.writer.queue.client, open);
      const answered = answers.filter((frame) => frame.type === 'ack' || frame.type === 'refused');
      if (answered.length === 0) throw new Unreachable('no answer to what was asked');
      for (const frame of answered) this.answered(frame);
    }
  }

  /** Whether a command whose number never takes effect is to be sent under another one. */
  private mayTryAgain(entry: Entry, code: string): boolean {
    if (entry.attempts >= maxAttempts || !mayRepeat(code)) return false;
    if (retryable.has(code)) return true;
    // A command may have failed only because one before it has to be tried again. Then it is tried again, too.
    const at = this.replica.pending.indexOf(entry);
    return this.replica.pending.slice(0, at).some((earlier) => earlier.attempts > entry.attempts);
  }

  /** Freezes the commands that can be sent now: gives them numbers. */
  private freeze(): void {
    if (this.link === undefined || this.halted || this.clock.now() < this.pausedUntil) return;
    const texts = new Set<string>();
    let inFlight = 0;
    for (const entry of [...this.replica.pending]) {
      const key = keyOf(entry.command);
      if (entry.frame === '') {
        if (entry.gathering || inFlight >= maxInFlight || (key !== undefined && texts.has(key))) return;
        if (key !== undefined && opsOf(entry.command).length === 0) {
          this.writer.remove(entry.position);
          this.events.over(entry);
          continue;
        }
        const isTooLong = opsOf(entry.command).length > maxSpliceSteps;
        if (isTooLong) this.replica.split(entry, maxSpliceSteps);
        entry.number = ++this.lastNumber;
        entry.frame = frameOf(entry.command, entry.number, this.replica.state.seq);
        touch(entry);
        if (isTooLong) return; // what is left of it waits for the answer, and all the others behind it
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
      if (entry.dirty && this.writer.queue.durable) break;
      // Where the server takes no new commands, it still has to answer for those that were sent.
      if (entry.sent || ((this.halted || paused) && !entry.uncertain)) continue;
      entry.sent = true;
      entry.uncertain ||= this.link.answersApart;
      lines.push(entry.frame);
    }
    if (lines.length > 0) this.events.send(lines);
  }
}
