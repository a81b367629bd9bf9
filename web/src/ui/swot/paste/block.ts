import type { Section } from '../../../board/swot.ts';
import { findAreas, isUpper, type Line, mayName, soleText } from './areas.ts';
import type { Row } from './cells.ts';
import { columnRoles, isCounter, isFigure, isSection, type Role } from './columns.ts';
import type { Harvest } from './harvest.ts';
import { type Heading, heading, headingsOf, isTitle, named, plain } from './headers.ts';
import type { Head } from './heads.ts';
import { isPlaceholder } from './lists.ts';

/** A heading with the rows below it, up to the next heading. */
export interface Block extends Areas {
  /** The row of the heading. */
  readonly at: number;
  readonly named: Head['named'];
  readonly body: readonly number[];
  /** A row of headings that stands above all sections of the table: "Lp. | czynnik | liczba głosów". */
  readonly frame: Row | undefined;
}

/** The areas that are known before the rows are read. */
interface Areas {
  /** The one that was named above the heading. */
  readonly base: string | undefined;
  /** The one that is still open from the same heading a page before. */
  readonly open: string | undefined;
  /** Those that stand over single columns, and over the columns right of them. */
  readonly over: ReadonlyMap<number, string> | undefined;
}

/** Reads the rows below one heading and returns the area, other than the base, that is open at their end. */
export function readBlock(harvest: Harvest, rows: readonly Row[], block: Block): string | undefined {
  const { head, named, body, inFrame } = withSubheads(harvest, rows, block);
  const cells = body.map((at) => rows[at] ?? []);
  const width = cells.reduce((most, row) => Math.max(most, row.length), head.length);
  const { roles, corner, guessed } = columnRoles(head, named, cells, width);
  head.forEach((text, column) => {
    if (text !== corner && !inFrame) harvest.heading(column, text, roles[column] ?? 'blank');
    if (guessed && text !== '' && isSection(roles[column]) && !named.has(column)) harvest.leave('guessed_order', text);
  });
  let base = block.base;
  if (corner !== undefined) {
    if (isTitle(corner) || !mayName(corner)) harvest.leave('title_left_out', corner);
    else base = harvest.area(corner);
  }
  const open = readBody(harvest, cells, roles, { ...block, base });
  return open === base ? undefined : open;
}

/** A second row of headings ("waga | czynnik") is joined to the first; rows of mere labels are left out. */
function withSubheads(harvest: Harvest, rows: readonly Row[], block: Block) {
  const { head, named, inFrame } = framed(harvest, rows[block.at] ?? [], block);
  const body: number[] = [];
  block.body.forEach((at, index) => {
    const row = rows[at] ?? [];
    const kinds = headingsOf(row).flatMap((head, column) => (row[column] === '' ? [] : [head?.kind]));
    if (kinds.length > 0 && kinds.every((kind) => kind === 'label')) harvest.leave('title_left_out', ...row);
    else if (index === 0 && kinds.length > 1 && kinds.every(isSubhead)) {
      row.forEach((cell, column) => {
        if (cell === '') return;
        if (head[column] === undefined || head[column] === '') head[column] = cell;
        else harvest.heading(column, cell, 'ignored');
        if (heading(cell)?.kind === 'item') return;
        // The heading above spans both columns, and the notes stand in the other one.
        const section = named.get(column);
        if (section === undefined) return;
        const item = heading(row[column + 1] ?? '')?.kind === 'item' && !named.has(column + 1);
        if (item) named.set(column + 1, section);
        else if (![...named].some(([other, same]) => other !== column && same === section)) return;
        named.delete(column);
        head[column] = cell;
      });
    } else body.push(at);
  });
  return { head, named, body, inFrame };
}

/** The heading with the frame of the table around it; the notes then stand where the frame says. */
function framed(harvest: Harvest, row: Row, { named, frame }: Block) {
  const item = frame?.findIndex((cell) => heading(cell)?.kind === 'item') ?? -1;
  const [section] = named.values();
  if (frame === undefined || item < 0 || section === undefined) return { head: [...row], named: new Map(named) };
  row.forEach((cell, column) => void harvest.heading(column, cell, named.get(column) ?? 'ignored'));
  return { head: [...frame], named: new Map([[item, section]]), inFrame: true };
}

/** Whether a row holds nothing but headings that are no sections. */
export function isFrame(row: Row): boolean {
  const kinds = headingsOf(row).flatMap((head, column) => (row[column] === '' ? [] : [head?.kind]));
  return kinds.length > 1 && kinds.every(isSubhead);
}

function isSubhead(kind: Heading['kind'] | undefined): boolean {
  return kind !== undefined && kind !== 'section' && kind !== 'label';
}

/** Reads rows whose columns are known; returns the area that is open at the end. */
export function readBody(
  harvest: Harvest,
  rows: readonly Row[],
  given: readonly Role[],
  { base, open, over }: Areas,
): string | undefined {
  const roles = [...given];
  const columns = roles.flatMap((role, column) => (isSection(role) ? [column] : []));
  const live = columns.filter((column) => rows.some((row) => (row[column] ?? '') !== ''));
  const grouped = roles.includes('group');
  // An area right of its notes must be known before them.
  const right =
    roles.lastIndexOf('group') > (columns[0] ?? 0) && roles.indexOf('group') === roles.lastIndexOf('group')
      ? roles.indexOf('group')
      : -1;
  const filled: { row: Row; line: Line }[] = [];
  let gap = false;
  for (const row of rows) {
    if (row.every((cell) => cell === '')) gap = true;
    else if (isTotal(row)) harvest.leave('points_left_out', ...row);
    else if (filled.length === 0 && numbersColumns(row)) harvest.leave('numbers_left_out', ...row);
    else {
      filled.push({ row, line: lineOf(row, roles, live, gap) });
      gap = false;
    }
  }
  const { names, rests } = grouped
    ? // Where a column tells the areas, only a cell merged over all others is another name.
      { names: new Set(filled.flatMap(({ line }, at) => (line.spread ? [at] : []))), rests: new Set<number>() }
    : findAreas(filled.map(({ line }) => line));
  let area = open ?? base;
  filled.forEach(({ row, line }, at) => {
    if (names.has(at)) {
      const name = soleText(line) ?? line.cells[0] ?? '';
      area = harvest.area(name);
      row.forEach((cell, column) => {
        if (cell !== '' && cell !== name && !isSection(roles[column])) leave(harvest, roles[column], cell);
      });
      return;
    }
    const last = harvest.found.at(-1);
    if (rests.has(at) && last !== undefined) {
      row.forEach((cell, column) => {
        if (isSection(roles[column]) && cell !== '') last.text += ` ${cell}`;
        else if (cell !== '') leave(harvest, roles[column], cell);
      });
      return;
    }
    const beside = row[right] ?? '';
    if (beside !== '' && !isPlaceholder(beside)) area = harvest.area(beside);
    row.forEach((cell, column) => {
      const role = roles[column];
      if (cell === '') return;
      if (role === 'group' && heading(cell)?.kind === 'label') harvest.leave('title_left_out', cell);
      else if (role === 'group' && !isPlaceholder(cell)) area = harvest.area(cell);
      else if (!isSection(role)) leave(harvest, role, cell);
      else if (isPlaceholder(cell)) harvest.leave('placeholders_left_out', cell);
      else {
        const next: Section | undefined = columns.length > 1 ? named(headingsOf(row)[column]) : undefined;
        // A note may begin with its own section's name: "Mocna strona gminy to szkoły".
        if (next === undefined || next === role) harvest.note(role, overhead(harvest, over, column) ?? area, cell);
        else {
          // Columns of unequal length: the next section begins at another height in each.
          harvest.heading(column, cell, next);
          roles[column] = next;
          if (!grouped) area = base;
        }
      }
    });
  });
  return area;
}

function overhead(harvest: Harvest, over: Areas['over'], column: number): string | undefined {
  const at = over && [...over.keys()].findLast((start) => start <= column);
  const name = at === undefined ? undefined : over?.get(at);
  return name === undefined ? undefined : harvest.area(name);
}

function lineOf(row: Row, roles: readonly Role[], live: readonly number[], gap: boolean): Line {
  const lead = row.find(
    (cell, column) => roles[column] === 'number' && cell !== '' && !isCounter(cell) && !isPlaceholder(cell),
  );
  const cells = row.filter((_, column) => isSection(roles[column]));
  const [first = ''] = cells;
  const wide = roles.filter(isSection).length;
  // The same note may stand in two sections, but hardly in three.
  const same = first !== '' && cells.length === wide && cells.every((cell) => cell === first);
  const spread = same && wide >= (isUpper(first) ? 2 : 3);
  return { cells: live.map((column) => row[column] ?? ''), spread, lead: lead ?? '', gap };
}

function leave(harvest: Harvest, role: Role | undefined, cell: string): void {
  if (isPlaceholder(cell) && role !== 'number') harvest.leave('placeholders_left_out', cell);
  else if (role === 'number') harvest.leave('numbers_left_out', cell);
  else if (role === 'points') harvest.leave('points_left_out', cell);
  else if (role === 'remarks') harvest.leave('remarks_left_out', cell);
  else harvest.leave('unknown_column', cell);
}

/** The row below the headings that counts the columns, as official tables have it. */
function numbersColumns(row: Row): boolean {
  const cells = row.filter((cell) => cell !== '');
  return cells.length > 1 && cells.every((cell, at) => Number.parseInt(cell, 10) === at + 1 && isCounter(cell));
}

/** A row of sums at the foot of a table. */
function isTotal(row: Row): boolean {
  const [first = '', ...rest] = row.filter((cell) => cell !== '');
  if (rest.length === 0)
    return /^(?:suma|razem|ogółem|łącznie|total)\b[^\p{L}]*(?:(?:punkt\p{L}*|pkt|głos\p{L}*)\W*)?\d+$/iu.test(first);
  return (
    rest.length > 0 &&
    /^(?:suma|razem|ogolem|lacznie|total|sum)\b/.test(plain(first)) &&
    rest.every((cell) => isFigure(cell) || /^(?:suma|razem)/i.test(cell))
  );
}
