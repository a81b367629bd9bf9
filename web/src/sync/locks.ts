/** The part of the Web Locks API that is used. */
export interface LocksLike {
  request(
    name: string,
    options: { ifAvailable: true },
    callback: (lock: unknown) => Promise<void> | undefined,
  ): Promise<unknown>;
}

/**
 * Web Locks that tell which client names belong to a living tab. The browser releases a lock when its tab ends, for
 * whatever reason.
 */
export class TabLocks {
  private readonly held = new Map<string, () => void>();
  private readonly asked = new Set<string>();

  constructor(private readonly locks: LocksLike) {}

  /** Takes the lock of a client name for this tab; false when a living tab holds it. */
  acquire(client: string): Promise<boolean> {
    if (this.held.has(client)) return Promise.resolve(false);
    this.asked.add(client);
    return new Promise((resolve, reject) => {
      this.locks
        .request(`warsztat ${client}`, { ifAvailable: true }, (lock) => {
          const taken = this.asked.delete(client) && lock !== null;
          resolve(taken);
          if (!taken) return undefined;
          return new Promise<void>((release) => this.held.set(client, release));
        })
        .catch(reject);
    });
  }

  /** Releases the lock, or gives up waiting for it. */
  release(client: string): void {
    this.asked.delete(client);
    this.held.get(client)?.();
    this.held.delete(client);
  }
}
