import type { Command } from '../board/command.ts';
import type { Role } from '../board/generated.ts';

/** The member whose commands a queue holds. */
export interface QueueOwner {
  readonly workshop: string;
  readonly member: string;
  /** The role that the member had when the queue was opened. */
  readonly role: Role;
}

/** A command as a queue keeps it: it waits for its answer, or was refused and waits for the person to read that. */
export interface Stored {
  /** Its position in the queue; later commands have larger ones. */
  readonly position: number;
  readonly command: Command;
  /** The number and the bytes with which it is sent (W18); 0 and '' before. */
  readonly number: number;
  readonly frame: string;
  /** Grows with every change of the command. */
  readonly version: number;
  /** For EditText: the text that its ops fit. */
  readonly base?: string;
  readonly refused?: { readonly code: string; readonly message: string; readonly text: string };
}

/**
 * The kept commands of one client (W14). The queue belongs to the tab that opened or adopted it, until another tab
 * adopts it. From then on every write of the first tab fails with QueueLost and has no effect, so that no two tabs keep
 * a command or send it as new.
 */
export interface Queue {
  readonly client: string;
  /** The member whose commands it holds. */
  readonly member: string;
  /** Whether the queue survives its tab. */
  readonly durable: boolean;
  /** Of a queue in memory: the queue of the same client in a storage that does not answer at present. */
  readonly behind?: Queue | undefined;
  /** What the queue held when it was opened or adopted, in order. */
  readonly entries: readonly Stored[];
  /**
   * Puts and removes commands in one step; afresh: in place of all that the queue holds. Rejects with QueueLost, or with
   * the fault of the storage.
   */
  write(put: readonly Stored[], remove: readonly number[], afresh?: boolean): Promise<void>;
  /**
   * Puts and removes commands without waiting, as well as a browser can while it hides or closes the page. left: the
   * page may not come back. The next write replaces the stash.
   */
  stash(put: readonly Stored[], remove: readonly number[], left: boolean): void;
  /** Deletes what was stashed: it is kept by now, or not needed any more. */
  dropStash(): void;
  /** Removes commands from this queue and puts others into a second queue of the same storage, in one step. */
  move(remove: readonly number[], to: Queue, put: readonly Stored[]): Promise<void>;
  /**
   * Makes sure, without an answer of the storage, that nobody ever sends what the queue holds or what a write may still
   * put into it: this tab goes on with all of that. Returns false when that is not possible.
   */
  disown(): boolean;
  /** Whether certainly no other tab has adopted the queue so far. */
  surelyOwned(): boolean;
  /** Lets another tab adopt the queue at once, because the page may be closing. The next write takes that back. */
  expireLease(): void;
  /** Releases the queue for the next tab to adopt. An empty queue is deleted. */
  close(): void;
}

/** Where a browser keeps its queues. */
export interface QueueStorage {
  /** Opens a queue with a new client name, or for the client of a tab that had to begin in memory. */
  open(owner: QueueOwner, client?: string): Promise<Queue>;
  /**
   * Takes over the queues of closed tabs, the oldest first: those of the same workshop whose owner is the same member,
   * or another member who entered in the same role.
   */
  adopt(owner: QueueOwner): Promise<Queue[]>;
}

/** Another tab has adopted the queue. */
export class QueueLost extends Error {
  constructor() {
    super('another tab has taken over this queue');
    this.name = 'QueueLost';
  }
}

/** A queue in memory, which ends with its tab. */
export class MemoryQueue implements Queue {
  readonly durable = false;
  readonly entries: readonly Stored[] = [];

  constructor(
    readonly client: string,
    readonly member: string,
    readonly behind?: Queue,
  ) {}

  async write(): Promise<void> {}
  disown(): boolean {
    return true;
  }
  stash(): void {}
  dropStash(): void {}
  async move(_remove: readonly number[], to: Queue, put: readonly Stored[]): Promise<void> {
    await to.write(put, []);
  }
  surelyOwned(): boolean {
    return true;
  }
  expireLease(): void {}
  close(): void {
    this.behind?.close();
  }
}

/** Opens a queue; one in memory if the storage fails. */
export async function openQueue(storage: QueueStorage, owner: QueueOwner, fallbackClient: string): Promise<Queue> {
  try {
    return await storage.open(owner);
  } catch {
    return new MemoryQueue(fallbackClient, owner.member);
  }
}
