import type { Section } from '../../../board/swot.ts';
import { isUpper, mayName } from './areas.ts';
import type { Row } from './cells.ts';
import { type Heading, headingsOf, isTitle, sectionsOf } from './headers.ts';
import { isBulleted } from './lists.ts';

/** A row of headings. */
export interface Head {
  /** Which columns begin which sections. */
  readonly named: ReadonlyMap<number, Section>;
  /** The areas that the headings name besides their sections: "Mocne strony – edukacja". */
  readonly areas: ReadonlyMap<number, string>;
}

const none: ReadonlyMap<number, string> = new Map();

/** The columns of a row in which something stands. */
export function filledAt(row: Row = []): number[] {
  return row.flatMap((cell, at) => (cell === '' ? [] : [at]));
}

/** Finds the rows of headings, by their place. */
export function findHeads(rows: readonly Row[]): Map<number, Head> {
  const found = new Map<number, Head>();
  let wide = false;
  rows.forEach((row, at) => {
    const head = headOf(row, wide);
    if (head === undefined) return;
    found.set(at, head);
    wide ||= new Set(head.named.values()).size > 1;
  });
  return found.size > 0 ? withoutAsides(found) : lettersIn(rows);
}

/** S, W, O, T on rows of their own: one letter may be anything, three different ones may not. */
function lettersIn(rows: readonly Row[]): Map<number, Head> {
  const letters = rows.flatMap((row, at) => {
    const [column = 0, more] = filledAt(row);
    const head = more === undefined ? headingsOf(row)[column] : undefined;
    return head?.kind === 'section' && head.letter ? [{ at, column, section: head.section }] : [];
  });
  if (new Set(letters.map(({ section }) => section)).size < 3) return new Map();
  return new Map(letters.map(({ at, column, section }) => [at, { named: new Map([[column, section]]), areas: none }]));
}

/** Reads a row as headings. `known`: the table has a row of several sections already. */
function headOf(row: Row, known: boolean): Head | undefined {
  const filled = filledAt(row);
  const heads = headingsOf(row);
  if (filled.length === 0) return undefined;
  const named = sectionsOf(row);
  if (named.size === 0) return filled.length === 1 && !known ? longHead(row, filled[0] ?? 0) : undefined;
  const foreign = filled.filter((at) => !named.has(at) && (heads[at]?.kind ?? 'section') === 'section');
  const strangers = new Set(foreign.map((at) => row[at])).size;
  const distinct = new Set(named.values()).size;
  const sure = [...named.keys()].some((at) => isSure(heads[at]));
  if (distinct === 1 ? strangers > 0 : strangers >= distinct || (known && !sure)) return undefined;
  return { named, areas: areasIn(heads, named) };
}

/** Reads a cell that has its row to itself and begins like a heading: "Mocne strony w obszarze kultury". */
function longHead(row: Row, at: number): Head | undefined {
  const head = headingsOf(row)[at];
  const text = row[at] ?? '';
  if (head?.kind !== 'section' || head.letter || isBulleted(text)) return undefined;
  const two = head.section === 'strength' || head.section === 'weakness';
  const plainly = head.area !== undefined || isUpper(text) || /[:?]$/.test(text) || (two && /stron/i.test(text));
  if (!plainly) return undefined;
  const named = new Map([[at, head.section]]);
  return { named, areas: areasIn(headingsOf(row), named) };
}

function isSure(head: Heading | undefined): boolean {
  return head?.kind === 'section' && head.sure;
}

function areasIn(heads: readonly (Heading | undefined)[], named: ReadonlyMap<number, Section>): Head['areas'] {
  const areas = new Map<number, string>();
  for (const at of named.keys()) {
    const head = heads[at];
    if (head?.kind === 'section' && head.area !== undefined) areas.set(at, head.area);
  }
  return areas;
}

/**
 * What stands beside a section's name need not be an area ("Mocne strony –
 * co nas wyróżnia"): it is one when several headings share it, when one row
 * names the same section twice, or when it is written like a title.
 */
function withoutAsides(heads: Map<number, Head>): Map<number, Head> {
  const times = new Map<string, number>();
  const key = (area: string) => area.toLowerCase();
  for (const { areas } of heads.values())
    for (const area of areas.values()) times.set(key(area), (times.get(key(area)) ?? 0) + 1);
  for (const [at, { named, areas }] of heads) {
    const twice = new Set(named.values()).size < named.size;
    const alone = named.size === 1;
    const kept = [...areas].filter(
      ([, area]) =>
        twice || (times.get(key(area)) ?? 0) > 1 || (alone && /^\p{Lu}/u.test(area) && area.split(' ').length <= 3),
    );
    if (kept.length !== areas.size) heads.set(at, { named, areas: new Map(kept) });
  }
  return heads;
}

/** The rows right above headings that name the area which the headings then divide, by the row of the headings. */
export function areasAbove(rows: readonly Row[], heads: ReadonlyMap<number, Head>): Map<number, number> {
  const seen = new Set<Section>();
  const over: { start: number; at: number; text: string }[] = [];
  let last = -1;
  for (const [start, { named }] of heads) {
    const sections = [...named.values()];
    const again = last < 0 || sections.some((section) => seen.has(section));
    if (again) seen.clear();
    for (const section of sections) seen.add(section);
    const at = again ? lastFilled(rows, start, last) : -1;
    const cells = new Set(rows[at]?.filter((cell) => cell !== ''));
    const [text = ''] = cells;
    const plain = cells.size === 1 && mayName(text) && headingsOf(rows[at] ?? []).every((head) => head === undefined);
    if (plain) over.push({ start, at, text });
    last = start;
  }
  const [first] = over;
  const opened = first !== undefined && first.start === [...heads.keys()][0] ? first : undefined;
  // The title above the first of several tables names an area when those above the others look alike.
  const others = over.filter((row) => row !== opened);
  const titled = opened !== undefined && isTitle(opened.text);
  const areas = opened !== undefined && (!titled || others.some(({ text }) => isTitle(text)));
  const found = others.filter(({ at, text }) => {
    const apart = at > 0 && filledAt(rows[at - 1]).length === 0;
    return areas || apart || isUpper(text) || isTitle(text) || /^(?:obszar|sfera|wymiar|area)\b|^[IVX]+\./i.test(text);
  });
  if (areas && opened !== undefined) found.unshift(opened);
  return new Map(found.map(({ start, at }) => [start, at]));
}

/** The last row before `start` in which something stands, if it is behind `from`; -1 when there is none. */
function lastFilled(rows: readonly Row[], start: number, from: number): number {
  for (let at = start - 1; at > from; at--) if (filledAt(rows[at]).length > 0) return at;
  return -1;
}

/** The areas that a row right above the first headings puts over the columns, and that row. */
export function areasAcross(
  rows: readonly Row[],
  heads: ReadonlyMap<number, Head>,
): { at: number; areas: ReadonlyMap<number, string> } | undefined {
  const [first] = heads;
  if (first === undefined) return undefined;
  const [start, { named }] = first;
  const at = lastFilled(rows, start, -1);
  const row = rows[at] ?? [];
  const columns = filledAt(row);
  const names = columns.every(
    (column) => headingsOf(row)[column] === undefined && mayName(row[column] ?? '') && !isTitle(row[column] ?? ''),
  );
  if (columns.length < 2 || !names || new Set(row).size < columns.length) return undefined;
  const twice = new Set(named.values()).size < named.size;
  const alone = [...heads.values()].every(({ named }) => named.size === 1);
  // Below sections that each have a row of their own, areas stand over the notes.
  const notes = rows.slice(start + 1).flatMap((next, n) => (heads.has(start + 1 + n) ? [] : filledAt(next)));
  const over = alone && new Set(notes).size > 1 && notes.every((column) => columns.includes(column));
  return twice || over ? { at, areas: new Map(columns.map((column) => [column, row[column] ?? ''])) } : undefined;
}
