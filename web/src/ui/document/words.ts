import { language } from '../words/language.svelte.ts';
import type { DocumentWords } from '../words/pl.document.ts';

/** The words of what people take home. */
export const words = language.part<DocumentWords>(
  async () => (await import('../words/pl.document.ts')).plDocument,
  async () => (await import('../words/en.document.ts')).enDocument,
);
