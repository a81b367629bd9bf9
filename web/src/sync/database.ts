import { type Clock, type Random, within } from './clock.ts';
import { BrowserDatabase, resultOf } from './indexeddb.ts';
import { type LocksLike, TabLocks } from './locks.ts';
import { type Queue, QueueLost, type QueueOwner, type QueueStorage, type Stored } from './queue.ts';
import { type LocalStorageLike, type Stash, Stashes } from './stash.ts';

/** Without Web Locks, another tab may adopt the queues of a tab that sent no heartbeat for so long. */
export const leaseMillis = 90_000;
const heartbeatMillis = 20_000;
const lockMillis = 3_000;

/** What the database holds of each queue beside its entries. */
export interface QueueRow extends QueueOwner {
  readonly client: string;
  /** The tab that may write to the queue. */
  readonly owner: string;
  readonly created: number;
  /** The last heartbeat of the owner, in milliseconds since 1970; 0 when the owner has released the queue. */
  readonly heartbeatAt: number;
}

/**
 * Queues in IndexedDB. A Web Lock tells that the tab of a queue is alive. Where there are no Web Locks (plain http on a
 * local network), a heartbeat that the tab writes from time to time tells it. Both serve only to find orphans, and both
 * may err. Every write compares the owner in the row of its queue within the transaction: this keeps two tabs from
 * writing to one queue.
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

  async open(owner: QueueOwner, client = this.random.id()): Promise<Queue> {
    await this.database.open();
    await this.acquire(client);
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
      if (!(await this.acquire(row.client))) continue;
      const { takeOver } = await import('./takeover.ts');
      const queue = await takeOver(this, row.client);
      if (queue !== undefined) adopted.push(queue);
      else this.locks?.release(row.client);
    }
    return adopted;
  }

  private async acquire(client: string): Promise<boolean> {
    if (this.locks === undefined) return true;
    try {
      return await within(lockMillis, this.clock, this.locks.acquire(client));
    } catch (fault) {
      this.locks.release(client);
      throw fault;
    }
  }
}

/** A queue of a QueueDatabase. */
export class DatabaseQueue implements Queue {
  readonly durable = true;
  private ownedAt: number;
  /** How many stashes were made since the last one was dropped. */
  private stashed = 0;
  private cancel: (() => void) | undefined;
  private closed = false;

  constructor(
    private readonly storage: QueueDatabase,
    private readonly row: QueueRow,
    readonly entries: readonly Stored[],
    /** Whether the queue has a row. It gets one with its first entry. */
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

  async write(put: readonly Stored[], remove: readonly number[], afresh = false): Promise<void> {
    const stashed = afresh ? 0 : this.stashed;
    await this.storage.database.run((queues, entries) => this.change(queues, entries, put, remove, afresh));
    // The write has kept what was stashed before. The stash has to go before any of it is sent.
    if (stashed === this.stashed) this.dropStash();
  }

  dropStash(): void {
    if (this.stashed === 0) return;
    this.storage.stashes.remove(this.client);
    this.stashed = 0;
  }

  stash(put: readonly Stored[], remove: readonly number[], left: boolean): void {
    this.putDown({ heartbeatAt: left ? 0 : this.storage.clock.now(), put, remove });
  }

  disown(): boolean {
    // A tab that seems to have taken the queue may have sent what it holds.
    const heartbeatAt = this.storage.clock.now();
    return this.surelyOwned() && this.putDown({ heartbeatAt, put: [], remove: [], disowned: true });
  }

  private putDown(what: Omit<Stash, 'owner' | 'created'>): boolean {
    const { workshop, member, role, created } = this.row;
    this.stashed++;
    return this.storage.stashes.write(this.client, { ...what, owner: { workshop, member, role }, created });
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
    this.releaseRow(false).catch(() => undefined); // the next tab waits until the lease is over
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
    afresh = false,
  ): Promise<void> {
    const row = await resultOf<QueueRow | undefined>(queues.get(this.client));
    const written = afresh ? row !== undefined : this.written;
    if (written ? row?.owner !== this.row.owner : row !== undefined) throw new QueueLost();
    if (afresh) entries.delete(entriesOf(this.client));
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
        () => undefined, // the next write of an entry finds the fault again
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

/** The keys of all entries of a client: [client] sorts before every [client, number], [client, []] behind. */
export function entriesOf(client: string): IDBKeyRange {
  return IDBKeyRange.bound([client], [client, []]);
}

/** The row of a queue of which only a stash is left. */
export function rowOf(client: string, { owner, created, heartbeatAt }: Stash): QueueRow {
  return { ...owner, client, owner: '', created, heartbeatAt };
}
