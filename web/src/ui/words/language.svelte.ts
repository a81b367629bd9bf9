import { remember, remembered } from '../tab.ts';
import { tied } from './non-breaking.ts';
import type { Words } from './pl.ts';
import { figure } from './plural.ts';

export type Locale = 'pl' | 'en';

const KEPT = 'language';

/** A part of the catalogue, in the languages in which it was fetched. */
interface Part<W> {
  readonly fetch: Readonly<Record<Locale, () => Promise<W>>>;
  readonly words: Partial<Record<Locale, W>>;
}

/**
 * The language of this tab. What the person chose is kept for the tab and wins; otherwise the workshop's own
 * language counts, and before a workshop is known the browser's. One instance, read by every component.
 *
 * The catalogue comes in parts, each with the pages that read it, and in one language. What must stay on one line is
 * tied here, so that no sentence has to be written with it in mind.
 */
class Language {
  locale = $state<Locale>('pl');
  #collator = $derived(new Intl.Collator(this.locale, { sensitivity: 'variant', numeric: true }));
  #chosen = false;
  /** The language that is coming. */
  #next: Locale = 'pl';
  readonly #parts: Part<unknown>[] = [];
  readonly #first = this.part<Words>(
    async () => (await import('./pl.ts')).pl,
    async () => (await import('./en.ts')).en,
  );

  /** The words of the first pages. */
  get words(): Words {
    return this.#first();
  }

  /** Declares a part of the catalogue, and gives the way to read it once `ready` has resolved. */
  part<W>(pl: () => Promise<W>, en: () => Promise<W>): () => W {
    const part: Part<W> = { fetch: { pl, en }, words: {} };
    this.#parts.push(part);
    return () => part.words[this.locale] as W;
  }

  /** Resolves when the words of all parts that are declared have come. */
  async ready(): Promise<void> {
    await this.#use(this.#next);
  }

  /** Fetches a module together with the words that it declares. */
  async with<T>(load: () => Promise<T>): Promise<T> {
    const module = await load();
    await this.ready();
    return module;
  }

  /** Settles the first language; resolves when its words are here. */
  async begin(): Promise<void> {
    const kept = readKept();
    this.#chosen = kept !== null;
    await this.#use(kept ?? (navigator.languages.some((tag) => tag.startsWith('pl')) ? 'pl' : browserSpeaksEnglish()));
  }

  /** The person's own choice. Rejects, and leaves the language as it was, when the words cannot be fetched. */
  async choose(locale: Locale): Promise<void> {
    await this.#use(locale);
    this.#chosen = true;
    remember(KEPT, locale);
  }

  /** The language of the workshop that is open: it counts unless the person chose another, and if it can be fetched. */
  async propose(locale: string): Promise<void> {
    if (!this.#chosen && (locale === 'pl' || locale === 'en')) await this.#use(locale).catch(() => {});
  }

  /** Order of names in this language: ą after a, ł after l. */
  compare(a: string, b: string): number {
    return this.#collator.compare(a, b);
  }

  /** A whole number as this language writes it. */
  figure(count: number): string {
    return figure(this.locale, count);
  }

  /** A time as this language writes it; English as in Britain: the day before the month, and hours up to 24. */
  when(time: number | Date, form: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.locale === 'en' ? 'en-GB' : this.locale, form).format(time);
  }

  async #use(locale: Locale): Promise<void> {
    this.#next = locale;
    try {
      // Another part may be declared while these are fetched.
      for (let missing = this.#missing(locale); missing.length > 0; missing = this.#missing(locale)) {
        await Promise.all(missing.map(async (part) => (part.words[locale] = tied(await part.fetch[locale]()))));
      }
    } catch (fault) {
      if (this.#next === locale) this.#next = this.locale;
      throw fault;
    }
    if (this.#next === locale) this.locale = locale;
  }

  #missing(locale: Locale): Part<unknown>[] {
    return this.#parts.filter(({ words }) => words[locale] === undefined);
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
