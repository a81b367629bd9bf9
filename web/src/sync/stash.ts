import type { QueueOwner, Stored } from './queue.ts';

/** The part of localStorage that is used. */
export interface LocalStorageLike {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** What a tab put down in the moment it was hidden or closed. */
export interface Stash {
  readonly owner: QueueOwner;
  readonly created: number;
  /** When the tab last lived, in milliseconds since 1970; 0: it was about to go. */
  readonly heartbeatAt: number;
  readonly put: readonly Stored[];
  readonly remove: readonly number[];
}

const prefix = 'warsztat-stash ';

/**
 * A page that is being closed gets no answer from IndexedDB any more. What is not
 * kept there yet is written here in one breath, and merged into the queue by
 * whoever adopts it. All of it is best effort: a browser may refuse.
 */
export class Stashes {
  constructor(private readonly storage: LocalStorageLike | undefined) {}

  /** Puts down what a client has to keep, in place of what it put down before. */
  write(client: string, stashed: Stash): void {
    try {
      this.storage?.setItem(prefix + client, JSON.stringify(stashed));
    } catch {
      // Full, or switched off: then the last moment before the close is not kept.
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
      // It is switched off: nothing was written either.
    }
  }

  /** The clients that have put something down. */
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
