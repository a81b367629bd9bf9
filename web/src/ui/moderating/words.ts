import { language } from '../words/language.svelte.ts';
import type { ModeratingWords } from '../words/pl.moderating.ts';

/** The words of those who moderate. They come with the bar: few people read them. */
export const words = language.part<ModeratingWords>(
  async () => (await import('../words/pl.moderating.ts')).plModerating,
  async () => (await import('../words/en.moderating.ts')).enModerating,
);
