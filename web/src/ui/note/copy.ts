import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';

/** Puts a text on the clipboard and says so. */
export async function copy(store: WorkshopStore, words: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    store.announcer.say(language.words.copied);
  } catch {
    store.tell(() => language.words.copyFailed);
  }
}
