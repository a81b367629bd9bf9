import { SvelteMap } from 'svelte/reactivity';
import { boards } from '../../board/state.ts';
import { kindName, uiOf } from '../boards.ts';
import { withRetry } from '../parts/with-retry.ts';
import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import type { EntriesOf, Entry } from './document.ts';

const here = new SvelteMap<string, EntriesOf>();

/**
 * Fetches what the kinds of the workshop's boards make of them on paper: before anybody prints, since the browser waits
 * for nothing then.
 */
export async function fetchEntries(store: WorkshopStore): Promise<void> {
  for (const { id } of store.state.siblings(boards)) {
    const [kind, ui] = [kindName(store.state, id), uiOf(store.state, id)];
    if (kind === undefined || ui === undefined || here.has(kind)) continue;
    const { default: entries } = await withRetry(() => language.with(ui.entries));
    here.set(kind, entries);
  }
}

/** What stands on a board, in reading order; undefined while its kind has not been fetched. */
export function entriesOn(store: WorkshopStore, board: string): Entry[] | undefined {
  return here.get(kindName(store.state, board) ?? '')?.(store, board);
}
