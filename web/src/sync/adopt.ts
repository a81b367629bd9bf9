import { postAll, retryable, transient } from './answers.ts';
import type { Clock } from './clock.ts';
import { shownText } from './entry.ts';
import type { Ack, Refused } from './frames.ts';
import { type Queue, QueueLost, type QueueOwner, type QueueStorage, type Stored } from './queue.ts';
import { NoSession, type Transport } from './transport.ts';

/** What adoption tells its owner. */
export interface AdoptionEvents {
  /** The number of the last change that is applied here, -1 before there is a state. */
  seq(): number;
  /** The own queue, and a place in it for each adopted command. */
  queue(): Queue;
  nextPosition(): number;
  /** Adopted commands that lie in the own queue now; those that were refused are to be listed. */
  adopted(stored: readonly Stored[]): void;
  noSession(): void;
  changed(): void;
}

interface Orphan {
  readonly queue: Queue;
  /** Sent by the closed tab, perhaps; its fate is not known. */
  sent: Stored[];
  /** Never sent, or certain to have changed nothing. */
  drafts: Stored[];
  /** The largest number of a change that one of them turned out to be. */
  lastSeq: number;
}

const searchIntervalMillis = 10_000;

/**
 * Looks after the queues of tabs that were closed before their commands were
 * answered. What such a tab may have sent is sent again under its name and number,
 * so it takes effect at most once; what it never sent becomes this tab's own.
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

  /** How many commands of closed tabs are not acknowledged and not among the own ones yet. */
  get unanswered(): number {
    const open = (stored: Stored) => stored.refused === undefined;
    return this.orphans.reduce((n, o) => n + o.sent.length + o.drafts.filter(open).length, 0);
  }

  /** Looks for orphans, asks what became of them, and goes on searching from time to time. */
  search(): Promise<void> {
    this.timer?.();
    this.searching ??= this.searchOnce()
      .catch(() => undefined) // unreachable now; the next search will find it
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
    // Without a queue that lasts, what was kept so far would be kept worse.
    if (!this.events.queue().durable || this.closed) return;
    const queues = await this.storage.adopt(this.owner);
    for (const queue of queues) this.orphans.push(this.orphanOf(queue));
    for (const orphan of [...this.orphans]) await this.settle(orphan);
    await this.advance();
  }

  /** Takes over the orphans whose fate is known and whose last change is applied here. */
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
        // Another tab has it now, or the storage does not work at the moment.
        if (!(fault instanceof QueueLost)) this.orphans.push(orphan);
        else orphan.queue.close();
      }
    }
  }

  private orphanOf(queue: Queue): Orphan {
    if (queue.member !== this.owner.member) {
      // The browser came back as somebody else: these commands cannot be sent any more.
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
        // What failed because a command before it has to be tried again deserves another try as well.
        const before = (s: Stored) => s.position < stored.position && s.refused === undefined;
        const follows = [...orphan.sent, ...orphan.drafts, ...kept].some(before);
        kept.push(
          follows || retryable.has(answer.code)
            ? { ...stored, number: 0, frame: '', version: stored.version + 1 }
            : refuse(stored, answer.code, answer.message ?? ''),
        );
      }
    }
    orphan.drafts = [...orphan.drafts, ...kept].sort((a, b) => a.position - b.position);
    try {
      await orphan.queue.write(kept, removed);
    } catch (fault) {
      // Whoever has the queue now learns the same answers.
      if (fault instanceof QueueLost) this.orphans.splice(this.orphans.indexOf(orphan), 1);
      throw fault;
    }
  }
}

/** The command as one that was refused, with what a person would want to have back of it. */
export function refuse(stored: Stored, code: string, message: string): Stored {
  if (stored.refused !== undefined) return stored;
  const { command, base } = stored;
  return { ...stored, refused: { code, message, text: shownText(command, base) } };
}
