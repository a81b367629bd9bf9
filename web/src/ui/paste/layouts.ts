import { readBody } from './body.ts';
import { bareLanes, headedLanes, type Lane, labelledLanes } from './columns.ts';
import type { Harvest, Source } from './harvest.ts';
import { areasAbove, areasAcross, filledAt, findHeads, type Head, isTitle, labelColumns } from './heads.ts';
import { isBulleted, mayName } from './lines.ts';
import { type Names, plain, type Role } from './names.ts';
import { pageLines } from './pages.ts';
import type { Row } from './rows.ts';

/** What a layout is read with. */
export interface Reader {
  readonly names: Names;
  readonly harvest: Harvest;
  /** The section into which a person pastes, when it is known. */
  readonly into: string | undefined;
  /** The roles that a person has given to columns. */
  readonly chosen: ReadonlyMap<number, Role>;
  /** Is told the role of each column, with its heading; says whether that is the heading people will read. */
  readonly column: (column: number, role: Role, heading: string) => boolean;
}

/** Reads the rows of a table whatever its layout. */
export function readLayout(reader: Reader, given: readonly Row[]): void {
  const { names, harvest, chosen } = reader;
  const rows = withoutPages(names, harvest, given).filter((row) => !leftOutAsSource(harvest, row));
  const heads = findHeads(names, rows);
  const told = [...chosen].flatMap(([column, role]) => (role === 'section' ? [column] : []));
  const labels = [...new Set([...labelColumns(names, rows, heads), ...told])]
    .filter((column) => (chosen.get(column) ?? 'section') === 'section')
    .sort((a, b) => a - b);
  if (labels.length > 0) readLabelled(reader, rows, labels);
  else if (heads.size === 0) readBare(reader, rows);
  else readHeaded(reader, rows, heads);
}

/** Page numbers and running titles stand in the one column of a document, not in tables. */
function withoutPages(names: Names, harvest: Harvest, rows: readonly Row[]): readonly Row[] {
  if (rows.some((row) => row.length > 1)) return rows;
  const lines = rows.map((row) => row[0] ?? '');
  const pages = pageLines(lines, (line) => names.heading(line)?.kind === 'section');
  for (const at of pages) harvest.leave('pages', lines[at] ?? '');
  return rows.filter((_, at) => !pages.has(at));
}

/** The line below a table that tells its source. */
function leftOutAsSource(harvest: Harvest, row: Row): boolean {
  const [only = '', more] = row.filter((cell) => cell !== '');
  if (more !== undefined || !/^(?:źródło|opracowanie własne|legenda|source)\s*(?:[:.–-]|$)/iu.test(only)) return false;
  harvest.leave('sources', only);
  return true;
}

/** The lanes as a person wants them. A column that becomes notes stands under its own heading, or the one left of it. */
function withChoices(
  { names, harvest, chosen, column: tell }: Reader,
  lanes: readonly Lane[],
  head: Row,
  corner?: string,
): Lane[] {
  return lanes.map((lane, column) => {
    const role = chosen.get(column) ?? lane.role;
    const text = head[column] ?? '';
    const shown = tell(column, role, text);
    const plainly = names.heading(text)?.kind === 'role' || names.section(text) !== undefined;
    if (!shown && role !== 'note' && text !== corner && !plainly) harvest.leave('titles', text);
    if (role === lane.role) return lane;
    if (role !== 'note') return { role };
    const left = lanes.findLast(({ under }, at) => at < column && under !== undefined)?.under;
    return { role, under: text === '' ? (left ?? column) : column };
  });
}

/** Rows without headings. Several columns of words are taken for the sections in their order, which is a guess. */
function readBare(reader: Reader, rows: readonly Row[]): void {
  const { names, harvest, into } = reader;
  const keys = names.targets.map(({ key }) => key);
  const body = rows.filter((row, at) => !leftOutAsTitle(names, harvest, row, at, rows.length));
  const lanes = withChoices(reader, bareLanes(body, keys.length), []);
  const columns = [...new Set(lanes.flatMap(({ under }) => (under === undefined ? [] : [under])))];
  const half = columns.length === 2 && into !== undefined ? keys.indexOf(into) - (keys.indexOf(into) % 2) : 0;
  const sources = new Map<number, Source>();
  lanes.forEach(({ under }, column) => {
    if (under === undefined) return;
    const at = columns.indexOf(under);
    const many = columns.length > 1;
    const key = many ? `column ${at + 1}` : 'all';
    sources.set(column, harvest.source(key, '', many ? keys[half + at] : into, many || into === undefined));
  });
  readBody(names, harvest, { rows: body, lanes, sources });
}

function leftOutAsTitle(names: Names, harvest: Harvest, row: Row, at: number, rows: number): boolean {
  const filled = row.filter((cell) => cell !== '');
  const [only = ''] = filled;
  if (filled.length === 0) return false;
  const labels = filled.every((cell) => names.heading(cell)?.kind === 'label');
  const title = at === 0 && rows > 1 && filled.length === 1 && isTitle(only) && plain(only).includes('swot');
  if (labels || title) harvest.leave('titles', ...row);
  return labels || title;
}

/** Sections beside the notes, in columns of their own. */
function readLabelled(reader: Reader, rows: readonly Row[], labels: readonly number[]): void {
  const { names, harvest } = reader;
  const named = rows.findIndex((row) => labels.some((column) => names.label(row[column] ?? '') !== undefined));
  // Values that name no section of this board stand below the first row, which is their heading.
  const start = named < 0 ? 1 : named;
  const above = rows.slice(0, start);
  const at = above.findLastIndex((row) => row.filter((cell) => cell !== '').length > 1);
  const head = above[at] ?? [];
  const body = rows
    .slice(start)
    .filter((row) => head.length === 0 || row.some((cell, column) => cell !== head[column]));
  const lanes = withChoices(reader, labelledLanes(names, head, body, labels), head);
  // Areas may stand in the heading, each over its own column of notes.
  const columns = lanes.flatMap(({ role }, column) => (role === 'note' ? [column] : []));
  const over =
    columns.length > 1 && columns.every((column) => mayName(head[column] ?? '') && !names.heading(head[column] ?? ''))
      ? new Map(columns.map((column) => [column, head[column] ?? '']))
      : undefined;
  let base: string | undefined;
  above.forEach((row, index) => {
    if (index === at) return;
    const [only = '', more] = row.filter((cell) => cell !== '');
    // Right above the first label stands an area.
    if (more === undefined && index === start - 1 && mayName(only) && (at >= 0 || !isTitle(only)))
      base = harvest.area(only);
    else harvest.leave('titles', ...row);
  });
  readBody(names, harvest, { rows: body, lanes, sources: new Map(), base, over });
}

/** Headings above their columns, once or several times, side by side or one below the other. */
function readHeaded(reader: Reader, rows: readonly Row[], heads: ReadonlyMap<number, Head>): void {
  const { names, harvest } = reader;
  const starts = [...heads.keys()];
  const [first = 0] = starts;
  const above = areasAbove(names, rows, heads);
  const across = areasAcross(names, rows, heads);
  for (const name of across?.areas.values() ?? []) harvest.area(name);
  const side = [...heads.values()].some(({ named }) => named.size > 1);
  const frameAt = side ? -1 : rows.slice(0, first).findLastIndex((row) => isFrame(names, row));
  const taken = [above.get(first), across?.at, frameAt];
  readTitle(
    reader,
    rows.slice(0, first).filter((_, at) => !taken.includes(at)),
  );

  let area: string | undefined;
  let before: { named: Head['named']; open: string | undefined } | undefined;
  for (let at = 0; at < starts.length; at++) {
    const start = starts[at] ?? 0;
    const head = heads.get(start) as Head;
    const over = rows[above.get(start) ?? -1]?.find((cell) => cell !== '');
    const own = new Set([...head.areas.values()].map((name) => harvest.area(name)));
    if (over !== undefined) area = harvest.area(over);
    const end = starts[at + 1] ?? rows.length;
    const body: number[] = [];
    for (let row = start + 1; row < end; row++) if (row !== above.get(end)) body.push(row);
    const together = listsTogether(reader, rows, starts.slice(at), heads);
    if (together > 0) {
      at += together - 1;
      continue;
    }
    // A heading repeated at the top of each page does not end an area.
    const same = over === undefined && own.size === 0 && sameNames(before?.named, head.named);
    const open = readBlock(reader, rows, {
      at: start,
      named: head.named,
      body,
      frame: rows[frameAt],
      base: own.size === 1 ? [...own][0] : area,
      open: same ? before?.open : undefined,
      over: own.size > 1 ? head.areas : across?.areas,
    });
    before = { named: head.named, open };
  }
}

/**
 * Headings on end, and then their lists one after the other, or cell by cell as a word processor copies a table. Which
 * list belongs to which heading is a guess. Returns how many headings that were, 0 when it is not so.
 */
function listsTogether(
  { names, harvest }: Reader,
  rows: readonly Row[],
  starts: readonly number[],
  heads: ReadonlyMap<number, Head>,
): number {
  const blank = (from: number, to: number) => rows.slice(from, to).every((row) => filledAt(row).length === 0);
  let count = 1;
  while (count < starts.length && blank((starts[count - 1] ?? 0) + 1, starts[count] ?? 0)) count++;
  const own = starts.slice(0, count);
  const last = own.at(-1) ?? 0;
  const body = rows.slice(last + 1, starts[count] ?? rows.length);
  const sections = own.flatMap((start) => [...(heads.get(start)?.named.values() ?? [])]);
  if (count < 2 || new Set(sections).size < count || body.some((row) => row.length > 1)) return 0;
  const lines = body.map((row) => row[0] ?? '');
  const filled = lines.filter((line) => line !== '');
  let lists: string[][] = [[]];
  for (const line of lines) {
    const again = /^\(?1[.)]/.test(line);
    if ((line === '' || again) && lists.at(-1)?.length) lists.push([]);
    if (line !== '') lists.at(-1)?.push(line);
  }
  lists = lists.filter((list) => list.length > 0);
  if (lists.length !== count) {
    const all = count === names.targets.length && starts.length === count;
    const cells = lines.length % count === 0 ? lines : filled.length % count === 0 ? filled : [];
    if (!all || cells.length === 0) return 0;
    lists = own.map((_, n) => cells.filter((cell, at) => at % count === n && cell !== ''));
  }
  own.forEach((start, n) => {
    const title = rows[start]?.find((cell) => cell !== '') ?? '';
    harvest.note(harvest.named(title, sections[n] ?? '', true), undefined, lists[n] ?? [], true);
  });
  return count;
}

/** A heading with the rows below it, up to the next heading. */
interface Block {
  /** The row of the heading. */
  readonly at: number;
  readonly named: Head['named'];
  readonly body: readonly number[];
  /** A row of headings that stands above all sections of the table: "Lp. | czynnik | liczba głosów". */
  readonly frame: Row | undefined;
  readonly base: string | undefined;
  readonly open: string | undefined;
  readonly over: ReadonlyMap<number, string> | undefined;
}

/** Reads the rows below one heading and returns the area, other than the base, that is open at their end. */
function readBlock(reader: Reader, rows: readonly Row[], block: Block): string | undefined {
  const { names, harvest } = reader;
  const titles = rows[block.at] ?? [];
  const { head, named, body } = withSubheads(reader, rows, block);
  const cells = body.map((at) => rows[at] ?? []);
  const found = headedLanes(names, head, named, cells);
  const lanes = withChoices(reader, found.lanes, head, found.corner);
  const { corner, guessed } = found;
  let { base } = block;
  if (corner !== undefined && !reader.chosen.has(head.indexOf(corner))) {
    if (isTitle(corner) || !mayName(corner)) harvest.leave('titles', corner);
    else base = harvest.area(corner);
  }
  const missing = names.targets.find(({ key }) => ![...named.values()].includes(key))?.key;
  const sources = new Map<number, Source>();
  lanes.forEach((lane, column) => {
    if (lane.role !== 'note') return;
    const under = lane.under ?? column;
    const title = titleOf(titles, block.named, head, under);
    const meant = names.heading(title);
    const section = named.get(under);
    const guess = meant?.kind === 'section' && meant.guess;
    if (section !== undefined) sources.set(column, harvest.named(title, section, guess));
    else
      sources.set(
        column,
        harvest.source(`title ${plain(title)}`, title, under === guessed ? missing : undefined, true),
      );
  });
  const open = readBody(names, harvest, { rows: cells, lanes, sources, base, open: block.open, over: block.over });
  return open === base ? undefined : open;
}

function titleOf(titles: Row, before: Head['named'], head: Row, column: number): string {
  const own = titles[column] ?? '';
  if (own !== '' && (before.has(column) || head[column] === own)) return own;
  const left = [...before.keys()].filter((at) => at <= column).at(-1) ?? [...before.keys()][0];
  return titles[left ?? column] ?? head[column] ?? '';
}

/** A second row of headings ("waga | czynnik") is joined to the first; rows of mere labels are left out. */
function withSubheads({ names, harvest }: Reader, rows: readonly Row[], block: Block) {
  const { head, named } = framed(names, rows[block.at] ?? [], block);
  const body: number[] = [];
  block.body.forEach((at, index) => {
    const row = rows[at] ?? [];
    const kinds = row.flatMap((cell) => (cell === '' ? [] : [names.heading(cell)?.kind]));
    if (kinds.length > 0 && kinds.every((kind) => kind === 'label')) harvest.leave('titles', ...row);
    else if (kinds.length < 2 || kinds.some((kind) => kind !== 'role')) body.push(at);
    // The headings of a frame, again in the middle.
    else if (index > 0) harvest.leave('titles', ...row);
    else {
      row.forEach((cell, column) => {
        if (cell === '') return;
        if ((head[column] ?? '') === '') head[column] = cell;
        if (names.role(cell) === 'note') return;
        // The heading above spans both columns, and the notes stand in the other one.
        const section = named.get(column);
        if (section === undefined) return;
        if (names.role(row[column + 1] ?? '') === 'note' && !named.has(column + 1)) named.set(column + 1, section);
        else if (![...named].some(([other, same]) => other !== column && same === section)) return;
        named.delete(column);
        head[column] = cell;
      });
    }
  });
  return { head, named, body };
}

/** The heading with the frame of the table around it; the notes then stand where the frame says. */
function framed(names: Names, row: Row, { named, frame }: Block) {
  const item = frame?.findIndex((cell) => names.role(cell) === 'note') ?? -1;
  const [section] = named.values();
  if (frame === undefined || item < 0 || section === undefined) return { head: [...row], named: new Map(named) };
  return { head: [...frame], named: new Map([[item, section]]) };
}

/** Whether a row holds nothing but headings that are no sections. */
function isFrame(names: Names, row: Row): boolean {
  const kinds = row.flatMap((cell) => (cell === '' ? [] : [names.heading(cell)?.kind]));
  return kinds.length > 1 && kinds.every((kind) => kind === 'role');
}

/** The rows above the first heading: a title, unless they are a list whose heading was not copied. */
function readTitle({ names, harvest, into }: Reader, rows: readonly Row[]): void {
  const notes = rows.flat().some(isBulleted);
  for (const cell of rows.flat()) {
    if (cell !== '' && notes && names.heading(cell) === undefined && !isTitle(cell))
      harvest.note(harvest.source('above', '', into, true), undefined, cell.split('\n'));
    else harvest.leave('titles', cell);
  }
}

function sameNames(a: Head['named'] | undefined, b: Head['named']): boolean {
  return (
    a !== undefined && a.size > 1 && a.size === b.size && [...a].every(([column, section]) => b.get(column) === section)
  );
}
