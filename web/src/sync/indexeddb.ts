import { type Clock, TooSlow, within } from './clock.ts';

const databaseName = 'warsztat';
const openMillis = 3_000;
const answerMillis = 4_000;

/** The database of this browser. It is opened when it is needed, and again after the browser has closed it. */
export class BrowserDatabase {
  private database: Promise<IDBDatabase> | undefined;

  constructor(
    private readonly factory: IDBFactory,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs one transaction on the queues and their entries. Rejects unless all of it took effect; when it rejects with
   * TooSlow, all of it may take effect later, though before any transaction that begins later.
   */
  async run<T>(work: (queues: IDBObjectStore, entries: IDBObjectStore) => Promise<T>): Promise<T> {
    const tx = await this.begin();
    try {
      return await within(answerMillis, this.clock, this.perform(tx, work));
    } catch (fault) {
      // A connection that the browser lost in the background never answers again, but a new one does.
      if (fault instanceof TooSlow) {
        this.database = undefined;
        tx.db.close();
      }
      throw fault;
    }
  }

  private async perform<T>(
    tx: IDBTransaction,
    work: (queues: IDBObjectStore, entries: IDBObjectStore) => Promise<T>,
  ): Promise<T> {
    const end = new Promise<void>((resolve, reject) => {
      tx.oncomplete = () => resolve();
      tx.onabort = () => reject(tx.error ?? new Error('the transaction was aborted'));
    });
    end.catch(() => undefined); // the await below reports it
    let value: T;
    try {
      value = await work(tx.objectStore('queues'), tx.objectStore('entries'));
    } catch (fault) {
      try {
        tx.abort();
      } catch {
        // The transaction has ended by itself.
      }
      throw fault;
    }
    try {
      tx.commit?.(); // so that it need not wait for the event loop of a tab that is closing
    } catch {
      // The transaction is committing by itself.
    }
    await end;
    return value;
  }

  private async begin(): Promise<IDBTransaction> {
    const begin = async () => (await this.open()).transaction(['queues', 'entries'], 'readwrite');
    try {
      return await begin();
    } catch (fault) {
      // The browser may have closed the database.
      if (!(fault instanceof Error) || fault.name !== 'InvalidStateError') throw fault;
      this.database = undefined;
      return begin();
    }
  }

  /** Opens the database, unless it is open. */
  open(): Promise<IDBDatabase> {
    this.database ??= this.attempt();
    return this.database;
  }

  private async attempt(): Promise<IDBDatabase> {
    const opening = this.openDatabase(2).catch((fault) => {
      // A newer version of the application has upgraded the database. Its queues can still be used.
      if (fault instanceof Error && fault.name === 'VersionError') return this.openDatabase(undefined);
      throw fault;
    });
    try {
      return await within(openMillis, this.clock, opening);
    } catch (fault) {
      this.database = undefined;
      opening.then(
        (late) => late.close(),
        () => undefined,
      );
      throw fault;
    }
  }

  private openDatabase(version: number | undefined): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = this.factory.open(databaseName, version);
      request.onupgradeneeded = () => {
        const { result } = request;
        // No server takes the commands of an older version any more.
        for (const old of [...result.objectStoreNames]) result.deleteObjectStore(old);
        result.createObjectStore('queues', { keyPath: 'client' });
        result.createObjectStore('entries', { keyPath: ['client', 'position'] });
      };
      request.onerror = () => reject(request.error ?? new Error('the database does not open'));
      request.onsuccess = () => {
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
}

/** Resolves with the result of a request. */
export function resultOf<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('the database does not answer'));
  });
}
