import { mayRepeat, postAll, retryable, transient } from './answers.ts';
import type { Clock } from './clock.ts';
import { shownText } from './entry.ts';
import type { Ack, Refused } from './frames.ts';
import { type Queue, QueueLost, type QueueOwner, type QueueStorage, type Stored } from './queue.ts';
import { NoSession, type Transport } from './transport.ts';

/** What Adoption asks its owner and tells it. */
export interface AdoptionEvents {
  /** The number of the last change that this tab has applied; -1 before it has a state. */
  seq(): number;
  /** The queue of this tab. */
  queue(): Queue;
  nextPosition(): number;
  /** The adopted commands lie in the queue of this tab now. The owner lists those that were refused. */
  adopted(stored: readonly Stored[]): void;
  noSession(): void;
  changed(): void;
}

interface Orphan {
  readonly queue: Queue;
  /** Commands that the closed tab may have sent. Nobody knows yet what became of them. */
  sent: Stored[];
  /** Commands that were never sent, or that certainly changed nothing. */
  drafts: Stored[];
  /** The largest number of a change that came of one of the sent commands. */
  lastSeq: number;
}

const searchIntervalMillis = 10_000;

/**
 * Looks after the queues of tabs that were closed before their commands were answered. It sends again what such a tab
 * may have sent, under the same client name and number, so that it takes effect at most once. Commands that the tab
 * never sent become commands of this tab.
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
    private readonly events: AdoptionEvents,
  ) {}

  /** How many commands of closed tabs are neither acknowledged nor among the commands of this tab. */
  get unanswered(): number {
    const open = (stored: Stored) => stored.refused === undefined;
    return this.orphans.reduce((n, o) => n + o.sent.length + o.drafts.filter(open).length, 0);
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
    for (const { queue } of this.orphans.splice(0)) queue.close();
  }

  private async searchOnce(): Promise<void> {
    // A queue in memory would keep the commands less safely than they are kept now.
    if (!this.events.queue().durable || this.closed) return;
    const queues = await this.storage.adopt(this.owner);
    for (const queue of queues) this.orphans.push(this.orphanOf(queue));
    for (const orphan of [...this.orphans]) await this.settle(orphan);
    await this.advance();
  }

  /** Takes over the orphans that are settled and whose last change this tab has applied. */
  async advance(): Promise<void> {
    for (const orphan of [...this.orphans]) {
      const own = this.events.queue();
      if (orphan.sent.length > 0 || orphan.lastSeq > this.events.seq() || !own.durable) continue;
      this.orphans.splice(this.orphans.indexOf(orphan), 1);
      const moved = orphan.drafts.map((stored) => ({ ...stored, position: this.events.nextPosition(), version: 1 }));
      try {
        if (moved.length > 0) {
          await orphan.queue.move(
            orphan.drafts.map((stored) => stored.position),
            own,
            moved,
          );
          this.events.adopted(moved);
        }
        orphan.queue.close();
      } catch (fault) {
        // Another tab has taken the orphan, or the storage fails at the moment.
        if (!(fault instanceof QueueLost)) this.orphans.push(orphan);
        else orphan.queue.close();
      }
    }
  }

  private orphanOf(queue: Queue): Orphan {
    if (queue.member !== this.owner.member) {
      // The person entered again as another member, who cannot send these commands.
      const drafts = queue.entries.map((s) => refuse(s, 'other_client', ''));
      return { queue, sent: [], drafts, lastSeq: 0 };
    }
    const sent = (s: Stored) => s.frame !== '' && s.refused === undefined;
    return {
      queue,
      sent: queue.entries.filter(sent).sort((a, b) => a.number - b.number),
      drafts: queue.entries.filter((s) => !sent(s)),
      lastSeq: 0,
    };
  }

  private async settle(orphan: Orphan): Promise<void> {
    if (orphan.sent.length === 0) return;
    let answers: readonly { type: string }[];
    try {
      answers = await postAll(this.transport, orphan.queue.client, orphan.sent);
    } catch (fault) {
      if (fault instanceof NoSession) this.events.noSession();
      throw fault;
    }
    const removed: number[] = [];
    const kept: Stored[] = [];
    for (const frame of answers) {
      if (frame.type !== 'ack' && frame.type !== 'refused') continue;
      const answer = frame as Ack | Refused;
      const stored = orphan.sent.find((s) => s.number === answer.number);
      if (stored === undefined || (answer.type === 'refused' && transient.has(answer.code))) continue;
      orphan.sent = orphan.sent.filter((s) => s !== stored);
      if (answer.type === 'ack') {
        removed.push(stored.position);
        orphan.lastSeq = Math.max(orphan.lastSeq, answer.seq);
      } else {
        // A command may have failed only because one before it has to be tried again. Then it is tried again, too.
        const before = (s: Stored) => s.position < stored.position && s.refused === undefined;
        const follows = [...orphan.sent, ...orphan.drafts, ...kept].some(before);
        kept.push(
          mayRepeat(answer.code) && (follows || retryable.has(answer.code))
            ? { ...stored, number: 0, frame: '', version: stored.version + 1 }
            : refuse(stored, answer.code, answer.message ?? ''),
        );
      }
    }
    orphan.drafts = [...orphan.drafts, ...kept].sort((a, b) => a.position - b.position);
    try {
      await orphan.queue.write(kept, removed);
    } catch (fault) {
      // The tab that has the queue now gets the same answers.
      if (fault instanceof QueueLost) this.orphans.splice(this.orphans.indexOf(orphan), 1);
      throw fault;
    }
  }
}

/** The command as a refused one, with the text that the person may want back. */
export function refuse(stored: Stored, code: string, message: string): Stored {
  if (stored.refused !== undefined) return stored;
  const { command, base } = stored;
  return { ...stored, refused: { code, message, text: shownText(command, base) } };
}
