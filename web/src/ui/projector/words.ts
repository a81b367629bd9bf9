import { enProjector } from '../words/en.projector.ts';
import { language } from '../words/language.svelte.ts';
import { type ProjectorWords, plProjector } from '../words/pl.projector.ts';

/** The words of the projector, in the language of the tab. They come with its page: nobody else reads them. */
export function words(): ProjectorWords {
  return language.locale === 'en' ? enProjector : plProjector;
}
