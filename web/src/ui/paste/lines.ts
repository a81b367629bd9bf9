/** One note to be, and the line above it that names what it belongs to. */
export interface Entry {
  readonly text: string;
  readonly under: string | undefined;
}

/** What all lists of a document have in common; a line alone does not tell it. */
export interface ListFacts {
  /** The numbers in front of lines only count them. */
  readonly numbers: boolean;
  /** Every line is an item unless something tells otherwise. */
  readonly breaks: boolean;
  /** Items end with a comma, a semicolon or a bracket; lines that do not go on. */
  readonly wraps: boolean;
}

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

/** A line without the number in front of it. */
export function withoutNumber(line: string): string {
  return line.replace(number, '');
}

/** Whether the numbers in front of these lines are list numbers, and not the beginnings of sentences ("3. Maja"). */
export function areListNumbers(lines: readonly string[]): boolean {
  const numbered = lines.filter((line) => isNumbered(withoutBullet(line))).length;
  return numbered >= 2 && numbered * 2 >= lines.length;
}

/** A line without list signs; its number goes only where numbers are known to count items. */
export function bareItem(line: string, numbers: boolean): string {
  const unsigned = withoutBullet(line);
  return withoutBullet(numbers ? withoutNumber(unsigned) : unsigned)
    .replace(/\s*[;,]+$/, '')
    .trim();
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
  /^(?:obszar|sfera|wymiar|dziedzina|area|dimension|priorytet)\s*(?:(?:nr\s*)?\d+|[ivx]+|[a-z])?\s*[.:–—-]|^(?:obszar (?:tematyczny|strategiczny|problemowy)|(?:sfera|wymiar) \p{L}+$|obszar \p{L}+(?:czny|cki|ski|owy|nny|lny)$)/iu;

/** How names of areas are written, in the order of what it is worth as evidence. */
export const marks = {
  upper: isUpper,
  area: (text: string) => area.test(text),
  roman: (text: string) => /^[IVX]{1,5}[.)]\s*\S/.test(text),
  colon: (text: string) => text.endsWith(':'),
  capital: (text: string) => /^[\d.)\s]*\p{Lu}/u.test(text),
} as const;

/**
 * Whether the line breaks inside the cells of a table separate items. So it is when most cells have several lines,
 * unless the lines just go on (a small letter after a capital one): a narrow column, broken by hand.
 */
export function breaksSeparate(cells: readonly string[]): boolean {
  const broken = cells.filter((cell) => cell.includes('\n'));
  return broken.length * 2 > cells.length && !broken.every(goesOn);
}

function goesOn(cell: string): boolean {
  const [first = '', ...rest] = cell.split('\n').filter((line) => line !== '');
  return /^\p{Lu}/u.test(first) && rest.every((line) => /^[\p{Ll}\d(]/u.test(line));
}

/** Whether the lines of a document were broken by the width of its column: its items end with commas, its lines do not. */
export function linesWrap(lists: readonly (readonly string[])[]): boolean {
  const runs = lists.map((lines) => lines.filter((line) => line !== '')).filter((lines) => lines.length > 0);
  if (runs.flat().some(isBulleted)) return false;
  const ends = (line = '') => /[,;]$/.test(line) && brackets(line) <= 0;
  const within = runs.flatMap((lines) => lines.slice(0, -1));
  const last = runs.filter((lines) => /[,;.]$/.test(lines.at(-1) ?? '')).length;
  return runs.flat().filter(ends).length > 2 && !within.every(ends) && last > 1 && last >= runs.length * 0.6;
}

/** The items of lines that stand below each other: one cell, or a column between two headings. */
export function entries(given: readonly string[], facts: ListFacts): Entry[] {
  const lines = given.flatMap(inline);
  const filled = lines.filter((line) => line !== '');
  const [only = ''] = filled;
  if (filled.length <= 1) return [{ text: bareItem(only, facts.numbers), under: undefined }];
  const listed = facts.numbers || areListNumbers(filled);
  const opens = (line: string) => isBulleted(line) || (listed && isNumbered(line));
  const firstItem = filled.findIndex(opens);
  const items = firstItem >= 0;
  if (!items && !facts.breaks && !separated(filled))
    return [{ text: lines.join('\n').replace(/\n{3,}/g, '\n\n'), under: undefined }];
  const names = areaLines(filled, opens);
  const found: { text: string; under: string | undefined }[] = [];
  let under: string | undefined;
  filled.forEach((line, at) => {
    const name = names.get(at);
    const item = found.at(-1);
    if (name !== undefined) under = name;
    else if (
      item !== undefined &&
      !names.has(at - 1) &&
      continues(filled, at, opens, facts, item.text, items && firstItem < at)
    ) {
      item.text = joined(item.text, line);
    } else {
      if (item !== undefined) item.text = item.text.replace(/\s*[;,]+$/, '');
      found.push({ text: withoutMarks(line, listed), under });
    }
  });
  return found.map(({ text, under }) => ({ text: text.replace(/\s*[;,]+$/, '').trim(), under }));
}

function withoutMarks(line: string, numbers: boolean): string {
  const unsigned = withoutBullet(line);
  return withoutBullet(numbers ? withoutNumber(unsigned) : unsigned);
}

/** Whether a line goes on with the item above it. */
function continues(
  lines: readonly string[],
  at: number,
  opens: (line: string) => boolean,
  { breaks, wraps }: ListFacts,
  item: string,
  listed: boolean,
): boolean {
  const line = lines[at] ?? '';
  const before = lines[at - 1] ?? '';
  if (opens(line) || isPlaceholder(line)) return false;
  const small = /^[\p{Ll}(]/u.test(line);
  // A bracket that closes soon.
  if (item.includes('(') && lines.slice(at, at + 3).some((next) => brackets(next) < 0) && brackets(item) > 0)
    return true;
  if (/\p{L}-$/u.test(before) && small) return true;
  if (listed) return small || !breaks;
  if (wraps) return !/[,;.)]$/.test(before) && small;
  // A sentence that was broken: a long line without an end, then a small letter where others begin with a capital one.
  return small && before.length >= 35 && !/[,;.:!?]$/.test(before) && /^\p{Lu}/u.test(item);
}

function joined(text: string, line: string): string {
  return /\p{L}-$/u.test(text) && /^\p{Ll}/u.test(line) ? text.slice(0, -1) + line : `${text} ${line}`;
}

/** How many brackets of a text are open at its end. */
function brackets(text: string): number {
  return text.split('(').length - text.split(')').length;
}

/** Whether unmarked lines are plainly items: each ends like one, or each begins like a sentence. */
function separated(lines: readonly string[]): boolean {
  const ends = (mark: RegExp) => lines.slice(0, -1).every((line) => mark.test(line));
  return ends(/[;,]$/) || (lines.length >= 3 && (ends(/\.$/) || lines.every((line) => /^\p{Lu}/u.test(line))));
}

/** A list that lost its line breaks: "• a • b", "1. a 2. b". */
function inline(line: string): string[] {
  if (sign.test(line)) return line.split(/\s+[•◦]\s*/).map((part, at) => (at === 0 ? part : `• ${part}`));
  const dashes = /^([-–—])\s/.exec(line)?.[1];
  const parts = dashes === undefined ? [] : line.slice(1).split(` ${dashes} `);
  if (parts.length > 2) return parts.map((part) => `• ${part.trim()}`);
  const starts = counted(line);
  return starts.length < 2 ? [line] : starts.map((from, at) => line.slice(from, starts[at + 1]).trim());
}

/** Where the items of a line begin that are counted: 1, 2, 3, or a), b), c). */
function counted(line: string): number[] {
  const [, open = '', first, close = ''] = /^(\(?)(1|a)([.)])\s*(?=[^\s\d])/.exec(line) ?? [];
  const starts: number[] = [];
  if (first === undefined || (first === 'a' && close === '.')) return starts;
  for (let n = 0, at = 0; at >= 0 && n < 60; n++) {
    const name = first === '1' ? String(n + 1) : String.fromCharCode(97 + n);
    const mark = `${open}${name}${close}`;
    const found = n === 0 ? 0 : line.indexOf(` ${mark}`, at);
    if (found < 0 || !/^\s*[^\s\d]/.test(line.slice(found + mark.length + (n === 0 ? 0 : 1)))) break;
    starts.push(found);
    at = found + mark.length;
  }
  return starts;
}

/** The lines that name the area of those below them, with the names. */
export function areaLines(lines: readonly string[], opens: (line: string) => boolean): Map<number, string> {
  const names = new Map<number, string>();
  const share = (test: (text: string) => boolean) => lines.filter(test).length / lines.length;
  // Lists within lists, when every item of the outer one has a list: 1. names an area, 1.1 or a) is a note.
  const level = lines.map((line) => levels.findIndex((sign) => sign.test(line)));
  const [outer = -1] = level;
  const nested = lines.flatMap((_, at) => (level[at] === outer ? [at] : []));
  // Only what is surely an inner list tells that plain lines or bullets are the outer one.
  const most = outer < 0 || outer === levels.length - 1 ? 1 : levels.length;
  const listed = level.every((each) => each === outer || (each >= 0 && each <= most));
  if (listed && nested.length < lines.length && nested.every((at) => (level[at + 1] ?? outer) !== outer)) {
    for (const at of nested) names.set(at, withoutMarks(lines[at] ?? '', true));
    return names;
  }
  const bulleted = share(isBulleted) >= 0.5;
  const key = (['upper', 'area', 'roman'] as const).filter((mark) => {
    const bearers = lines.filter(marks[mark]).length;
    return bearers > 0 && share(marks[mark]) <= 0.4 && (bearers > 1 || mark !== 'roman');
  });
  lines.forEach((text, at) => {
    const next = lines[at + 1];
    if (next === undefined || !mayName(text)) return;
    const named =
      key.some((mark) => marks[mark](text)) ||
      (marks.colon(text) && !marks.colon(next) && (opens(next) || !lines.some(opens))) ||
      (bulleted && isBulleted(next) && marks.capital(text));
    if (named) names.set(at, text);
  });
  return names;
}
