import { language } from '../words/language.svelte.ts';
import type { OrganiserWords } from '../words/pl.organiser.ts';

/** The words of the pages for those who prepare a workshop. */
export const words = language.part<OrganiserWords>(
  async () => (await import('../words/pl.organiser.ts')).plOrganiser,
  async () => (await import('../words/en.organiser.ts')).enOrganiser,
);
