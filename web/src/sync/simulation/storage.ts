import type { Clock, Random } from '../clock.ts';
import { type Queue, QueueLost, type QueueOwner, type QueueStorage, type Stored } from '../queue.ts';

interface Kept {
  readonly owner: QueueOwner;
  readonly entries: Map<number, Stored>;
  tab: object;
  disowned?: boolean;
}

/** The storage of one browser, which its tabs share. */
export class FakeStorage {
  readonly queues = new Map<string, Kept>();
  /** Nothing can be put any more, but deleting works. */
  full = false;
  /** Nothing works any more. */
  broken = false;
  /** The storage cannot be opened. */
  closed = false;

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
    /** The longest time of a write, in milliseconds. */
    private readonly maxWriteMillis = 30,
  ) {}

  /** The storage as one tab uses it. crash ends the tab without telling anybody. */
  tab(): QueueStorage & { crash(): void } {
    const tab = { alive: true };
    const queues = this.queues;
    const { random, clock, maxWriteMillis } = this;
    const fault = (puts: number) => (this.broken || (this.full && puts > 0) ? new Error('quota exceeded') : undefined);
    const closed = () => this.closed;
    this.alive.add(tab);
    const alive = this.alive;
    class FakeQueue implements Queue {
      readonly durable = true;

      constructor(
        readonly client: string,
        readonly member: string,
        readonly entries: readonly Stored[],
      ) {}

      async write(put: readonly Stored[], remove: readonly number[], afresh = false): Promise<void> {
        await new Promise<void>((written) => {
          // A tab that is gone hears nothing any more.
          clock.after(1 + random.number() * maxWriteMillis, () => tab.alive && written());
        });
        const failed = fault(put.length);
        if (failed !== undefined) throw failed;
        this.change(put, afresh ? [...(queues.get(this.client)?.entries.keys() ?? [])] : remove);
      }

      stash(put: readonly Stored[], remove: readonly number[]): void {
        const kept = queues.get(this.client);
        const newer = (s: Stored) => s.version >= (kept?.entries.get(s.position)?.version ?? 0);
        if (kept?.tab === tab) this.change(put.filter(newer), remove);
      }

      dropStash(): void {
        const kept = queues.get(this.client);
        if (kept?.tab === tab) kept.disowned = false;
      }

      disown(): boolean {
        const kept = queues.get(this.client);
        if (fault(0) !== undefined || kept?.tab !== tab) return false;
        kept.disowned = true;
        return true;
      }

      async move(remove: readonly number[], to: Queue, put: readonly Stored[]): Promise<void> {
        await this.write([], remove);
        (to as FakeQueue).change(put, []);
      }

      surelyOwned(): boolean {
        return true;
      }

      expireLease(): void {}

      close(): void {
        const kept = queues.get(this.client);
        if (kept?.tab !== tab) return;
        kept.tab = {};
        if (kept.entries.size === 0) queues.delete(this.client);
      }

      private change(put: readonly Stored[], remove: readonly number[]): void {
        const kept = queues.get(this.client);
        if (kept?.tab !== tab || !tab.alive) throw new QueueLost();
        for (const position of remove) kept.entries.delete(position);
        for (const stored of put) kept.entries.set(stored.position, structuredClone(stored));
      }
    }
    return {
      async open(owner: QueueOwner, client = random.id()) {
        if (closed()) throw new Error('the database does not open');
        alive.add(tab);
        queues.set(client, { owner, entries: new Map(), tab });
        return new FakeQueue(client, owner.member, []);
      },
      async adopt(owner: QueueOwner) {
        const adopted: Queue[] = [];
        for (const [client, kept] of queues) {
          if (alive.has(kept.tab) || (kept.owner.role !== owner.role && kept.owner.member !== owner.member)) continue;
          kept.tab = tab;
          if (kept.disowned) kept.entries.clear();
          kept.disowned = false;
          const entries = [...kept.entries.values()].sort((a, b) => a.position - b.position);
          adopted.push(new FakeQueue(client, kept.owner.member, entries));
        }
        return adopted;
      },
      crash() {
        tab.alive = false;
        alive.delete(tab);
      },
    };
  }

  /** Makes every tab look as if it were gone, as after a long sleep. */
  loseTabs(): void {
    this.alive.clear();
  }

  private readonly alive = new Set<object>();
}
