import { language } from '../words/language.svelte.ts';
import type { LinkWords } from '../words/pl.link.ts';

/** The words of links between items. They come with the first window that shows some. */
export const words = language.part<LinkWords>(
  async () => (await import('../words/pl.link.ts')).plLink,
  async () => (await import('../words/en.link.ts')).enLink,
);
