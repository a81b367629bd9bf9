import type { Clock, Random } from './clock.ts';
import { BrowserDatabase, resultOf } from './indexeddb.ts';
import { type LocksLike, TabLocks } from './locks.ts';
import { type Queue, QueueLost, type QueueOwner, type QueueStorage, type Stored } from './queue.ts';
import { type LocalStorageLike, type Stash, Stashes } from './stash.ts';

/** A tab that has not shown a sign of life for so long may lose its queues, where there are no Web Locks. */
const leaseMillis = 90_000;
const heartbeatMillis = 20_000;

interface QueueRow extends QueueOwner {
  readonly client: string;
  /** The tab that may write. */
  readonly owner: string;
  readonly created: number;
  /** The owner's last sign of life, in milliseconds since 1970; 0: it has let go. */
  readonly heartbeatAt: number;
}

interface EntryRow extends Stored {
  readonly client: string;
}

/**
 * Queues in IndexedDB. That a queue's tab lives is told by a Web Lock or, where
 * there are none (plain http on a local network), by a sign of life it writes
 * from time to time. Either only finds the orphans; what keeps two tabs apart is
 * the owner in the queue's row, compared in the transaction of every write.
 */
export class QueueDatabase implements QueueStorage {
  readonly tab: string;
  readonly stashes: Stashes;
  readonly locks: TabLocks | undefined;
  readonly database: BrowserDatabase;

  constructor(
    factory: IDBFactory,
    locks: LocksLike | undefined,
    texts: LocalStorageLike | undefined,
    readonly clock: Clock,
    private readonly random: Random,
  ) {
    this.database = new BrowserDatabase(factory, clock);
    this.tab = random.id();
    this.stashes = new Stashes(texts);
    this.locks = locks === undefined ? undefined : new TabLocks(locks);
  }

  async open(owner: QueueOwner): Promise<Queue> {
    await this.database.open();
    const client = this.random.id();
    await this.locks?.acquire(client);
    const row = { ...owner, client, owner: this.tab, created: this.clock.now(), heartbeatAt: 0 };
    return new DatabaseQueue(this, row, [], false);
  }

  async adopt(owner: QueueOwner): Promise<Queue[]> {
    const rows = await this.database.run((queues) => resultOf<QueueRow[]>(queues.getAll()));
    for (const client of this.stashes.clients()) {
      const stashed = this.stashes.read(client);
      if (stashed === undefined || rows.some((row) => row.client === client)) continue;
      rows.push(rowOf(client, stashed));
    }
    const adopted: Queue[] = [];
    for (const row of rows.sort((a, b) => a.created - b.created)) {
      const ours = row.role === owner.role || row.member === owner.member;
      if (row.workshop !== owner.workshop || !ours || row.owner === this.tab) continue;
      if (this.locks !== undefined && !(await this.locks.acquire(row.client))) continue;
      const queue = await this.takeOver(row.client);
      if (queue !== undefined) adopted.push(queue);
      else this.locks?.release(row.client);
    }
    return adopted;
  }

  async forget(workshop?: string): Promise<void> {
    await this.database.run(async (queues, entries) => {
      const rows = await resultOf<QueueRow[]>(queues.getAll());
      for (const row of rows.filter((r) => workshop === undefined || r.workshop === workshop)) {
        queues.delete(row.client);
        entries.delete(entriesOf(row.client));
      }
    });
    for (const client of this.stashes.clients()) {
      const { owner } = this.stashes.read(client) ?? {};
      if (workshop === undefined || owner?.workshop === workshop) this.stashes.remove(client);
    }
  }

  private async takeOver(client: string): Promise<Queue | undefined> {
    const stashed = this.stashes.read(client);
    const queue = await this.database.run(async (queues, entries) => {
      const known = await resultOf<QueueRow | undefined>(queues.get(client));
      const row = known ?? (stashed === undefined ? undefined : rowOf(client, stashed));
      if (row === undefined) return undefined;
      const now = this.clock.now();
      const heartbeatAt = stashed?.heartbeatAt === 0 ? 0 : row.heartbeatAt;
      if (this.locks === undefined && Math.abs(now - heartbeatAt) < leaseMillis) return undefined;
      const kept = await resultOf<EntryRow[]>(entries.getAll(entriesOf(client)));
      const merged = new Map(kept.map((entry) => [entry.position, storedOf(entry)]));
      for (const stored of stashed?.put ?? []) {
        if (stored.version < (merged.get(stored.position)?.version ?? 0)) continue;
        merged.set(stored.position, stored);
        entries.put({ ...stored, client });
      }
      for (const position of stashed?.remove ?? []) {
        merged.delete(position);
        entries.delete([client, position]);
      }
      const mine = { ...row, owner: this.tab, heartbeatAt: now };
      queues.put(mine);
      const ordered = [...merged.values()].sort((a, b) => a.position - b.position);
      return new DatabaseQueue(this, mine, ordered, true);
    });
    // Merged for good, and nothing of it was sent since: a second merge would change nothing.
    if (queue !== undefined) this.stashes.remove(client);
    return queue;
  }
}

class DatabaseQueue implements Queue {
  readonly durable = true;
  private ownedAt: number;
  /** Counts what was stashed and not kept since. */
  private stashed = 0;
  private cancel: (() => void) | undefined;
  private closed = false;

  constructor(
    private readonly storage: QueueDatabase,
    private readonly row: QueueRow,
    readonly entries: readonly Stored[],
    /** Whether the queue has a row of its own; it gets one with its first entry. */
    private written: boolean,
  ) {
    this.ownedAt = storage.clock.now();
    if (storage.locks === undefined) this.keepAlive();
  }

  get client(): string {
    return this.row.client;
  }

  get member(): string {
    return this.row.member;
  }

  async write(put: readonly Stored[], remove: readonly number[]): Promise<void> {
    const stashed = this.stashed;
    await this.storage.database.run((queues, entries) => this.change(queues, entries, put, remove));
    // What was stashed before this write is kept now; it has to go before any of it is sent.
    if (stashed === this.stashed) this.dropStash();
  }

  dropStash(): void {
    if (this.stashed === 0) return;
    this.storage.stashes.remove(this.client);
    this.stashed = 0;
  }

  stash(put: readonly Stored[], remove: readonly number[], left: boolean): void {
    const { workshop, member, role, created } = this.row;
    const heartbeatAt = left ? 0 : this.storage.clock.now();
    this.storage.stashes.write(this.client, { owner: { workshop, member, role }, created, heartbeatAt, put, remove });
    this.stashed++;
  }

  move(remove: readonly number[], to: Queue, put: readonly Stored[]): Promise<void> {
    return this.storage.database.run(async (queues, entries) => {
      await this.change(queues, entries, [], remove);
      if (!(to instanceof DatabaseQueue)) throw new Error('the other queue is kept elsewhere');
      await to.change(queues, entries, put, []);
    });
  }

  surelyOwned(): boolean {
    return this.storage.locks !== undefined || this.storage.clock.now() - this.ownedAt < leaseMillis / 2;
  }

  expireLease(): void {
    if (this.storage.locks !== undefined || !this.written) return;
    this.ownedAt = Number.NEGATIVE_INFINITY;
    this.releaseRow(false).catch(() => undefined); // then the queue waits until its lease is over
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.cancel?.();
    this.releaseRow(true).then(
      () => this.storage.locks?.release(this.client),
      () => this.storage.locks?.release(this.client),
    );
  }

  private async change(
    queues: IDBObjectStore,
    entries: IDBObjectStore,
    put: readonly Stored[],
    remove: readonly number[],
  ): Promise<void> {
    const row = await resultOf<QueueRow | undefined>(queues.get(this.client));
    if (this.written ? row?.owner !== this.row.owner : row !== undefined) throw new QueueLost();
    const now = this.storage.clock.now();
    if (row === undefined || this.storage.locks === undefined) queues.put({ ...this.row, heartbeatAt: now });
    for (const position of remove) entries.delete([this.client, position]);
    for (const stored of put) entries.put({ ...stored, client: this.client });
    entries.transaction.addEventListener('complete', () => {
      this.written = true;
      this.ownedAt = now;
    });
  }

  private keepAlive(): void {
    this.cancel = this.storage.clock.after(heartbeatMillis, () => {
      const writing = this.written ? this.write([], []) : Promise.resolve();
      writing.then(
        () => {
          if (!this.written) this.ownedAt = this.storage.clock.now();
        },
        () => undefined, // the next write of an entry will tell
      );
      this.keepAlive();
    });
  }

  private releaseRow(clean: boolean): Promise<void> {
    if (!this.written) return Promise.resolve();
    return this.storage.database.run(async (queues, entries) => {
      const row = await resultOf<QueueRow | undefined>(queues.get(this.client));
      if (row?.owner !== this.row.owner) return;
      const left = await resultOf<number>(entries.count(entriesOf(this.client)));
      if (left === 0 && clean) queues.delete(this.client);
      else queues.put({ ...row, heartbeatAt: 0, owner: clean ? '' : row.owner });
    });
  }
}

/** All entries of a client: [client] sorts before, [client, []] behind every [client, number]. */
function entriesOf(client: string): IDBKeyRange {
  return IDBKeyRange.bound([client], [client, []]);
}

function rowOf(client: string, { owner, created, heartbeatAt }: Stash): QueueRow {
  return { ...owner, client, owner: '', created, heartbeatAt };
}

function storedOf({ client: _client, ...stored }: EntryRow): Stored {
  return stored;
}
