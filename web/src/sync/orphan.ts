import type { AdoptionEvents } from './adopt.ts';
import { mayRepeat, postAll, retryable, transient } from './answers.ts';
import { shownText, storedOf } from './entry.ts';
import type { Ack, Refused } from './frames.ts';
import { MemoryQueue, type Queue, QueueLost, type QueueOwner, type Stored } from './queue.ts';
import type { QueueWriter } from './queuewriter.ts';
import { NoSession, type Transport } from './transport.ts';

/**
 * The queue of a closed tab. What the tab may have sent is sent again, under the same client name and number, so that it
 * takes effect at most once. Commands that it never sent become commands of this tab.
 */
export class Orphan {
  /** Commands that the closed tab may have sent. Nobody knows yet what became of them. */
  private sent: Stored[];
  /** Commands that were never sent, or that certainly changed nothing. */
  private drafts: Stored[];
  /** The largest number of a change that came of one of the sent commands. */
  private lastSeq = 0;
  /** What becomes the own commands of this tab. An attempt that seems to have failed may have put them there. */
  private own: Stored[] | undefined;

  constructor(
    readonly queue: Queue,
    owner: QueueOwner,
  ) {
    // A person who entered again as another member cannot send these commands.
    const own = queue.member === owner.member;
    const sent = (s: Stored) => own && s.frame !== '' && s.refused === undefined;
    this.sent = queue.entries.filter(sent).sort((a, b) => a.number - b.number);
    this.drafts = queue.entries.filter((s) => !sent(s)).map((s) => (own ? s : refuse(s, 'other_client', '')));
  }

  /** How many of its commands are neither acknowledged nor among the commands of this tab. */
  get unanswered(): number {
    return this.sent.length + this.drafts.filter((stored) => stored.refused === undefined).length;
  }

  /** Whether its commands are settled and this tab has applied the last change of them. */
  isReady(events: AdoptionEvents): boolean {
    return this.sent.length === 0 && this.lastSeq <= events.seq() && events.writer.queue.durable;
  }

  /** Moves what is left into the queue of this tab. Returns false when that has to be tried again. */
  async moved(events: AdoptionEvents): Promise<boolean> {
    this.own ??= this.drafts.map((stored) => ({ ...stored, position: events.nextPosition(), version: 1 }));
    const moved = this.own;
    try {
      if (moved.length > 0) {
        await this.queue.move(
          this.drafts.map((stored) => stored.position),
          events.writer.queue,
          moved,
        );
        events.adopted(moved);
      }
    } catch (fault) {
      // Another tab has taken the orphan, or the storage fails at the moment.
      if (!(fault instanceof QueueLost)) return false;
    }
    this.queue.close();
    return true;
  }

  /** Learns what became of the commands that may have been sent. `lost` says that another tab has the queue. */
  async settle(transport: Transport, events: AdoptionEvents, lost: () => void): Promise<void> {
    if (this.sent.length === 0) return;
    let answers: readonly { type: string }[];
    try {
      answers = await postAll(transport, this.queue.client, this.sent);
    } catch (fault) {
      if (fault instanceof NoSession) events.noSession();
      throw fault;
    }
    const removed: number[] = [];
    const kept: Stored[] = [];
    for (const frame of answers) {
      if (frame.type !== 'ack' && frame.type !== 'refused') continue;
      const answer = frame as Ack | Refused;
      const stored = this.sent.find((s) => s.number === answer.number);
      if (stored === undefined || (answer.type === 'refused' && transient.has(answer.code))) continue;
      this.sent = this.sent.filter((s) => s !== stored);
      if (answer.type === 'ack') {
        removed.push(stored.position);
        this.lastSeq = Math.max(this.lastSeq, answer.seq);
      } else {
        // A command may have failed only because one before it has to be tried again. Then it is tried again, too.
        const before = (s: Stored) => s.position < stored.position && s.refused === undefined;
        const follows = [...this.sent, ...this.drafts, ...kept].some(before);
        kept.push(
          mayRepeat(answer.code) && (follows || retryable.has(answer.code))
            ? { ...stored, number: 0, frame: '', version: stored.version + 1 }
            : refuse(stored, answer.code, answer.message ?? ''),
        );
      }
    }
    this.drafts = [...this.drafts, ...kept].sort((a, b) => a.position - b.position);
    try {
      await this.queue.write(kept, removed);
    } catch (fault) {
      // The tab that has the queue now gets the same answers.
      if (fault instanceof QueueLost) lost();
      throw fault;
    }
  }
}

/** The command as a refused one, with the text that the person may want back. */
function refuse(stored: Stored, code: string, message: string): Stored {
  if (stored.refused !== undefined) return stored;
  const { command, base } = stored;
  return { ...stored, refused: { code, message, text: shownText(command, base) } };
}

/**
 * Keeps the commands of a tab that works in memory in the storage again, in a queue of the same client. Everything goes
 * on in memory until the storage has answered; where it does not, this rejects and may be tried again.
 */
export async function restore(writer: QueueWriter, queue: Queue): Promise<void> {
  const { pending } = writer.replica;
  if (writer.queue.behind !== queue) writer.queue = new MemoryQueue(queue.client, queue.member, queue);
  // While the storage takes them in, the commands are sent from here.
  if (!queue.disown() && pending.length > 0) throw new Error('the storage holds what is sent from here');
  const entries = pending.filter((e) => !e.gathering && e.acked === 0);
  const versions = new Map(entries.map((entry) => [entry, entry.version]));
  writer.noteBases(entries);
  await queue.write(entries.map(storedOf), [], true);
  if (writer.closed) return;
  writer.queue = queue;
  writer.storageFailed = false;
  // What has changed in the meantime, the storage learns next.
  for (const entry of writer.replica.pending) {
    entry.kept = versions.has(entry);
    entry.dirty = versions.get(entry) !== entry.version;
  }
  const over = entries.filter((e) => e.acked > 0 || !writer.replica.pending.includes(e));
  writer.removed.push(...over.map((entry) => entry.position));
  if (writer.unkept()) writer.write();
  else queue.dropStash();
  writer.events.written();
}
