import { type Section, sections } from '../../../board/swot.ts';
import { readBody } from './block.ts';
import type { Row } from './cells.ts';
import { bareRoles, namesAreas, type Role } from './columns.ts';
import type { Harvest } from './harvest.ts';
import { heading, isTitle, plain } from './headers.ts';
import type { Head } from './heads.ts';

/**
 * Reads rows without headings. One column of words goes to the fallback
 * section; four are taken in the usual order, three likewise, and two for the
 * half of the table in which the fallback section lies.
 */
export function readBare(harvest: Harvest, rows: readonly Row[], fallback: Section): void {
  harvest.bare = true;
  const body = rows.filter((row, at) => !leftOutAsTitle(harvest, row, at, rows.length));
  const width = body.reduce((most, row) => Math.max(most, row.length), 0);
  const kinds = bareRoles(body, width);
  // Numbers are left out beside words; a table of nothing else is what somebody wants.
  if (!kinds.includes('words')) {
    for (const cell of body.flat()) if (cell !== '') harvest.note(fallback, undefined, cell);
    return;
  }
  const words = kinds.flatMap((kind, column) => (kind === 'words' ? [column] : []));
  const [first = 0, second] = words;
  const areas = second !== undefined && words.length !== 4 && namesAreas(body, first, second);
  const notes = areas ? words.slice(1) : words;
  const order = inOrder(notes.length, fallback);
  const roles = kinds.map((kind, column): Role => {
    if (kind !== 'words') return kind;
    return areas && column === first ? 'group' : (order[notes.indexOf(column)] ?? fallback);
  });
  if (notes.length > 1) {
    harvest.leave(
      'guessed_order',
      ...notes.map((column) => body.find((row) => (row[column] ?? '') !== '')?.[column] ?? ''),
    );
  }
  readBody(harvest, body, roles, { base: undefined, open: undefined, over: undefined });
}

function inOrder(columns: number, fallback: Section): readonly Section[] {
  if (columns === 4 || columns === 3) return sections;
  if (columns !== 2) return [];
  const half = sections.indexOf(fallback) < 2 ? 0 : 2;
  return sections.slice(half, half + 2);
}

function leftOutAsTitle(harvest: Harvest, row: Row, at: number, rows: number): boolean {
  const filled = row.filter((cell) => cell !== '');
  if (filled.length === 0) return false;
  const labels = filled.every((cell) => heading(cell)?.kind === 'label');
  const title =
    at === 0 && rows > 1 && filled.length === 1 && isTitle(filled[0] ?? '') && plain(filled[0] ?? '').includes('swot');
  if (labels || title) harvest.leave('title_left_out', ...row);
  return labels || title;
}

/**
 * Reads a table that a word processor copied cell by cell, one a line: four
 * headings on end, then the cells row by row. Says whether it was one.
 */
export function readFlat(
  harvest: Harvest,
  rows: readonly Row[],
  heads: ReadonlyMap<number, Head>,
  fallback: Section,
): boolean {
  const at = [...heads.keys()];
  const order = [...heads.values()].flatMap(({ named }) => [...named.values()]);
  const [first = 0, , , last = 0] = at;
  const onEnd = at.length === 4 && last === first + 3 && new Set(order).size === 4 && last < rows.length - 1;
  if (!onEnd || rows.some((row) => row.length > 1)) return false;
  rows.slice(0, first).forEach((row) => void harvest.leave('title_left_out', ...row));
  for (const head of at) harvest.heading(0, rows[head]?.[0] ?? '', heads.get(head)?.named.get(0) ?? fallback);
  const cells = rows.slice(last + 1).map((row) => row[0] ?? '');
  const filled = cells.filter((cell) => cell !== '');
  const regular = cells.length % 4 === 0 ? cells : filled.length % 4 === 0 ? filled : undefined;
  harvest.bare = regular === undefined;
  harvest.leave('guessed_order', ...filled);
  (regular ?? filled).forEach((cell, n) => {
    if (cell !== '') harvest.note(regular === undefined ? fallback : (order[n % 4] ?? fallback), undefined, cell);
  });
  return true;
}
