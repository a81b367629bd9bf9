import { language } from '../words/language.svelte.ts';
import type { MatrixWords } from '../words/pl.matrix.ts';

/** The words of strategic matrices. They come with the first board of this kind. */
export const words = language.part<MatrixWords>(
  async () => (await import('../words/pl.matrix.ts')).plMatrix,
  async () => (await import('../words/en.matrix.ts')).enMatrix,
);
