import type { Section } from '../../../board/swot.ts';
import { readBare, readFlat } from './bare.ts';
import { isFrame, readBlock } from './block.ts';
import type { Row } from './cells.ts';
import type { Role } from './columns.ts';
import { Harvest } from './harvest.ts';
import { heading, isTitle } from './headers.ts';
import { areasAbove, areasAcross, filledAt, findHeads, type Head } from './heads.ts';
import { labelColumns, readLabelled } from './labels.ts';
import { isBulleted } from './lists.ts';

// Above the first headings there is a title of a few rows; more than that are notes whose heading was not copied.
const longestTitle = 5;

/** Reads the rows of a table whatever its layout; cells without a heading go to the fallback section. The harvest is still open. */
export function readTable(rows: readonly Row[], fallback: Section): Harvest {
  const harvest = new Harvest();
  const kept = rows.filter((row) => !leftOutAsSource(harvest, row));
  const heads = findHeads(kept);
  const labels = labelColumns(kept, heads);
  if (labels.length > 0) readLabelled(harvest, kept, labels);
  else if (heads.size === 0) readBare(harvest, kept, fallback);
  else if (!readFlat(harvest, kept, heads, fallback)) readBlocks(harvest, kept, heads, fallback);
  return harvest;
}

/** The line below a table that tells its source. */
function leftOutAsSource(harvest: Harvest, row: Row): boolean {
  const [only = '', more] = row.filter((cell) => cell !== '');
  if (more !== undefined || !/^(?:źródło|opracowanie własne|legenda|source)\s*(?:[:.–-]|$)/iu.test(only)) return false;
  harvest.leave('remarks_left_out', only);
  return true;
}

/** Headings above their columns, once or several times, side by side or one below the other. */
function readBlocks(harvest: Harvest, rows: readonly Row[], heads: ReadonlyMap<number, Head>, fallback: Section): void {
  const starts = [...heads.keys()];
  const above = areasAbove(rows, heads);
  const across = areasAcross(rows, heads);
  const [first = 0] = starts;
  for (const name of across?.areas.values() ?? []) harvest.area(name);
  const frameAt = [...heads.values()].some(({ named }) => named.size > 1)
    ? -1
    : rows.slice(0, first).findLastIndex(isFrame);
  const frame = rows[frameAt];
  frame?.forEach((text, column) => void harvest.heading(column, text, roleOf(text)));
  const taken = [above.get(first), across?.at, frameAt];
  readTitle(
    harvest,
    rows.slice(0, first).filter((_, at) => !taken.includes(at)),
    fallback,
  );

  let area: string | undefined;
  let before: { named: Head['named']; open: string | undefined } | undefined;
  starts.forEach((start, at) => {
    const head = heads.get(start) as Head;
    const over = rows[above.get(start) ?? -1]?.find((cell) => cell !== '');
    const own = new Set([...head.areas.values()].map((name) => harvest.area(name)));
    if (over !== undefined) area = harvest.area(over);
    const end = starts[at + 1] ?? rows.length;
    const body: number[] = [];
    for (let row = start + 1; row < end; row++) if (row !== above.get(end)) body.push(row);
    // A heading repeated at the top of each page does not end an area.
    const same = over === undefined && own.size === 0 && sameNames(before?.named, head.named);
    const open = readBlock(harvest, rows, {
      at: start,
      named: head.named,
      body,
      frame,
      base: own.size === 1 ? [...own][0] : area,
      open: same ? before?.open : undefined,
      over: own.size > 1 ? head.areas : across?.areas,
    });
    before = { named: head.named, open };
  });
}

function roleOf(text: string): Role {
  const kind = heading(text)?.kind;
  return kind === 'group' || kind === 'number' || kind === 'points' ? kind : 'ignored';
}

/** The rows above the first heading: a title, unless they are a list, or too many. */
function readTitle(harvest: Harvest, rows: readonly Row[], fallback: Section): void {
  const filled = rows.filter((row) => filledAt(row).length > 0);
  const notes = filled.some((row) => row.some(isBulleted)) || filled.length > longestTitle;
  for (const cell of filled.flat()) {
    if (cell === '') continue;
    if (notes && heading(cell) === undefined && !isTitle(cell)) harvest.note(fallback, undefined, cell);
    else harvest.leave('title_left_out', cell);
  }
}

function sameNames(a: Head['named'] | undefined, b: Head['named']): boolean {
  return (
    a !== undefined && a.size > 1 && a.size === b.size && [...a].every(([column, section]) => b.get(column) === section)
  );
}
