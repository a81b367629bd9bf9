import { language } from '../words/language.svelte.ts';
import type { PrivacyWords } from '../words/pl.privacy.ts';

/** The words about people's data: the clause, the day of deletion, and what is kept. */
export const words = language.part<PrivacyWords>(
  async () => (await import('../words/pl.privacy.ts')).plPrivacy,
  async () => (await import('../words/en.privacy.ts')).enPrivacy,
);
