import { DatabaseQueue, entriesOf, leaseMillis, type QueueDatabase, type QueueRow, rowOf } from './database.ts';
import { resultOf } from './indexeddb.ts';
import type { Queue, Stored } from './queue.ts';

interface EntryRow extends Stored {
  readonly client: string;
}

/** Takes over the queue of a tab that is gone, with what that tab stashed; undefined when there is none, or it lives. */
export async function takeOver(storage: QueueDatabase, client: string): Promise<Queue | undefined> {
  const { stashes, locks, tab } = storage;
  const stashed = stashes.read(client);
  const queue = await storage.database.run(async (queues, entries) => {
    const known = await resultOf<QueueRow | undefined>(queues.get(client));
    const row = known ?? (stashed === undefined ? undefined : rowOf(client, stashed));
    if (row === undefined) return undefined;
    const now = storage.clock.now();
    const heartbeatAt = stashed?.heartbeatAt === 0 ? 0 : row.heartbeatAt;
    if (locks === undefined && Math.abs(now - heartbeatAt) < leaseMillis) return undefined;
    if (stashed?.disowned) entries.delete(entriesOf(client));
    const kept = await resultOf<EntryRow[]>(entries.getAll(entriesOf(client)));
    const merged = new Map(kept.map(({ client: _, ...stored }) => [stored.position, stored as Stored]));
    for (const stored of stashed?.put ?? []) {
      if (stored.version < (merged.get(stored.position)?.version ?? 0)) continue;
      merged.set(stored.position, stored);
      entries.put({ ...stored, client });
    }
    for (const position of stashed?.remove ?? []) {
      merged.delete(position);
      entries.delete([client, position]);
    }
    const mine = { ...row, owner: tab, heartbeatAt: now };
    queues.put(mine);
    const ordered = [...merged.values()].sort((a, b) => a.position - b.position);
    return new DatabaseQueue(storage, mine, ordered, true);
  });
  // The stash is merged. Should the tab end before the next line, the next merge changes nothing more.
  if (queue !== undefined) stashes.remove(client);
  return queue;
}
