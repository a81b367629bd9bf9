import { entriesOf, type QueueDatabase, type QueueRow } from './database.ts';
import { resultOf } from './indexeddb.ts';

/** Deletes the queues of one workshop, or of all. */
export async function forgetQueues({ database, stashes }: QueueDatabase, workshop?: string): Promise<void> {
  await database.run(async (queues, entries) => {
    const rows = await resultOf<QueueRow[]>(queues.getAll());
    for (const row of rows.filter((r) => workshop === undefined || r.workshop === workshop)) {
      queues.delete(row.client);
      entries.delete(entriesOf(row.client));
    }
  });
  for (const client of stashes.clients()) {
    const { owner } = stashes.read(client) ?? {};
    if (workshop === undefined || owner?.workshop === workshop) stashes.remove(client);
  }
}
