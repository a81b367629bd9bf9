import { readBody } from './body.ts';
import { rolesOf } from './columns.ts';
import type { Harvest, Source } from './harvest.ts';
import { areasAbove, filledAt, findHeads, type Heads, isTitle, labelColumns, soleIn } from './heads.ts';
import { mayName } from './lines.ts';
import { type Names, plain, type Role } from './names.ts';
import type { Row } from './rows.ts';
import { Spans } from './spans.ts';

/** What a layout is read with. */
export interface Reader {
  readonly names: Names;
  readonly harvest: Harvest;
  /** The section into which a person pastes, when it is known. */
  readonly into: string | undefined;
  /** The roles that a person has given to columns. */
  readonly chosen: ReadonlyMap<number, Role>;
  /** The columns with what they hold, as people are shown them. */
  readonly columns: Map<number, { readonly heading: string; readonly role: Role }>;
}

/** Rows below the same headings. */
export interface Block {
  /** How far the name of a group reaches: headings repeated on the next page do not end it. */
  readonly id: number;
  readonly rows: readonly number[];
  readonly head: Row;
  /** A row of headings that stands around all sections or right below theirs: "Lp. | czynnik | liczba głosów". */
  readonly frame: Row;
  /** The lists of the columns, and the areas over them. */
  readonly sources: Spans<Source>;
  readonly areas: Spans<string>;
  readonly labels: readonly number[];
}

/** Reads the rows of a table whatever its layout: sections beside the notes, above them, or nowhere. */
export function readLayout(reader: Reader): void {
  const { names, harvest, chosen } = reader;
  const { rows } = harvest;
  const heads = findHeads(names, rows);
  const told = [...chosen].flatMap(([column, role]) => (role === 'section' ? [column] : []));
  const labels = [...new Set([...labelColumns(names, rows, heads), ...told])]
    .filter((column) => (chosen.get(column) ?? 'section') === 'section')
    .sort((a, b) => a - b);
  if (labels.length > 0) readLabelled(reader, labels);
  else if (heads.size === 0) readBare(reader);
  else readHeaded(reader, heads);
}

/** Whether all that stands in a row is headings of one kind. */
function isAll(names: Names, row: Row, kind: 'label' | 'role', least: number): boolean {
  const filled = row.filter((cell) => cell !== '');
  return filled.length >= least && filled.every((cell) => names.heading(cell)?.kind === kind);
}

/** Rows without headings. Several columns of words are taken for the sections in their order, which is a guess. */
function readBare(reader: Reader): void {
  const { names, harvest, into } = reader;
  const rows = harvest.rows.flatMap((row, at) => (isAll(names, row, 'label', 1) ? [] : [at]));
  const keys = names.targets.map(({ key }) => key);
  const block: Block = { id: 0, rows, head: [], frame: [], sources: new Spans(), areas: new Spans(), labels: [] };
  readBlock(reader, block, (columns) => {
    const half = columns.length === 2 && into !== undefined ? keys.indexOf(into) - (keys.indexOf(into) % 2) : 0;
    const many = columns.length > 1;
    columns.forEach((column, at) => {
      const section = many ? keys[half + at] : into;
      const key = many ? `column ${at + 1}` : 'all';
      block.sources.set(column, harvest.source(key, '', section, many || into === undefined));
    });
  });
}

/** Sections beside the notes, in columns of their own. */
function readLabelled(reader: Reader, labels: readonly number[]): void {
  const { names, harvest } = reader;
  const { rows } = harvest;
  const named = rows.findIndex((row) => labels.some((column) => names.label(row[column] ?? '') !== undefined));
  // Values that name no section of this board stand below the first row, which is their heading.
  const start = named < 0 ? 1 : named;
  const at = rows.slice(0, start).findLastIndex((row) => filledAt(row).length > 1);
  const head = rows[at] ?? [];
  const body = rows.flatMap((row, n) => (n >= start && (at < 0 || row.some((cell, c) => cell !== head[c])) ? [n] : []));
  const areas = new Spans<string>();
  const block: Block = { id: 0, rows: body, head, frame: [], sources: new Spans(), areas, labels };
  readBlock(reader, block, (columns) => {
    // Areas may stand in the heading, each over its own column of notes.
    const across = columns.every((column) => mayName(head[column] ?? '') && !names.heading(head[column] ?? ''));
    if (columns.length > 1 && across) for (const column of columns) areas.set(column, harvest.area(at, column));
  });
}

/** Headings above their columns, once or several times, side by side or one below the other. */
function readHeaded(reader: Reader, heads: Heads): void {
  const { names, harvest } = reader;
  const { rows } = harvest;
  const starts = [...heads.keys()];
  const [first = 0] = starts;
  const above = areasAbove(names, rows, heads);
  const isFrame = (row: Row = []) => isAll(names, row, 'role', 2);
  let frame = rows.slice(0, first).findLast(isFrame) ?? [];
  let areas = new Spans<string>();
  let last: { readonly id: number; readonly sections: string } | undefined;
  for (let n = 0; n < starts.length; n++) {
    const start = starts[n] ?? 0;
    const named = heads.get(start) ?? new Map<number, string>();
    const together = listsTogether(reader, starts.slice(n), heads);
    if (together > 0) {
      n += together - 1;
      continue;
    }
    const over = above.get(start);
    const own = new Spans(
      [...named.keys()].flatMap((column) => {
        const head = names.heading(rows[start]?.[column] ?? '');
        return head?.kind === 'section' && head.area ? [[column, harvest.area(start, column, head.area)] as const] : [];
      }),
    );
    const sections = JSON.stringify([...named]);
    // A heading repeated at the top of each page does not end an area.
    const same = over === undefined && own.size === 0 && named.size > 1 && last?.sections === sections;
    if (over !== undefined) areas = areasIn(harvest, over);
    const end = starts[n + 1] ?? rows.length;
    const isBody = (row: Row, at: number) =>
      at > start && at < end && at !== above.get(end) && !isAll(names, row, 'label', 1);
    const body = rows.flatMap((row, at) => (isBody(row, at) ? [at] : []));
    const frames = body.filter((at) => isFrame(rows[at]));
    if (frames[0] === body[0]) frame = rows[frames[0] ?? -1] ?? frame;
    const block: Block = {
      id: same && last !== undefined ? last.id : start,
      rows: body.filter((at) => !frames.includes(at)),
      head: rows[start] ?? [],
      frame,
      sources: new Spans(),
      areas: new Spans(areas),
      labels: [],
    };
    frame = rows[frames.at(-1) ?? -1] ?? frame;
    for (const [column, area] of own) block.areas.set(own.size === 1 ? -1 : column, area);
    readColumns(reader, block, start, named);
    last = { id: block.id, sections };
  }
}

/** The areas that a row puts over columns; a single one is over all of them. */
function areasIn(harvest: Harvest, at: number): Spans<string> {
  const row = harvest.rows[at] ?? [];
  const single = soleIn(row) !== undefined;
  return new Spans(filledAt(row).map((column) => [single ? -1 : column, harvest.area(at, column)]));
}

/** Reads the columns below one row of headings. */
function readColumns(reader: Reader, block: Block, start: number, named: ReadonlyMap<number, string>): void {
  const { names, harvest, chosen } = reader;
  const { head, sources, rows } = block;
  for (const [column, section] of named) {
    const meant = names.heading(head[column] ?? '');
    sources.set(column, harvest.named(head[column] ?? '', section, meant?.kind === 'section' && meant.guess));
    if (names.label(head[column] ?? '') !== undefined) harvest.mark(start, column, 'kept');
  }
  const [first = 0] = named.keys();
  const isFilled = (column: number) => rows.some((at) => (harvest.rows[at]?.[column] ?? '') !== '');
  const isUnknown = (column: number) => (names.heading(head[column] ?? '')?.kind ?? 'section') === 'section';
  const unknown = filledAt(head).filter((column) => !named.has(column) && isUnknown(column));
  const listOf = (column: number, section?: string) =>
    sources.set(column, harvest.source(`title ${plain(head[column] ?? '')}`, head[column] ?? '', section, true));
  // All sections but one have a heading, and one heading nobody knows: the column is taken for that section, as a guess.
  const missing = names.targets.filter(({ key }) => ![...named.values()].includes(key));
  const guessed = unknown.filter((column) => column > first && isFilled(column));
  if (missing.length === 1 && guessed.length === 1 && new Set(named.values()).size > 1)
    listOf(guessed[0] ?? 0, missing[0]?.key);
  for (const column of unknown) {
    if (chosen.get(column) === 'note' && !sources.has(column)) listOf(column);
    // The name of the area stands in the corner.
    const text = head[column] ?? '';
    if (column < first && !isFilled(column) && mayName(text) && !isTitle(text))
      block.areas.set(-1, harvest.area(start, column));
  }
  readBlock(reader, block);
}

/** Reads the rows of a block. `ready` is told the columns of its notes before they are read. */
function readBlock(reader: Reader, block: Block, ready: (columns: number[]) => void = () => {}): void {
  const { names, harvest, chosen, columns } = reader;
  const { rows, head, frame, sources, labels } = block;
  const shape = {
    rows: rows.map((at) => harvest.rows[at] ?? []),
    head,
    frame,
    starts: [...sources.keys()].sort((a, b) => a - b),
    labels,
  };
  const roles = rolesOf(names, shape).map((role, column) => chosen.get(column) ?? role);
  roles.forEach((role, column) => {
    const heading = frame[column] || head[column] || '';
    const known = columns.get(column);
    if (known === undefined || (known.heading === '' && known.role === 'out')) columns.set(column, { heading, role });
  });
  ready(roles.flatMap((role, column) => (role === 'note' ? [column] : [])));
  readBody(reader, block, roles);
}

/**
 * Headings on end, and then their lists one after the other, or cell by cell as a word processor copies a table. Which
 * list belongs to which heading is a guess. Returns how many headings that were, 0 when it is not so.
 */
function listsTogether({ names, harvest }: Reader, starts: readonly number[], heads: Heads): number {
  const { rows } = harvest;
  const isBlank = (from: number, to: number) => rows.slice(from, to).every((row) => filledAt(row).length === 0);
  const apart = starts.findIndex((start, n) => n > 0 && !isBlank((starts[n - 1] ?? 0) + 1, start));
  const own = apart < 0 ? starts : starts.slice(0, apart);
  const count = own.length;
  const from = (own.at(-1) ?? 0) + 1;
  const to = starts[count] ?? rows.length;
  const sections = own.flatMap((start) => [...(heads.get(start)?.values() ?? [])]);
  if (count < 2 || new Set(sections).size < count || rows.slice(from, to).some((row) => row.length > 1)) return 0;
  const lists: number[][] = [[]];
  for (let at = from; at < to; at++) {
    const line = rows[at]?.[0] ?? '';
    if ((line === '' || /^\(?1[.)]/.test(line)) && lists.at(-1)?.length) lists.push([]);
    if (line !== '') lists.at(-1)?.push(at);
  }
  const whole = lists.filter((list) => list.length > 0);
  const cells = whole.flat();
  const dealt = count === names.targets.length && cells.length % count === 0;
  if (whole.length !== count && !dealt) return 0;
  own.forEach((start, n) => {
    const list = whole.length === count ? whole[n] : cells.filter((_, at) => at % count === n);
    const column = filledAt(rows[start])[0] ?? 0;
    const source = harvest.named(rows[start]?.[column] ?? '', sections[n] ?? '', true);
    harvest.mark(start, column, 'kept');
    harvest.note(
      source,
      undefined,
      (list ?? []).map((at) => [at, 0]),
      start,
      { run: true },
    );
  });
  return count;
}
