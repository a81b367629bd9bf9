import type { Clock } from './clock.ts';
import type { Orphan } from './orphan.ts';
import type { QueueOwner, QueueStorage, Stored } from './queue.ts';
import type { QueueWriter } from './queuewriter.ts';
import type { Transport } from './transport.ts';

/** What Adoption asks its owner and tells it. */
export interface AdoptionEvents {
  /** The number of the last change that this tab has applied; -1 before it has a state. */
  seq(): number;
  /** Keeps the commands of this tab in its queue. */
  readonly writer: QueueWriter;
  nextPosition(): number;
  /** The adopted commands lie in the queue of this tab now. The owner lists those that were refused. */
  adopted(stored: readonly Stored[]): void;
  noSession(): void;
  changed(): void;
}

const searchIntervalMillis = 10_000;

/**
 * Looks for the queues of tabs that were closed before their commands were answered. What becomes of one that is found
 * is in orphan.ts, which few tabs need.
 */
export class Adoption {
  private readonly orphans: Orphan[] = [];
  private searching: Promise<void> | undefined;
  private timer: (() => void) | undefined;
  private closed = false;

  constructor(
    private readonly storage: QueueStorage,
    private readonly owner: QueueOwner,
    private readonly transport: Transport,
    private readonly clock: Clock,
    private readonly orphan: () => Promise<typeof import('./orphan.ts')>,
    private readonly events: AdoptionEvents,
  ) {}

  /** How many commands of closed tabs are neither acknowledged nor among the commands of this tab. */
  get unanswered(): number {
    return this.orphans.reduce((n, orphan) => n + orphan.unanswered, 0);
  }

  /** Searches for orphans and settles them, and searches again from time to time. */
  search(): Promise<void> {
    this.timer?.();
    this.searching ??= this.searchOnce()
      .catch(() => undefined) // the server is unreachable; the next search tries again
      .finally(() => {
        this.searching = undefined;
        if (!this.closed) this.timer = this.clock.after(searchIntervalMillis, () => void this.search());
        this.events.changed();
      });
    return this.searching;
  }

  close(): void {
    this.closed = true;
    this.timer?.();
    for (const orphan of this.orphans.splice(0)) orphan.queue.close();
  }

  /** Takes over the orphans that are settled and whose last change this tab has applied. */
  async advance(): Promise<void> {
    for (const orphan of [...this.orphans]) {
      if (!orphan.isReady(this.events)) continue;
      this.drop(orphan);
      if (!(await orphan.moved(this.events))) this.orphans.push(orphan);
    }
  }

  private async searchOnce(): Promise<void> {
    if (this.closed) return;
    const own = this.events.writer.queue;
    // A queue in memory would keep the commands less safely than they are kept now.
    if (!own.durable) {
      const queue = own.behind ?? (await this.storage.open(this.owner, own.client));
      await (await this.orphan()).restore(this.events.writer, queue);
    }
    const queues = await this.storage.adopt(this.owner);
    if (queues.length > 0) {
      const { Orphan } = await this.orphan();
      this.orphans.push(...queues.map((queue) => new Orphan(queue, this.owner)));
    }
    for (const orphan of [...this.orphans]) {
      await orphan.settle(this.transport, this.events, () => this.drop(orphan));
    }
    await this.advance();
  }

  private drop(orphan: Orphan): void {
    this.orphans.splice(this.orphans.indexOf(orphan), 1);
  }
}
