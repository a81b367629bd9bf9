import type { Section } from '../../../board/swot.ts';
import { mayName } from './areas.ts';
import type { Row } from './cells.ts';
import { bareRoles, namesAreas } from './columns.ts';
import type { Harvest } from './harvest.ts';
import { heading, namedSection } from './headers.ts';
import type { Head } from './heads.ts';
import { isPlaceholder } from './lists.ts';

/** The section that a cell in front of a note names: by word, by letter, or by a code such as "S1". */
function labelOf(cell: string): Section | undefined {
  const code = /^([SWOT])[\s.-]?\d{1,3}\.?$/.exec(cell);
  const head = heading(code?.[1] ?? cell);
  return head?.kind === 'section' && head.sure ? head.section : undefined;
}

/** The columns that name sections beside the notes, row by row; none when headings stand above the notes. */
export function labelColumns(rows: readonly Row[], heads: ReadonlyMap<number, Head>): number[] {
  if ([...heads.values()].some(({ named }) => new Set(named.values()).size > 1)) return [];
  const seen = new Map<number, { words: number; sections: Set<Section> }>();
  rows.forEach((row) => {
    row.forEach((cell, column) => {
      const section = cell.length > 160 ? undefined : labelOf(cell);
      if (section === undefined || !row.slice(column + 1).some((other) => other !== '' && heading(other) === undefined))
        return;
      const entry = seen.get(column) ?? { words: 0, sections: new Set() };
      seen.set(column, entry);
      entry.sections.add(section);
      if (namedSection(cell) !== undefined) entry.words++;
    });
  });
  return [...seen]
    .filter(([, { words, sections }]) => words > 0 || sections.size > 1)
    .map(([column]) => column)
    .sort((a, b) => a - b);
}

type Place = 'label' | 'group' | 'number' | 'points' | 'remarks' | 'ignored' | 'note' | 'blank';

/** Reads rows whose sections stand beside the notes. */
export function readLabelled(harvest: Harvest, rows: readonly Row[], labels: readonly number[]): void {
  const start = rows.findIndex((row) => labels.some((column) => labelOf(row[column] ?? '') !== undefined));
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const above = rows.slice(0, start);
  const at = above.findLastIndex((row) => row.filter((cell) => cell !== '').length > 1);
  const head = above[at] ?? [];
  const body = rows.slice(start);
  const places = placesOf(head, body, width, labels);
  // Areas may stand in the heading, each over its own column of notes.
  const columns = places.flatMap((place, column) => (place === 'note' ? [column] : []));
  const areas =
    columns.length > 1 &&
    columns.every((column) => (head[column] ?? '') !== '' && heading(head[column] ?? '') === undefined);
  head.forEach((text, column) => {
    const place = places[column] ?? 'blank';
    if (areas && place === 'note') harvest.area(text);
    else harvest.heading(column, text, place === 'label' || place === 'note' || place === 'blank' ? 'ignored' : place);
  });
  let area: string | undefined;
  above.forEach((row, index) => {
    if (index === at) return;
    const [only = '', more] = row.filter((cell) => cell !== '');
    // Right above the first label stands an area, unless it is a title above the headings.
    if (more === undefined && index === start - 1 && at >= 0 && mayName(only)) area = harvest.area(only);
    else harvest.leave('title_left_out', ...row);
  });

  const now = new Map<number, Section>();
  for (const row of body) {
    const filled = row.flatMap((cell, column) => (cell === '' ? [] : [column]));
    let own: string | undefined;
    for (const column of filled)
      if (places[column] === 'group' && column > (labels[0] ?? 0)) own = harvest.area(row[column] ?? '');
    for (const column of filled) {
      const cell = row[column] ?? '';
      const place = places[column];
      const section = place === 'label' ? labelOf(cell) : undefined;
      if (section !== undefined) {
        if (now.get(column) !== section) harvest.heading(column, cell, section);
        else harvest.leave('numbers_left_out', ...(heading(cell) === undefined ? [cell] : []));
        now.set(column, section);
      } else if (isPlaceholder(cell)) harvest.leave('placeholders_left_out', cell);
      else if (place === 'group') {
        if (column < (labels[0] ?? 0)) area = harvest.area(cell);
      } else if (place === 'label' && filled.length === 1 && mayName(cell)) area = harvest.area(cell);
      else if (place === 'note' || place === 'label') {
        const beside =
          now.get(labels.findLast((label) => label <= column) ?? labels[0] ?? 0) ?? [...now.values()].at(-1);
        if (beside === undefined) harvest.leave('title_left_out', cell);
        else harvest.note(beside, areas && place === 'note' ? harvest.area(head[column] ?? '') : (own ?? area), cell);
      } else if (place === 'number') harvest.leave('numbers_left_out', cell);
      else if (place === 'points') harvest.leave('points_left_out', cell);
      else if (place === 'remarks') harvest.leave('remarks_left_out', cell);
      else harvest.leave('unknown_column', cell);
    }
  }
}

function placesOf(head: Row, body: readonly Row[], width: number, labels: readonly number[]): Place[] {
  const first = labels[0] ?? 0;
  const kinds = bareRoles(body, width);
  const places = kinds.map((kind, column): Place => {
    if (labels.includes(column)) return 'label';
    const meant = heading(head[column] ?? '')?.kind;
    if (meant === 'group' || meant === 'number' || meant === 'points' || meant === 'remarks') return meant;
    if (kind !== 'words') return kind;
    return column < first ? 'group' : 'note';
  });
  const items = head.flatMap((cell, column) =>
    heading(cell)?.kind === 'item' && places[column] === 'note' ? [column] : [],
  );
  if (items.length > 0) {
    for (const [column, place] of places.entries())
      if (place === 'note' && !items.includes(column)) places[column] = 'ignored';
    return places;
  }
  const [a, b] = places.flatMap((place, column) => (place === 'note' ? [column] : []));
  if (a !== undefined && b !== undefined && (head[a] ?? '') === '' && namesAreas(body, a, b)) places[a] = 'group';
  return places;
}
