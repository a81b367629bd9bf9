import { language } from '../words/language.svelte.ts';
import type { PastWords } from '../words/pl.past.ts';

/** The words of moments and of what changed. */
export const words = language.part<PastWords>(
  async () => (await import('../words/pl.past.ts')).plPast,
  async () => (await import('../words/en.past.ts')).enPast,
);
