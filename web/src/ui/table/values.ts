import { parseDecimal, showDecimal } from '../../board/decimal.ts';
import { isDate, isYear } from '../../board/table.ts';
import type { LevelTitles } from '../../board/titles.ts';

/** What the cells of a column hold: the name of a type, or the list of its choices. */
export type Holds = string | readonly string[];

/**
 * What was typed into a cell that is no text: the value, or several of which the person has to choose, or none when it is
 * nothing that the column holds. '' empties the cell.
 */
export function readValue(holds: Holds, typed: string, titles: LevelTitles, column: string): string[] {
  const text = typed.trim();
  if (text === '') return [''];
  if (typeof holds !== 'string') return choicesFor(holds, text, titles, column).slice(0, 1);
  if (holds === 'decimal') return [...new Set(parseDecimal(text))];
  if (holds === 'year') return isYear(text) ? [text] : [];
  if (holds === 'date') return readDate(text);
  return [text];
}

/** The choices of a column whose names begin with a text, in any of the languages; an exact name comes first. */
export function choicesFor(choices: readonly string[], text: string, titles: LevelTitles, column: string): string[] {
  const wanted = folded(text);
  const names = (choice: string) => [choice, ...(titles.choices[column]?.[choice] ?? [])].map(folded);
  const begins = choices.filter((choice) => names(choice).some((name) => name.startsWith(wanted)));
  const exact = begins.filter((choice) => names(choice).includes(wanted));
  return [...exact, ...begins.filter((choice) => !exact.includes(choice))];
}

/** A text without case and marks, for comparing. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/gi, 'l').toLowerCase().trim();
}

/** A day as people write it: 27.05.2015, or as it stands in a record. */
function readDate(text: string): string[] {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text) ?? [];
  const date = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? [date] : [];
}

/** A value as people read it. */
export function showValue(
  holds: Holds,
  value: string,
  titles: LevelTitles,
  column: string,
  locale: 'pl' | 'en',
): string {
  if (value === '') return '';
  if (typeof holds !== 'string') return titles.choices[column]?.[value]?.[locale === 'pl' ? 0 : 1] ?? value;
  if (holds === 'decimal') return showDecimal(value, locale);
  if (holds === 'date' && locale === 'pl') return value.split('-').reverse().join('.');
  return value;
}

/** A value as it stands in the field in which it is changed. */
export function editValue(holds: Holds, value: string, locale: 'pl' | 'en'): string {
  if (holds === 'decimal') return locale === 'pl' ? value.replace('.', ',') : value;
  if (holds === 'date' && locale === 'pl') return value.split('-').reverse().join('.');
  return value;
}
