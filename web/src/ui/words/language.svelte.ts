import { remember, remembered } from '../tab.ts';
import { pl, type Words } from './pl.ts';
import { figure } from './plural.ts';

export type Locale = 'pl' | 'en';

const KEPT = 'language';

/**
 * The language of this tab. What the person chose is kept for the tab and wins; otherwise the workshop's own
 * language counts, and before a workshop is known the browser's. One instance, read by every component.
 */
class Language {
  locale = $state<Locale>('pl');
  words = $state.raw<Words>(pl);
  #collator = $derived(new Intl.Collator(this.locale, { sensitivity: 'variant', numeric: true }));
  #chosen = false;

  /** Settles the first language; resolves when its words are here. */
  async begin(): Promise<void> {
    const kept = readKept();
    this.#chosen = kept !== null;
    await this.#use(kept ?? (navigator.languages.some((tag) => tag.startsWith('pl')) ? 'pl' : browserSpeaksEnglish()));
  }

  /** The person's own choice. */
  async choose(locale: Locale): Promise<void> {
    this.#chosen = true;
    remember(KEPT, locale);
    await this.#use(locale);
  }

  /** The language of the workshop that is open: it counts unless the person chose another. */
  async propose(locale: string): Promise<void> {
    if (!this.#chosen && (locale === 'pl' || locale === 'en')) await this.#use(locale);
  }

  /** Order of names in this language: ą after a, ł after l. */
  compare(a: string, b: string): number {
    return this.#collator.compare(a, b);
  }

  /** A whole number as this language writes it. */
  figure(count: number): string {
    return figure(this.locale, count);
  }

  async #use(locale: Locale): Promise<void> {
    this.words = locale === 'en' ? (await import('./en.ts')).en : pl;
    this.locale = locale;
    document.documentElement.lang = locale;
  }
}

function readKept(): Locale | null {
  const kept = remembered(KEPT);
  return kept === 'pl' || kept === 'en' ? kept : null;
}

function browserSpeaksEnglish(): Locale {
  return navigator.languages.some((tag) => tag.startsWith('en')) ? 'en' : 'pl';
}

export const language = new Language();
