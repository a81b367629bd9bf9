import { type Clock, TooSlow } from './clock.ts';
import { type Entry, keyOf, storedOf } from './entry.ts';
import { MemoryQueue, type Queue, QueueLost, type Stored } from './queue.ts';
import type { Replica } from './replica.ts';

/** What the writer tells its owner. */
export interface WriterEvents {
  /** A write has ended, whether it succeeded or not. */
  written(): void;
  /**
   * Another tab has taken the queue and with it the commands in taken. Those in mixed were typed on after the queue
   * kept them. The writer does nothing until continueWith.
   */
  lost(taken: readonly Entry[], mixed: readonly Entry[]): void;
}

const retryMillis = 5_000;

/** Keeps the pending commands of a tab in its queue, one write after the other. */
export class QueueWriter {
  /** The browser does not keep the pending commands: they are in memory only. */
  storageFailed: boolean;

  /** The positions that are to be deleted from the queue. */
  readonly removed: number[] = [];
  private readonly refused: Stored[] = [];
  private beingRemoved: readonly number[] = [];
  private writing: Promise<void> | undefined;
  private retryTimer: (() => void) | undefined;
  closed = false;

  constructor(
    readonly replica: Replica,
    public queue: Queue,
    private readonly clock: Clock,
    readonly events: WriterEvents,
  ) {
    this.storageFailed = !queue.durable;
  }

  /** Writes what is not kept yet. While a write is under way or waits to be tried again, it does nothing. */
  write(): void {
    if (this.closed || this.writing !== undefined || this.retryTimer !== undefined || !this.unkept()) return;
    this.writing = this.writeOnce().finally(() => this.ended());
  }

  /** Keeps a refused command in place of the pending one, with the next write. */
  addRefused(stored: Stored): void {
    this.refused.push(stored);
  }

  /** Deletes what is kept at a position, with the next write. */
  remove(position: number): void {
    this.removed.push(position);
  }

  /** Stashes what is not kept yet, because the page may be gone in a moment. */
  stash(left: boolean): void {
    const entries = this.replica.pending.filter((e) => e.dirty && e.acked === 0);
    const removed = [...this.removed, ...this.beingRemoved];
    if (entries.length + this.refused.length + removed.length === 0) return;
    this.noteBases(entries);
    this.queue.stash([...entries.map(storedOf), ...this.refused], removed, left);
  }

  /** Resolves when all pending commands are kept, or cannot be kept. */
  async kept(): Promise<void> {
    this.write();
    while (this.writing !== undefined) await this.writing;
  }

  /** Goes on with another queue after events.lost. */
  continueWith(queue: Queue): void {
    this.queue = queue;
    this.storageFailed = !queue.durable;
    this.closed = false;
    for (const entry of this.replica.pending) entry.kept = false;
  }

  /** Writes nothing any more. */
  close(): void {
    this.closed = true;
    this.retryTimer?.();
  }

  /** Whether there is something to write. */
  unkept(): boolean {
    if (this.removed.length > 0 || this.refused.length > 0) return true;
    return this.replica.pending.some((entry) => entry.dirty && !entry.gathering && entry.acked === 0);
  }

  private async writeOnce(): Promise<void> {
    const entries = this.replica.pending.filter((e) => e.dirty && !e.gathering && e.acked === 0);
    const versions = entries.map((entry) => entry.version);
    const removed = this.removed.splice(0);
    const refused = this.refused.splice(0);
    this.noteBases(entries);
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

  /** Notes the text that each edit fits, so that another tab can transform the edit over later changes. */
  noteBases(entries: readonly Entry[]): void {
    const edits = entries.filter((entry) => keyOf(entry.command) !== undefined);
    if (edits.length === 0) return;
    for (const [entry, below] of this.replica.textsUnder(edits)) entry.base = below;
  }

  private ended(): void {
    this.writing = undefined;
    if (this.closed) return;
    if (!this.unkept() && !this.replica.pending.some((entry) => entry.dirty)) this.queue.dropStash();
    this.events.written();
  }

  /**
   * Goes on in memory after a write has failed or is not answered. The next tab would send what the storage holds, so
   * that has to be deleted first, or disowned.
   */
  private async failed(fault: unknown): Promise<void> {
    if (this.closed) return;
    const kept = this.replica.pending.filter((entry) => entry.kept);
    if (fault instanceof QueueLost) {
      this.removed.length = 0;
      this.closed = true;
      this.events.lost(
        kept,
        kept.filter((e) => e.dirty && e.frame === '' && e.attempts === 0),
      );
      return;
    }
    this.storageFailed = true;
    const emptied = await this.emptied(fault, [...kept.map((entry) => entry.position), ...this.removed]);
    if (!emptied) {
      this.retryTimer = this.clock.after(retryMillis, () => {
        this.retryTimer = undefined;
        this.write();
      });
      return;
    }
    this.removed.length = 0;
    this.refused.length = 0;
    this.queue = new MemoryQueue(this.queue.client, this.queue.member, this.queue);
    for (const entry of this.replica.pending) entry.kept = false;
  }

  private async emptied(fault: unknown, kept: readonly number[]): Promise<boolean> {
    try {
      if (fault instanceof TooSlow) throw fault; // a second question would only take time
      await this.queue.write([], kept);
      return true;
    } catch {
      return this.queue.disown();
    }
  }
}
