import { language } from './words/language.svelte.ts';

/** The sentence for a refusal code in the language of the tab. A code from a newer server gets a general one. */
export function sentence(code: string): string {
  const { refusals } = language.words;
  return Object.hasOwn(refusals, code) ? refusals[code as keyof typeof refusals] : refusals.unknown;
}
