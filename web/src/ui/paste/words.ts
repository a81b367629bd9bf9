import { language } from '../words/language.svelte.ts';
import type { PasteWords } from '../words/pl.paste.ts';

/** The words of pasting and of repeats. They come with the dialog. */
export const words = language.part<PasteWords>(
  async () => (await import('../words/pl.paste.ts')).plPaste,
  async () => (await import('../words/en.paste.ts')).enPaste,
);
