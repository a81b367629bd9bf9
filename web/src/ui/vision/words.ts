import { language } from '../words/language.svelte.ts';
import type { VisionWords } from '../words/pl.vision.ts';

/** The words of vision boards. They come with the first board of this kind. */
export const words = language.part<VisionWords>(
  async () => (await import('../words/pl.vision.ts')).plVision,
  async () => (await import('../words/en.vision.ts')).enVision,
);
