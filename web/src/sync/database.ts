import { Claims, type LocksLike } from './claims.ts';
import type { Clock, Random } from './clock.ts';
import { type Queue, QueueLost, type QueueOwner, type QueueStorage, type Stored } from './queue.ts';
import { type LocalStorageLike, type Spilled, Spills } from './spill.ts';

/** A tab that has not shown a sign of life for so long may lose its queues, where there are no Web Locks. */
const leaseMillis = 90_000;
const heartbeatMillis = 20_000;
const openTimeoutMillis = 3_000;
const databaseName = 'warsztat';

interface QueueRow extends QueueOwner {
  readonly client: string;
  /** The tab that may write. */
  readonly owner: string;
  readonly created: number;
  /** The owner's last sign of life, in milliseconds since 1970; 0: it has let go. */
  readonly beat: number;
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
  readonly spills: Spills;
  readonly claims: Claims | undefined;
  private database: Promise<IDBDatabase> | undefined;

  constructor(
    private readonly factory: IDBFactory,
    locks: LocksLike | undefined,
    texts: LocalStorageLike | undefined,
    readonly clock: Clock,
    private readonly random: Random,
  ) {
    this.tab = random.id();
    this.spills = new Spills(texts);
    this.claims = locks === undefined ? undefined : new Claims(locks);
  }

  async open(owner: QueueOwner): Promise<Queue> {
    await this.db();
    const client = this.random.id();
    await this.claims?.take(client);
    const row = { ...owner, client, owner: this.tab, created: this.clock.now(), beat: 0 };
    return new DatabaseQueue(this, row, [], false);
  }

  async adopt(owner: QueueOwner): Promise<Queue[]> {
    const rows = await this.run(['queues'], 'readonly', (tx) => all<QueueRow[]>(tx.objectStore('queues').getAll()));
    for (const client of this.spills.clients()) {
      const spilled = this.spills.read(client);
      if (spilled === undefined || rows.some((row) => row.client === client)) continue;
      rows.push(rowOf(client, spilled));
    }
    const adopted: Queue[] = [];
    for (const row of rows.sort((a, b) => a.created - b.created)) {
      const ours = row.role === owner.role || row.member === owner.member;
      if (row.workshop !== owner.workshop || !ours || row.owner === this.tab) continue;
      if (this.claims !== undefined && !(await this.claims.take(row.client))) continue;
      const queue = await this.takeOver(row.client);
      if (queue !== undefined) adopted.push(queue);
      else this.claims?.release(row.client);
    }
    return adopted;
  }

  async forget(workshop?: string): Promise<void> {
    await this.run(['queues', 'entries'], 'readwrite', async (tx) => {
      const rows = await all<QueueRow[]>(tx.objectStore('queues').getAll());
      for (const row of rows.filter((r) => workshop === undefined || r.workshop === workshop)) {
        tx.objectStore('queues').delete(row.client);
        tx.objectStore('entries').delete(entriesOf(row.client));
      }
    });
    for (const client of this.spills.clients()) {
      const { owner } = this.spills.read(client) ?? {};
      if (workshop === undefined || owner?.workshop === workshop) this.spills.remove(client);
    }
  }

  /** Runs one transaction; rejects when it did not take effect as a whole. */
  async run<T>(stores: string[], mode: IDBTransactionMode, work: (tx: IDBTransaction) => Promise<T>): Promise<T> {
    const tx = await this.begin(stores, mode);
    const end = new Promise<void>((resolve, reject) => {
      tx.oncomplete = () => resolve();
      tx.onabort = () => reject(tx.error ?? new Error('the transaction was aborted'));
    });
    end.catch(() => undefined); // told by the await below
    let value: T;
    try {
      value = await work(tx);
    } catch (fault) {
      try {
        tx.abort();
      } catch {
        // It has ended by itself.
      }
      throw fault;
    }
    try {
      tx.commit?.(); // does not wait for this tab's event loop: it may be about to close
    } catch {
      // It is committing by itself.
    }
    await end;
    return value;
  }

  private async begin(stores: string[], mode: IDBTransactionMode): Promise<IDBTransaction> {
    try {
      return (await this.db()).transaction(stores, mode);
    } catch (fault) {
      // The browser may have closed the database; a closed one is opened again.
      if (!(fault instanceof Error) || fault.name !== 'InvalidStateError') throw fault;
      this.database = undefined;
      return (await this.db()).transaction(stores, mode);
    }
  }

  private db(): Promise<IDBDatabase> {
    this.database ??= this.openDatabase(2)
      .catch((fault) => {
        // A newer version of the application was here: what it keeps for us is still for us.
        if (fault instanceof Error && fault.name === 'VersionError') return this.openDatabase(undefined);
        throw fault;
      })
      .catch((fault) => {
        this.database = undefined;
        throw fault;
      });
    return this.database;
  }

  private openDatabase(version: number | undefined): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const callOff = this.clock.after(openTimeoutMillis, () => reject(new Error('the database does not open')));
      const request = this.factory.open(databaseName, version);
      request.onupgradeneeded = () => {
        const { result } = request;
        for (const old of [...result.objectStoreNames]) result.deleteObjectStore(old);
        result.createObjectStore('queues', { keyPath: 'client' });
        result.createObjectStore('entries', { keyPath: ['client', 'order'] });
      };
      request.onerror = () => {
        callOff();
        reject(request.error ?? new Error('the database does not open'));
      };
      request.onsuccess = () => {
        callOff();
        const db = request.result;
        const gone = () => {
          this.database = undefined;
        };
        db.onversionchange = () => {
          db.close(); // a newer version of the application wants it
          gone();
        };
        db.onclose = gone;
        resolve(db);
      };
    });
  }

  private async takeOver(client: string): Promise<Queue | undefined> {
    const spilled = this.spills.read(client);
    const queue = await this.run(['queues', 'entries'], 'readwrite', async (tx) => {
      const queues = tx.objectStore('queues');
      const known = await all<QueueRow | undefined>(queues.get(client));
      const row = known ?? (spilled === undefined ? undefined : rowOf(client, spilled));
      if (row === undefined) return undefined;
      const now = this.clock.now();
      const beat = spilled?.beat === 0 ? 0 : row.beat;
      if (this.claims === undefined && Math.abs(now - beat) < leaseMillis) return undefined;
      const entries = tx.objectStore('entries');
      const kept = await all<EntryRow[]>(entries.getAll(entriesOf(client)));
      const merged = new Map(kept.map((entry) => [entry.order, storedOf(entry)]));
      for (const stored of spilled?.put ?? []) {
        if (stored.version < (merged.get(stored.order)?.version ?? 0)) continue;
        merged.set(stored.order, stored);
        entries.put({ ...stored, client });
      }
      for (const order of spilled?.remove ?? []) {
        merged.delete(order);
        entries.delete([client, order]);
      }
      const mine = { ...row, owner: this.tab, beat: now };
      queues.put(mine);
      const inOrder = [...merged.values()].sort((a, b) => a.order - b.order);
      return new DatabaseQueue(this, mine, inOrder, true);
    });
    // Merged for good, and nothing of it was sent since: a second merge would change nothing.
    if (queue !== undefined) this.spills.remove(client);
    return queue;
  }
}

class DatabaseQueue implements Queue {
  readonly durable = true;
  private beatAt: number;
  /** Counts what was spilled and not kept since. */
  private spilled = 0;
  private callOff: (() => void) | undefined;
  private closed = false;

  constructor(
    private readonly storage: QueueDatabase,
    private readonly row: QueueRow,
    readonly entries: readonly Stored[],
    /** Whether the queue has a row of its own; it gets one with its first entry. */
    private written: boolean,
  ) {
    this.beatAt = storage.clock.now();
    if (storage.claims === undefined) this.keepBeating();
  }

  get client(): string {
    return this.row.client;
  }

  get member(): string {
    return this.row.member;
  }

  async write(put: readonly Stored[], remove: readonly number[]): Promise<void> {
    const spilled = this.spilled;
    await this.storage.run(['queues', 'entries'], 'readwrite', async (tx) => {
      await this.change(tx, put, remove);
    });
    // What was spilled before this write is kept now; it has to go before any of it is sent.
    if (spilled === this.spilled) this.unspill();
  }

  unspill(): void {
    if (this.spilled === 0) return;
    this.storage.spills.remove(this.client);
    this.spilled = 0;
  }

  spill(put: readonly Stored[], remove: readonly number[], left: boolean): void {
    const { workshop, member, role, created } = this.row;
    const beat = left ? 0 : this.storage.clock.now();
    this.storage.spills.write(this.client, { owner: { workshop, member, role }, created, beat, put, remove });
    this.spilled++;
  }

  move(remove: readonly number[], to: Queue, put: readonly Stored[]): Promise<void> {
    return this.storage.run(['queues', 'entries'], 'readwrite', async (tx) => {
      await this.change(tx, [], remove);
      if (to instanceof DatabaseQueue) await to.change(tx, put, []);
      else throw new Error('the other queue is kept elsewhere');
    });
  }

  certain(): boolean {
    return this.storage.claims !== undefined || this.storage.clock.now() - this.beatAt < leaseMillis / 2;
  }

  rest(): void {
    if (this.storage.claims !== undefined || !this.written) return;
    this.beatAt = Number.NEGATIVE_INFINITY;
    this.letGo(false).catch(() => undefined); // then the queue waits until its lease is over
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.callOff?.();
    this.letGo(true).then(
      () => this.storage.claims?.release(this.client),
      () => this.storage.claims?.release(this.client),
    );
  }

  private async change(tx: IDBTransaction, put: readonly Stored[], remove: readonly number[]): Promise<void> {
    const queues = tx.objectStore('queues');
    const row = await all<QueueRow | undefined>(queues.get(this.client));
    if (this.written ? row?.owner !== this.row.owner : row !== undefined) throw new QueueLost();
    const now = this.storage.clock.now();
    if (row === undefined || this.storage.claims === undefined) queues.put({ ...this.row, beat: now });
    const entries = tx.objectStore('entries');
    for (const order of remove) entries.delete([this.client, order]);
    for (const stored of put) entries.put({ ...stored, client: this.client });
    tx.addEventListener('complete', () => {
      this.written = true;
      this.beatAt = now;
    });
  }

  private keepBeating(): void {
    this.callOff = this.storage.clock.after(heartbeatMillis, () => {
      const beating = this.written ? this.write([], []) : Promise.resolve();
      beating.then(
        () => {
          if (!this.written) this.beatAt = this.storage.clock.now();
        },
        () => undefined, // the next write of an entry will tell
      );
      this.keepBeating();
    });
  }

  private letGo(clean: boolean): Promise<void> {
    if (!this.written) return Promise.resolve();
    return this.storage.run(['queues', 'entries'], 'readwrite', async (tx) => {
      const queues = tx.objectStore('queues');
      const row = await all<QueueRow | undefined>(queues.get(this.client));
      if (row?.owner !== this.row.owner) return;
      const left = await all<number>(tx.objectStore('entries').count(entriesOf(this.client)));
      if (left === 0 && clean) queues.delete(this.client);
      else queues.put({ ...row, beat: 0, owner: clean ? '' : row.owner });
    });
  }
}

/** All entries of a client: [client] sorts before, [client, []] behind every [client, number]. */
function entriesOf(client: string): IDBKeyRange {
  return IDBKeyRange.bound([client], [client, []]);
}

function rowOf(client: string, { owner, created, beat }: Spilled): QueueRow {
  return { ...owner, client, owner: '', created, beat };
}

function storedOf({ client: _client, ...stored }: EntryRow): Stored {
  return stored;
}

function all<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('the database does not answer'));
  });
}
