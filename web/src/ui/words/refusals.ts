import { language } from './language.svelte.ts';
import type { RefusalWords } from './pl.refusals.ts';

/** A sentence for each refusal. */
export const sentences = language.part<RefusalWords>(
  async () => (await import('./pl.refusals.ts')).plRefusals,
  async () => (await import('./en.refusals.ts')).enRefusals,
);
