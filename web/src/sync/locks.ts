/** The part of the Web Locks API that is used. */
export interface LocksLike {
  request(
    name: string,
    options: { ifAvailable: true },
    callback: (lock: unknown) => Promise<void> | undefined,
  ): Promise<unknown>;
}

/**
 * Tells which client names belong to a tab that lives. A Web Lock is held as long
 * as the tab and no longer, whatever ends it.
 */
export class TabLocks {
  private readonly held = new Map<string, () => void>();

  constructor(private readonly locks: LocksLike) {}

  /** Takes the lock of a client name for this tab; false when a living tab holds it. */
  acquire(client: string): Promise<boolean> {
    if (this.held.has(client)) return Promise.resolve(false);
    return new Promise((resolve, reject) => {
      this.locks
        .request(`warsztat ${client}`, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          if (lock === null) return undefined;
          return new Promise<void>((release) => this.held.set(client, release));
        })
        .catch(reject);
    });
  }

  /** Gives the lock back. */
  release(client: string): void {
    this.held.get(client)?.();
    this.held.delete(client);
  }
}
