import { fieldsThatDiffer } from '../board/record.ts';
import type { Clock, Random } from './clock.ts';
import type { Connection } from './connection.ts';
import type { Change, Hashes, Snapshot } from './frames.ts';
import type { History } from './history.ts';
import type { Outbox } from './outbox.ts';
import type { Replica } from './replica.ts';
import { isFinal, type Transport, Unreachable } from './transport.ts';
import type { ViewChange } from './view.ts';

/** What the inbox tells its owner. */
export interface InboxEvents {
  /** The confirmed state has changed. */
  applied(shown: ViewChange): void;
  /** The whole state was fetched again. applied was called before. */
  reset(): void;
}

const ackedChangeTimeoutMillis = 15_000;
const maxDivergences = 3;
const minRetryMillis = 500;
const maxRetryMillis = 10_000;

/**
 * Applies what the server confirms. After a reset, or when a hash differs, it fetches the whole state again.
 */
export class Inbox {
  /** The state is being fetched again. The connection is paused meanwhile. */
  resyncing = false;

  private readonly frames: (Change | Hashes)[] = [];
  private divergences = 0;
  private ackTimer: (() => void) | undefined;
  private closed = false;

  constructor(
    private readonly replica: Replica,
    private readonly outbox: Outbox,
    private readonly history: History,
    private readonly live: Connection,
    private readonly transport: Transport,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly events: InboxEvents,
  ) {}

  /** Adds a change or a hash frame, in the order in which they came. */
  add(frame: Change | Hashes): void {
    this.frames.push(frame);
  }

  /**
   * Applies the frames that were added. It waits while one of the changes may come from a command of this tab whose
   * answer is not here yet: the answer may be lost, or come on another way.
   */
  apply(): void {
    if (this.frames.length === 0 || this.outbox.uncertain) return;
    const confirmed = this.replica.confirm(this.frames.splice(0));
    for (const change of confirmed.others) this.history.markStale(change.patches);
    this.events.applied(confirmed);
    if (confirmed.agreed) this.divergences = 0;
    if (confirmed.fault === undefined) {
      this.outbox.pump();
      this.expectAcked();
      return;
    }
    // This is posted, because the connection is about to be dropped. The server only counts it.
    const told = JSON.stringify({ type: 'diverged', ...confirmed.fault });
    this.transport.post(this.outbox.writer.queue.client, told).catch(() => undefined);
    this.divergences++;
    void this.resync();
  }

  /** The connection is lost. The server will send again what was not applied. */
  down(): void {
    this.frames.length = 0;
    this.ackTimer?.();
    this.ackTimer = undefined;
  }

  close(): void {
    this.closed = true;
    this.down();
  }

  /** Fetches the state again. Pending commands stay; the inbox first asks what became of those that were sent. */
  async resync(): Promise<void> {
    if (this.resyncing || this.closed) return;
    this.live.pause();
    if (this.divergences > maxDivergences) {
      this.live.end('reload');
      return;
    }
    this.resyncing = true;
    const snapshot = await this.fetch();
    this.resyncing = false;
    if (snapshot === undefined) return;
    this.load(snapshot);
    this.events.reset();
    this.live.resume();
  }

  /** Loads a snapshot in place of the state. */
  load(snapshot: Snapshot): void {
    const before = new Map(this.replica.state.records);
    const shown = this.replica.load(snapshot);
    // A snapshot does not tell who changed what. All of it counts as changed by others.
    for (const id of shown.ids) {
      const old = before.get(id);
      const now = this.replica.state.get(id);
      if (old === undefined || now === undefined) continue;
      this.history.markStale([{ set: id, fields: fieldsThatDiffer(old, now) }]);
    }
    this.events.applied(shown);
  }

  private async fetch(): Promise<Snapshot | undefined> {
    for (let waitMillis = minRetryMillis; ; waitMillis = Math.min(maxRetryMillis, waitMillis * 2)) {
      try {
        await this.outbox.settle(this.transport);
        const snapshot = await this.transport.snapshot();
        return this.closed ? undefined : snapshot;
      } catch (fault) {
        if (this.closed) return undefined;
        if (isFinal(fault)) {
          this.live.end('ended');
          return undefined;
        }
        const askedMillis = fault instanceof Unreachable ? fault.retryAfterMillis : 0;
        const drawnMillis = waitMillis * (0.5 + this.random.number());
        await new Promise<void>((over) => this.clock.after(Math.max(drawnMillis, askedMillis), over));
      }
      if (this.closed) return undefined;
    }
  }

  /** Connects again when the change of an acknowledged command does not come in time. */
  private expectAcked(): void {
    const waiting = this.replica.pending.filter((entry) => entry.acked > 0);
    if (waiting.length === 0 || this.ackTimer !== undefined) return;
    const seq = Math.min(...waiting.map((entry) => entry.acked));
    this.ackTimer = this.clock.after(ackedChangeTimeoutMillis, () => {
      this.ackTimer = undefined;
      if (this.replica.state.seq < seq) this.live.restart();
      else this.expectAcked();
    });
  }
}
