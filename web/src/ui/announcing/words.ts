import { language } from '../words/language.svelte.ts';
import type { AnnouncingWords } from '../words/pl.announcing.ts';

/** The words of what is announced. */
export const words = language.part<AnnouncingWords>(
  async () => (await import('../words/pl.announcing.ts')).plAnnouncing,
  async () => (await import('../words/en.announcing.ts')).enAnnouncing,
);
