import { language } from '../words/language.svelte.ts';
import type { HelpWords } from '../words/pl.help.ts';

/** The words of the help page. */
export const words = language.part<HelpWords>(
  async () => (await import('../words/pl.help.ts')).plHelp,
  async () => (await import('../words/en.help.ts')).enHelp,
);
