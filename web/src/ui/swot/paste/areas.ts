import { namedSection } from './headers.ts';
import { isBulleted, isNumbered, isPlaceholder, withoutBullet } from './lists.ts';

/** A row of a table as the search for area names sees it. */
export interface Line {
  /** The cells of the columns that hold notes; columns in which nothing stands are left out. */
  readonly cells: readonly string[];
  /** The same text stands in all columns: a merged cell, which some programs copy into every one. */
  readonly spread: boolean;
  /** Words that stand in a column of numbers. */
  readonly lead: string;
  /** The row above is blank. */
  readonly gap: boolean;
}

/** What the rows of a table are, apart from notes. */
export interface Areas {
  /** Rows that name the area of the rows below. */
  readonly names: ReadonlySet<number>;
  /** Rows that only go on with the note above: a list item broken into lines. */
  readonly rests: ReadonlySet<number>;
}

type Mark = 'upper' | 'area' | 'word' | 'roman' | 'numbered' | 'lettered' | 'colon' | 'capital';

// In the order of what they are worth as evidence.
const marks: readonly Mark[] = ['upper', 'word', 'area', 'roman', 'numbered', 'lettered', 'colon', 'capital'];
const strong: readonly Mark[] = ['upper', 'area', 'roman', 'colon'];

const tests: Readonly<Record<Exclude<Mark, 'word'>, (text: string) => boolean>> = {
  upper: isUpper,
  area: (text) =>
    /^(?:obszar|sfera|wymiar|dziedzina|area|dimension|priorytet)\s*(?:(?:nr\s*)?\d+|[ivx]+|[a-z])?\s*[.:–—-]/iu.test(
      text,
    ) ||
    /^(?:obszar (?:tematyczny|strategiczny|problemowy)|(?:sfera|wymiar) \p{L}+$|obszar \p{L}+(?:czny|cki|ski|owy|nny|lny)$)/iu.test(
      text,
    ),
  roman: (text) => /^[IVX]{1,5}[.)]\s*\S/.test(text),
  numbered: (text) => /^\d{1,2}(?:\.\d{1,2})*[.)]\s*\p{L}/u.test(text),
  lettered: (text) => /^[A-Z][.)]\s*\S/.test(text),
  colon: (text) => text.endsWith(':'),
  capital: (text) => /^[\d.)\s]*\p{Lu}/u.test(text),
};

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

/** Finds the rows that name areas among the rows below one heading. */
export function findAreas(lines: readonly Line[]): Areas {
  const width = Math.max(0, ...lines.slice(0, 1).map(({ cells }) => cells.length));
  return width > 1 ? { names: across(lines), rests: new Set() } : along(lines);
}

/** The text of a row when it may name an area: it stands alone in the first place, or over all columns. */
export function soleText({ cells, lead, spread }: Line): string | undefined {
  const filled = cells.filter((cell) => cell !== '');
  const [only = lead] = filled;
  const alone = filled.length === 0 || (filled.length === 1 && cells[0] === only && lead === '') || spread;
  return alone && mayName(only) && namedSection(only) === undefined ? only : undefined;
}

/** In a table of several columns. */
function across(lines: readonly Line[]): Set<number> {
  const sole = lines.map(soleText);
  const wide = lines.map(({ cells }, at) => sole[at] === undefined && cells.slice(1).some((cell) => cell !== ''));
  const names = new Set<number>();
  lines.forEach((line, at) => {
    if (sole[at] !== undefined && (line.cells.every((cell) => cell === '') || line.spread)) names.add(at);
  });
  const candidates = lines.flatMap((line, at) =>
    sole[at] !== undefined && !names.has(at) ? [{ at, text: line.cells[0] ?? '' }] : [],
  );
  const [first] = candidates;
  if (first === undefined) return names;

  const notes = lines.flatMap(({ cells }, at) => (wide[at] ? cells.filter((cell) => cell !== '') : []));
  const opens = first.at === 0 && lines.length > 1;
  const bears = (mark: Mark, text: string) =>
    mark === 'word' ? firstWord(text) === firstWord(first.text) : tests[mark](text);
  const key = marks.find((mark) => {
    const bearers = candidates.filter(({ text }) => bears(mark, text));
    const telling =
      notes.length >= 2
        ? notes.filter((text) => bears(mark, text)).length <= notes.length * (mark === 'capital' ? 0.15 : 0.1)
        : bearers.length <= Math.max(1, candidates.length * 0.4);
    if (!telling || bearers.length === 0) return false;
    if (mark === 'word') return opens && bearers.length > 1;
    if (opens && bears(mark, first.text)) return strong.includes(mark) || wide[1] || bearers.length > 1;
    // Where the first row surely is a name, the others are written like it.
    if (opens && wide[1]) return false;
    return strong.includes(mark) && (bearers.length > 1 || wide[(bearers[0]?.at ?? 0) + 1] === true);
  });
  if (key !== undefined) for (const { at, text } of candidates) if (bears(key, text)) names.add(at);

  // The columns of one area are filled from its top, so a lone cell with a wider row below it begins a new area:
  // in a table that opens with such a row, behind a blank row, and where nothing else would explain the gap.
  const falling = candidates.filter(({ at }) => wide[at + 1] && !names.has(at));
  const packed = key !== undefined && onlyBehind(lines, names, new Set(falling.map(({ at }) => at)));
  const gaps = lines.filter(({ gap }) => gap).length * 2 < lines.length;
  for (const { at } of falling) {
    if ((key === undefined && opens && wide[1]) || packed || (gaps && lines[at]?.gap)) names.add(at);
  }
  // A name needs something below it; one written unlike any note stays a name even so.
  if (key === undefined || !strong.includes(key)) {
    for (const { at } of [...candidates].reverse()) if (at + 1 >= lines.length || names.has(at + 1)) names.delete(at);
  }
  return names;
}

/** Whether columns that had ended begin again only right behind these rows. */
function onlyBehind(lines: readonly Line[], names: ReadonlySet<number>, behind: ReadonlySet<number>): boolean {
  return lines.every(({ cells }, at) => {
    if (at === 0 || names.has(at) || names.has(at - 1) || behind.has(at - 1)) return true;
    return cells.every((cell, column) => column === 0 || cell === '' || lines[at - 1]?.cells[column] !== '');
  });
}

/** In a single column. */
function along(lines: readonly Line[]): Areas {
  const texts = lines.map(({ cells, lead }) => cells[0] || lead);
  const share = (test: (text: string) => boolean) => texts.filter(test).length / Math.max(1, texts.length);
  const bulleted = share(isBulleted) >= 0.5;
  const names = new Set<number>();
  const rests = new Set<number>();
  const key = (['upper', 'area', 'roman'] as const).filter((mark) => {
    const bearers = texts.filter(tests[mark]).length;
    return bearers > 0 && share(tests[mark]) <= 0.4 && (bearers > 1 || mark !== 'roman');
  });
  const small = share((text) => /^\p{Ll}/u.test(withoutBullet(text)));
  const titled = texts.flatMap((text, at) => (isTitled(text) && /^\p{Ll}/u.test(texts[at + 1] ?? '') ? [at] : []));
  const byCapital =
    titled.length > 1 && titled[0] === 0 && small >= 0.5 && titled.length === texts.filter(tests.capital).length;
  texts.forEach((text, at) => {
    const next = texts[at + 1];
    const open = bulleted && (isBulleted(texts[at - 1] ?? '') || rests.has(at - 1));
    if (open && /^\p{Ll}/u.test(text) && !isNumbered(text) && !isPlaceholder(text)) rests.add(at);
    if (rests.has(at) || next === undefined || !mayName(text)) return;
    const opens = bulleted && isBulleted(next);
    if (key.some((mark) => tests[mark](text)) || (tests.colon(text) && !tests.colon(next))) names.add(at);
    else if ((opens && tests.capital(text)) || (byCapital && titled.includes(at))) names.add(at);
  });
  return { names, rests };
}

/** The word with which several names begin: "Obszar …", "Sfera …". */
function firstWord(text: string): string {
  return /^\p{L}{4,}(?=\s)/u.exec(text)?.[0].toLowerCase() ?? text;
}

function isTitled(text: string): boolean {
  return tests.capital(text) && !isNumbered(text) && text.split(' ').length <= 5;
}
