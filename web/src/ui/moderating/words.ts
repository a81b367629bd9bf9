import { enModerating } from '../words/en.moderating.ts';
import { language } from '../words/language.svelte.ts';
import { type ModeratingWords, plModerating } from '../words/pl.moderating.ts';

/** The words of those who moderate, in the language of the tab. They come with the bar: few people read them. */
export function words(): ModeratingWords {
  return language.locale === 'en' ? enModerating : plModerating;
}
