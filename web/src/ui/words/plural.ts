/** The forms of a counted word. Polish uses one, few and many; English one and other. */
export interface Forms {
  one: string;
  few?: string;
  many?: string;
  other: string;
}

const rules = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

function cached<T>(cache: Map<string, T>, locale: string, make: () => T): T {
  let it = cache.get(locale);
  if (it === undefined) {
    it = make();
    cache.set(locale, it);
  }
  return it;
}

/** The form of a word that goes with the count, without the number: (pl, 3) gives "karteczki". */
export function form(locale: string, count: number, forms: Forms): string {
  const rule = cached(rules, locale, () => new Intl.PluralRules(locale)).select(count);
  return (rule !== 'zero' && rule !== 'two' ? forms[rule] : undefined) ?? forms.other;
}

/** The number as it is written in the language: 12 500 in Polish, 12,500 in English. */
export function figure(locale: string, count: number): string {
  return cached(numbers, locale, () => new Intl.NumberFormat(locale)).format(count);
}

/** The count with its word, held together by a non-breaking space: "22 karteczki". */
export function counted(locale: string, count: number, forms: Forms): string {
  return `${figure(locale, count)}\u00a0${form(locale, count, forms)}`;
}
