import { areaRows, isSpread, type Line, soleText } from './areas.ts';
import { isCounter, isFigure, type Lane } from './columns.ts';
import type { Found, Harvest, Reason, Source } from './harvest.ts';
import { areaLines, isBulleted, isPlaceholder } from './lines.ts';
import { type Names, plain, type Role } from './names.ts';
import type { Row } from './rows.ts';

/** Rows whose columns are known. */
export interface Body {
  readonly rows: readonly Row[];
  readonly lanes: readonly Lane[];
  /** The list of the notes in each column that stands under a heading. */
  readonly sources: ReadonlyMap<number, Source>;
  /** The area that was named above, and the one still open from the same heading a page before. */
  readonly base?: string | undefined;
  readonly open?: string | undefined;
  /** The areas that stand over single columns, and over the columns right of them. */
  readonly over?: ReadonlyMap<number, string> | undefined;
}

const reasons: Partial<Record<Role, Reason>> = {
  number: 'numbers',
  points: 'points',
  author: 'authors',
  section: 'titles',
};

/** Reads rows into notes; returns the area that is open at the end. */
export function readBody(names: Names, harvest: Harvest, body: Body): string | undefined {
  const { lanes, base, over } = body;
  const sources = new Map(body.sources);
  const of = (role: Role) => lanes.flatMap((lane, column) => (lane.role === role ? [column] : []));
  const columns = of('note');
  const labels = of('section');
  const groups = of('group');
  const live = columns.filter((column) => body.rows.some((row) => (row[column] ?? '') !== ''));
  const filled = linesOf(harvest, body, columns, live);
  const [sole] = live;
  const alone = live.length === 1 && sole !== undefined && groups.length + labels.length === 0;
  if (alone && isRun(body.rows, lanes, sole)) return readRun(harvest, body, sole);

  const areas = new Map<number, string | undefined>();
  if (alone)
    for (const [at, name] of areaLines(
      filled.map(({ row }) => row[sole] ?? ''),
      isBulleted,
    ))
      areas.set(at, name);
  // Where a column tells the areas, only a cell merged over all others is another name.
  else if (groups.length > 0) filled.forEach(({ line }, at) => void (line.spread && areas.set(at, undefined)));
  else
    for (const at of areaRows(
      names,
      filled.map(({ line }) => line),
    ))
      areas.set(at, undefined);

  let area = body.open ?? base;
  const beside = new Map<number, string | undefined>();
  const told = (row: Row | undefined, column: number) => row?.[column] ?? '';
  const each = new Set(
    groups.filter((column) =>
      body.rows.some((row, at) => told(row, column) !== '' && told(row, column) === told(body.rows[at - 1], column)),
    ),
  );
  const current = new Map<number, Source>();
  filled.forEach(({ row, line }, at) => {
    const leave = (column: number, cell: string) => leaveOut(harvest, lanes[column]?.role, cell);
    if (areas.has(at)) {
      const name = areas.get(at) ?? soleText(names, line) ?? line.cells[0] ?? '';
      area = harvest.area(name);
      for (const column of groups) beside.set(column, area);
      row.forEach((cell, column) => {
        if (cell !== '' && cell !== name && !columns.includes(column)) leave(column, cell);
      });
      return;
    }
    const own = new Map<number, string>();
    for (const column of groups) {
      const cell = row[column] ?? '';
      if (cell === '' || isPlaceholder(cell)) continue;
      if (names.heading(cell)?.kind === 'label') harvest.leave('titles', cell);
      else own.set(column, harvest.area(cell));
    }
    // Where every row tells its group, a blank cell is no group; else the last one goes on.
    for (const column of groups) if (own.has(column) || each.has(column)) beside.set(column, own.get(column) ?? area);
    const groupOf = (column: number) => {
      const left = groups.findLast((group) => group < column);
      const right = groups.find((group) => group > column);
      return (
        (left === undefined ? undefined : beside.get(left)) ??
        (right === undefined ? undefined : own.get(right)) ??
        area
      );
    };
    for (const column of labels) {
      const cell = row[column] ?? '';
      const section = names.label(cell);
      const filledCells = row.filter((each) => each !== '').length;
      if (section !== undefined) {
        if (names.heading(cell) === undefined) harvest.leave('numbers', cell);
        const head = names.heading(cell);
        current.set(column, harvest.named(cell, section, head?.kind === 'section' && head.guess));
      } else if (cell === '' || isPlaceholder(cell)) continue;
      else if (filledCells > 1) current.set(column, harvest.source(`label ${plain(cell)}`, cell, undefined, true));
      else harvest.leave('titles', cell);
    }
    const made = new Map<number, Found>();
    const sourceOf = (column: number) => {
      const label = labels.findLast((each) => each <= column) ?? labels[0];
      return label === undefined ? sources.get(column) : (current.get(label) ?? [...current.values()].at(-1));
    };
    row.forEach((cell, column) => {
      const role = lanes[column]?.role;
      if (cell === '' || role !== 'note') return;
      if (isPlaceholder(cell)) {
        harvest.leave('placeholders', cell);
        return;
      }
      const next = labels.length === 0 && columns.length > 1 ? names.section(cell) : undefined;
      const source = sourceOf(column);
      // A note may begin with its own section's name: "Mocna strona gminy to szkoły".
      if (next !== undefined && next !== source?.section) {
        // Columns of unequal length: the next section begins at another height in each.
        sources.set(column, harvest.named(cell, next, false));
        if (groups.length === 0) area = base;
      } else if (source === undefined) harvest.leave('titles', cell);
      else made.set(column, harvest.note(source, overhead(harvest, over, column) ?? groupOf(column), cell.split('\n')));
    });
    row.forEach((cell, column) => {
      const role = lanes[column]?.role;
      if (cell === '' || role === undefined || role === 'note' || role === 'group' || role === 'section') return;
      const note = made.get([...made.keys()].findLast((each) => each < column) ?? [...made.keys()][0] ?? -1);
      // Who wrote nothing but the details has put the note there.
      const source = sourceOf(column);
      if (role === 'detail' && (note !== undefined || source !== undefined)) {
        if (isPlaceholder(cell)) harvest.leave('placeholders', cell);
        else if (note !== undefined) note.details.push(cell);
        else if (source !== undefined) made.set(column, harvest.note(source, groupOf(column), cell.split('\n')));
      } else {
        const beside =
          role === 'author' ? note?.authors : role === 'points' && isFigure(cell) ? note?.points : undefined;
        beside?.push(cell);
        if (beside === undefined || !harvest.kept.has(role)) leave(column, cell);
      }
    });
  });
  return area;
}

/** The rows in which something stands, without those that only sum up or count columns. */
function linesOf(harvest: Harvest, { rows }: Body, columns: readonly number[], live: readonly number[]) {
  const filled: { row: Row; line: Line }[] = [];
  for (const row of rows) {
    if (row.every((cell) => cell === '')) continue;
    if (isTotal(row)) harvest.leave('points', ...row);
    else if (filled.length === 0 && countsColumns(row)) harvest.leave('numbers', ...row);
    else {
      const spread = isSpread(
        row.filter((_, column) => columns.includes(column)),
        columns.length,
      );
      filled.push({ row, line: { cells: live.map((column) => row[column] ?? ''), spread } });
    }
  }
  return filled;
}

/** Whether a column is one list whose lines are rows: nothing stands beside them, and no cell has lines of its own. */
function isRun(rows: readonly Row[], lanes: readonly Lane[], sole: number): boolean {
  return rows.every((row) =>
    row.every(
      (cell, column) => cell === '' || (column === sole ? !cell.includes('\n') : lanes[column]?.role === 'out'),
    ),
  );
}

function readRun(harvest: Harvest, { rows, lanes, sources, base, open }: Body, sole: number): string | undefined {
  const source = sources.get(sole);
  const lines: string[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      if (column !== sole) leaveOut(harvest, lanes[column]?.role, cell);
    });
    const cell = row[sole] ?? '';
    if (isTotal(row)) harvest.leave('points', cell);
    else if (isPlaceholder(cell)) harvest.leave('placeholders', cell);
    else lines.push(cell);
  }
  if (source === undefined) harvest.leave('titles', ...lines);
  else if (lines.some((line) => line !== '')) harvest.note(source, open ?? base, lines, true);
  return open ?? base;
}

function overhead(harvest: Harvest, over: Body['over'], column: number): string | undefined {
  const at = over && [...over.keys()].findLast((start) => start <= column);
  const name = at === undefined ? undefined : over?.get(at);
  return name === undefined ? undefined : harvest.area(name);
}

function leaveOut(harvest: Harvest, role: Role | undefined, cell: string): void {
  if (isPlaceholder(cell) && role !== 'number') harvest.leave('placeholders', cell);
  else harvest.leave(reasons[role ?? 'out'] ?? 'columns', cell);
}

/** The row below the headings that counts the columns, as official tables have it. */
function countsColumns(row: Row): boolean {
  const cells = row.filter((cell) => cell !== '');
  return cells.length > 1 && cells.every((cell, at) => Number.parseInt(cell, 10) === at + 1 && isCounter(cell));
}

/** A row of sums at the foot of a table. */
function isTotal(row: Row): boolean {
  const [first = '', ...rest] = row.filter((cell) => cell !== '');
  if (rest.length === 0)
    return /^(?:suma|razem|ogółem|łącznie|total)\b[^\p{L}]*(?:(?:punkt\p{L}*|pkt|głos\p{L}*)\W*)?\d+$/iu.test(first);
  return (
    /^(?:suma|razem|ogolem|lacznie|total|sum)\b/.test(plain(first)) &&
    rest.every((cell) => isFigure(cell) || /^(?:suma|razem)/i.test(cell))
  );
}
