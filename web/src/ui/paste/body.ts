import { areaRows, isSpread } from './areas.ts';
import { isCounter, isFigure } from './columns.ts';
import type { Found, Reason } from './harvest.ts';
import { filledAt } from './heads.ts';
import type { Block, Reader } from './layouts.ts';
import { isPlaceholder } from './lines.ts';
import { plain, type Role } from './names.ts';
import type { Row } from './rows.ts';

const reasons: Partial<Record<Role, Reason>> = {
  number: 'numbers',
  points: 'points',
  author: 'authors',
  section: 'titles',
};

/** Reads the rows of a block into notes. What is no note, section or group is left out as its column tells. */
export function readBody({ names, harvest }: Reader, block: Block, roles: readonly Role[]): void {
  const { sources, areas, id } = block;
  const of = (role: Role) => roles.flatMap((each, column) => (each === role ? [column] : []));
  const [columns, groups, labels, details] = [of('note'), of('group'), of('section'), of('detail')];
  const beside = [...of('author'), ...of('points')];
  const cell = (row: number, column: number) => harvest.rows[row]?.[column] ?? '';
  const mark = (row: number, column: number, fate: Reason | 'kept') => harvest.mark(row, column, fate);
  /** Whether something stands there that counts. */
  const says = (row: number, column: number) => cell(row, column) !== '' && !isPlaceholder(cell(row, column));

  const rows = block.rows.filter((row, n) => {
    const texts = harvest.rows[row] ?? [];
    const sums = isTotal(texts) ? 'points' : n === 0 && countsColumns(texts) ? 'numbers' : undefined;
    texts.forEach((text, column) => {
      const role = roles[column] ?? 'out';
      if (sums) mark(row, column, sums);
      else if (role !== 'number' && isPlaceholder(text)) mark(row, column, 'placeholders');
      else if (role !== 'note' && role !== 'group') mark(row, column, reasons[role] ?? 'columns');
    });
    return !sums && filledAt(texts).length > 0;
  });

  const live = columns.filter((column) => rows.some((row) => cell(row, column) !== ''));
  const [sole = 0, more] = live;
  const source = sources.at(sole);
  const alone = live.length > 0 && more === undefined && groups.length + labels.length === 0;
  // A column is one list when nothing stands beside it, and no cell has lines of its own.
  const isLine = (row: number) =>
    !cell(row, sole).includes('\n') &&
    filledAt(harvest.rows[row]).every((column) => column === sole || roles[column] === 'out');
  const run = alone && rows.every(isLine);
  if (run && source !== undefined) {
    const cells = rows.filter((row) => says(row, sole)).map((row) => [row, sole] as const);
    if (cells.length > 0) harvest.note(source, areas.at(sole), cells, id, { run });
    return;
  }

  const across = (row: number, of: readonly number[]) => of.map((column) => cell(row, column));
  const lines = rows.map((row) => ({ cells: across(row, live), spread: isSpread(across(row, columns)) }));
  // Where a column tells the areas, only a cell merged over all others is another name.
  const spread = new Set(lines.flatMap((line, n) => (line.spread ? [n] : [])));
  const named = groups.length > 0 ? spread : areaRows(names, lines);
  // Where every row tells its group, a blank cell is no group; else the last one goes on.
  const each = groups.filter((column) =>
    rows.some((row, n) => says(row, column) && cell(row, column) === cell(rows[n - 1] ?? -1, column)),
  );
  const ends = groups.filter((column) => each.includes(column) || column > (columns[0] ?? 0));
  rows.forEach((row, n) => {
    for (const column of groups) {
      if (says(row, column) && names.heading(cell(row, column))?.kind !== 'label')
        areas.set(column, harvest.area(row, column));
      else if (ends.includes(column) || named.has(n)) areas.delete(column);
    }
    for (const column of labels) {
      const text = cell(row, column);
      const section = names.label(text);
      const head = names.heading(text);
      if (section !== undefined) {
        sources.set(column, harvest.named(text, section, head?.kind === 'section' && head.guess));
        mark(row, column, head === undefined ? 'numbers' : 'kept');
      } else if (says(row, column) && filledAt(harvest.rows[row]).length > 1)
        sources.set(column, harvest.source(`label ${plain(text)}`, text, undefined, true));
    }
    const made = new Map<number, Found>();
    const note = (column: number, names = false) => {
      const source = sources.at(column);
      if (source !== undefined)
        made.set(column, harvest.note(source, names ? undefined : areas.at(column), [[row, column]], id, { names }));
    };
    for (const column of columns) {
      if (!says(row, column)) continue;
      const next = labels.length === 0 && columns.length > 1 ? names.section(cell(row, column)) : undefined;
      if (named.has(n)) {
        if (made.size === 0) note(column, true);
        else mark(row, column, 'kept');
        // A note may begin with its own section's name: "Mocna strona gminy to szkoły".
      } else if (next !== undefined && next !== sources.at(column)?.section) {
        // Columns of unequal length: the next section begins at another height in each.
        sources.set(column, harvest.named(cell(row, column), next, false));
        mark(row, column, 'kept');
      } else note(column);
    }
    for (const column of labels) {
      const isList = [...made.values()].some(({ source }) => source.title === cell(row, column));
      if (isList && names.label(cell(row, column)) === undefined) mark(row, column, 'kept');
    }
    for (const column of details) {
      const [first] = made.values();
      if (!says(row, column)) continue;
      // Who wrote nothing but the details has put the note there.
      if (first === undefined) note(column);
      else {
        first.details.push(cell(row, column));
        mark(row, column, 'kept');
      }
    }
    for (const column of beside) {
      const found = made.get([...made.keys()].findLast((each) => each < column) ?? [...made.keys()][0] ?? -1);
      const role = roles[column] ?? 'out';
      if (
        found === undefined ||
        found.names ||
        !says(row, column) ||
        (role === 'points' && !isFigure(cell(row, column)))
      )
        continue;
      (role === 'author' ? found.authors : found.points).push(cell(row, column));
      mark(row, column, 'kept');
    }
  });
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
