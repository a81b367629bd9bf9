import { language } from '../words/language.svelte.ts';
import type { ProjectorWords } from '../words/pl.projector.ts';

/** The words of the projector. They come with its page: nobody else reads them. */
export const words = language.part<ProjectorWords>(
  async () => (await import('../words/pl.projector.ts')).plProjector,
  async () => (await import('../words/en.projector.ts')).enProjector,
);
