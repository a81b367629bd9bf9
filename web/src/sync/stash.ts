import type { QueueOwner, Stored } from './queue.ts';

/** The part of localStorage that is used. */
export interface LocalStorageLike {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** What a tab stashed while it was hidden or closed. */
export interface Stash {
  readonly owner: QueueOwner;
  readonly created: number;
  /** When the stash was made, in milliseconds since 1970; 0 when the page may not come back. */
  readonly heartbeatAt: number;
  readonly put: readonly Stored[];
  readonly remove: readonly number[];
  /** The tab has sent or given up all that the queue holds: nothing of it is to be sent. */
  readonly disowned?: boolean;
}

const prefix = 'warsztat-stash ';

/**
 * Stashes in localStorage. A page that is being closed gets no answer from IndexedDB any more, but localStorage writes
 * at once. The tab that adopts the queue merges the stash into it. A browser may refuse to store it; then it is lost.
 */
export class Stashes {
  constructor(private readonly storage: LocalStorageLike | undefined) {}

  /** Stores the stash of a client in place of the one before. Returns false when the browser does not. */
  write(client: string, stashed: Stash): boolean {
    try {
      this.storage?.setItem(prefix + client, JSON.stringify(stashed));
      return this.storage !== undefined;
    } catch {
      return false; // the storage is full or switched off: what was given in the last moment is lost
    }
  }

  read(client: string): Stash | undefined {
    try {
      const text = this.storage?.getItem(prefix + client) ?? null;
      return text === null ? undefined : (JSON.parse(text) as Stash);
    } catch {
      return undefined;
    }
  }

  remove(client: string): void {
    try {
      this.storage?.removeItem(prefix + client);
    } catch {
      // The storage is switched off, so nothing was written either.
    }
  }

  /** The clients that have a stash. */
  clients(): string[] {
    const clients: string[] = [];
    try {
      for (let i = 0; i < (this.storage?.length ?? 0); i++) {
        const key = this.storage?.key(i) ?? '';
        if (key.startsWith(prefix)) clients.push(key.slice(prefix.length));
      }
    } catch {
      return [];
    }
    return clients;
  }
}
