import { language } from '../words/language.svelte.ts';
import type { TableWords } from '../words/pl.table.ts';

/** The words of tables. They come with the first board that is one. */
export const words = language.part<TableWords>(
  async () => (await import('../words/pl.table.ts')).plTable,
  async () => (await import('../words/en.table.ts')).enTable,
);
