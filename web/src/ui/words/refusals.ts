import type { Code } from '../../board/generated.ts';
import { language } from './language.svelte.ts';

/** A sentence for each refusal. */
export const sentences = language.part<Readonly<Record<Code, string>>>(
  async () => (await import('./pl.refusals.ts')).plRefusals,
  async () => (await import('./en.refusals.ts')).enRefusals,
);
