const sign = /^[•◦]\s*/;
// A dash opens an item when space or a word follows; "-5 %" and "+3" are numbers.
const dash = /^(?:[-–—−‒*+⁃]+\s+(?=\S)|[-–—−‒*⁃]+(?=[\p{L}"„(]))/u;
const number =
  /^(?:\(?\d{1,3}(?:\.\d{1,2})*[.)]|\d{1,3}(?:\.\d{1,2})+|\p{Lu}\d{1,2}[.):]|\(?[a-z]\)|[a-zA-Z][.)]|[IVX]{1,5}[.)])(?:\s+(?=\S)|(?=[\p{L}"„]))/u;
// How lists within lists are counted.
const levels = [
  /^◦/,
  /^\d{1,3}\.\d{1,2}[.)]?\s/,
  /^\(?[a-z][.)]\s/,
  /^[IVX]{1,5}[.)]\s/,
  /^\(?\d{1,3}[.)]\s/,
  /^[•–—-]\s?/,
];
const placeholder =
  /^(?:[\s\p{P}\p{S}]+|x|brak|brak danych|brak uwag|nie dotyczy|n\s?[./]?\s?d\.?|b\s?[./]\s?d\.?|n\/a|none|null|jw\.?|j\.\s?w\.?)$/iu;

/** Whether a cell says that there is nothing: a dash, "brak", "n/d". An emoji says something. */
export function isPlaceholder(cell: string): boolean {
  return cell.length <= 200 && placeholder.test(cell) && !/\p{Extended_Pictographic}/u.test(cell);
}

/** Whether a line opens with the sign of a list item. */
export function isBulleted(line: string): boolean {
  return sign.test(line) || dash.test(line);
}

/** Whether a line opens with a number or letter as list items have. */
export function isNumbered(line: string): boolean {
  return number.test(line);
}

/** A line without the sign in front of it. */
export function withoutBullet(line: string): string {
  return line.replace(sign, '').replace(dash, '').trim();
}

/** The kind of mark that a line opens with: 0 and 1 are those of an inner list, 5 is a bullet, -1 is none. */
export function levelOf(line: string): number {
  return levels.findIndex((sign) => sign.test(line));
}

/** A line without list signs; its number goes only where numbers are known to count items. */
export function unmarked(line: string, numbers: boolean): string {
  const unsigned = withoutBullet(line);
  return withoutBullet(numbers ? unsigned.replace(number, '') : unsigned);
}

/** Whether the numbers in front of these lines are list numbers, and not the beginnings of sentences ("3. Maja"). */
export function areListNumbers(lines: readonly string[]): boolean {
  const numbered = lines.filter((line) => isNumbered(withoutBullet(line))).length;
  return numbered >= 2 && numbered * 2 >= lines.length;
}

/** Whether a text is written in capitals; an abbreviation alone is not, nor are two of them with "i" between. */
export function isUpper(text: string): boolean {
  if (/^\P{L}*\p{L}\p{Ll}/u.test(text)) return false;
  const words = text.replace(/\([^)]*\)/g, ' ').match(/\p{L}+/gu) ?? [];
  const small = words.filter((word) => /\p{Ll}/u.test(word));
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  if (letters < 5 || small.some((word) => word.length > 1)) return false;
  return small.length === 0 || words.some((word) => word.length > 5);
}

/** Whether a text may name an area at all. */
export function mayName(text: string): boolean {
  return text !== '' && text.length <= 200 && !isPlaceholder(text) && !isBulleted(text) && !/[;,.]$/.test(text);
}

const area =
  /^(?:obszar|sfera|wymiar|dziedzina|area|dimension|priorytet)\s*(?:(?:nr\s*)?\d+|[ivx]+|[a-z])?\s*[.:–—-]|^(?:obszar (?:tematyczny|strategiczny|problemowy)|(?:obszar|sfera|wymiar) \p{L}+$)/iu;

/** How names of areas are written, in the order of what it is worth as evidence. */
export const marks = {
  upper: isUpper,
  area: (text: string) => area.test(text),
  roman: (text: string) => /^[IVX]{1,5}[.)]\s*\S/.test(text),
  colon: (text: string) => text.endsWith(':'),
  capital: (text: string) => /^[\d.)\s]*\p{Lu}/u.test(text),
} as const;
