import { language } from './language.svelte.ts';
import type { LaterWords } from './pl.later.ts';

/** The words of what a workshop's page opens after its first paint. */
export const later = language.part<LaterWords>(
  async () => (await import('./pl.later.ts')).plLater,
  async () => (await import('./en.later.ts')).enLater,
);
