import type { Command } from '../board/command.ts';
import type { Role } from '../board/permission.ts';

/** Whose commands a queue holds. */
export interface QueueOwner {
  readonly workshop: string;
  readonly member: string;
  /** The role that the member had when the queue was opened. */
  readonly role: Role;
}

/** A command that waits in the browser for its answer, or for a person to read that it was refused. */
export interface Stored {
  /** Its place in the queue, growing. */
  readonly position: number;
  readonly command: Command;
  /** The number and the very bytes under which it is sent; 0 and '' until then (W18). */
  readonly number: number;
  readonly frame: string;
  /** Grows with every change of the entry. */
  readonly version: number;
  /** For EditText: the text that its ops were made on. */
  readonly base?: string;
  readonly refused?: { readonly code: string; readonly message: string; readonly text: string };
}

/**
 * One client name (W14) with its queue. It belongs to the tab that opened or
 * adopted it until another adopts it: then every write fails with QueueLost and
 * has no effect, so no command can be kept, or sent as new, by two tabs.
 */
export interface Queue {
  readonly client: string;
  /** The member whose commands it holds. */
  readonly member: string;
  /** Whether what is written survives the tab. */
  readonly durable: boolean;
  /** What was in it when it was opened or adopted, in order. */
  readonly entries: readonly Stored[];
  /** Puts and removes in one step. Rejects with QueueLost, or with the storage's fault. */
  write(put: readonly Stored[], remove: readonly number[]): Promise<void>;
  /**
   * Puts and removes without waiting, as well as the browser can in the moment a
   * page goes. left: the page may not come back. The next write makes up for it.
   */
  stash(put: readonly Stored[], remove: readonly number[], left: boolean): void;
  /** All that was stashed is kept, or of no use any more. */
  dropStash(): void;
  /** Removes from this queue and puts into another one of the same storage, in one step. */
  move(remove: readonly number[], to: Queue, put: readonly Stored[]): Promise<void>;
  /** Whether it is certain at this moment that no other tab has adopted the queue. */
  surelyOwned(): boolean;
  /** The page is about to be hidden or closed: another tab may adopt the queue at once, unless this one comes back first. */
  expireLease(): void;
  /** Lets go: what is in it is for the next tab to adopt; an empty queue disappears. */
  close(): void;
}

/** Where the queues of a browser are kept. */
export interface QueueStorage {
  /** A queue with a fresh client name. */
  open(owner: QueueOwner): Promise<Queue>;
  /**
   * Takes over the queues of closed tabs: same workshop, and the same member or another one who entered in the same
   * role; oldest first.
   */
  adopt(owner: QueueOwner): Promise<Queue[]>;
  /** Deletes all that is kept of a workshop, of every workshop without one. */
  forget(workshop?: string): Promise<void>;
}

/** Another tab has adopted the queue. */
export class QueueLost extends Error {
  constructor() {
    super('another tab has taken over this queue');
    this.name = 'QueueLost';
  }
}

/** A queue that lives only as long as the tab. */
export class MemoryQueue implements Queue {
  readonly durable = false;
  readonly entries: readonly Stored[] = [];

  constructor(
    readonly client: string,
    readonly member: string,
  ) {}

  async write(): Promise<void> {}
  stash(): void {}
  dropStash(): void {}
  async move(_remove: readonly number[], to: Queue, put: readonly Stored[]): Promise<void> {
    await to.write(put, []);
  }
  surelyOwned(): boolean {
    return true;
  }
  expireLease(): void {}
  close(): void {}
}

/** Opens a queue, one in memory where the storage does not work. */
export async function openQueue(storage: QueueStorage, owner: QueueOwner, fallbackClient: string): Promise<Queue> {
  try {
    return await storage.open(owner);
  } catch {
    return new MemoryQueue(fallbackClient, owner.member);
  }
}
