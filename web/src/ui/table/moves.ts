import type { Commands, Row } from '../../board/generated.ts';
import { levelOf, topLevel } from '../../board/kind.ts';
import type { Line } from '../../board/outline.ts';
import { rowsIn, type State } from '../../board/state.ts';

/** The new place of a row. */
export type RowMove = Commands['MoveRows']['moves'][number];

/** A place under which rows stand: a section, or a row in it. */
export interface Place {
  readonly section: string;
  /** The row, '' for the section itself. */
  readonly parent: string;
}

/** The places of a board under which a row may stand, from top to bottom. */
export function placesFor(state: State, outline: readonly Line[], row: Row): Place[] {
  const under = levelOf(state, row)?.under ?? [];
  const top = topLevel(state, row.board);
  const within = new Set<string>();
  return outline.flatMap(({ id, level, depth }) => {
    // A row cannot stand under itself.
    const inside = id === row.id || within.has(state.of('row', id)?.parent ?? '');
    if (inside) within.add(id);
    if (inside || !under.includes(level)) return [];
    if (depth === 0) return level === top ? [{ section: id, parent: '' }] : [];
    const above = state.of('row', id);
    return above === undefined || above.board !== row.board ? [] : [{ section: above.section, parent: id }];
  });
}

/** The move of a row to the end of a place. */
export function moveTo(row: Row, { section, parent }: Place): RowMove {
  return { row: row.id, section, parent: parent || undefined };
}

/**
 * One place up or down among those of its level; from the first or the last place under the row before or after the one
 * that it stands under. Null at the end of the table.
 */
export function shifted(state: State, outline: readonly Line[], row: Row, by: -1 | 1): RowMove | null {
  const here = { section: row.section, parent: row.parent || undefined };
  const all = state.siblings(rowsIn(row.board, row.section, row.parent));
  const same = all.filter(({ level }) => level === row.level);
  const next = same[same.findIndex(({ id }) => id === row.id) + by];
  if (next !== undefined) {
    const before = by < 0 ? next.id : all[all.indexOf(next) + 1]?.id;
    return { row: row.id, ...here, before };
  }
  const level = (id: string) => outline.find((line) => line.id === id)?.level;
  const above = row.parent || row.section;
  const places = placesFor(state, outline, row).filter(
    ({ section, parent }) => level(parent || section) === level(above),
  );
  const at = places.findIndex(({ section, parent }) => (parent || section) === above);
  const place = places[at + by];
  if (at < 0 || place === undefined) return null;
  const before = by < 0 ? undefined : state.siblings(rowsIn(row.board, place.section, place.parent))[0]?.id;
  return { ...moveTo(row, place), before };
}

/** One level in, under the row before it, or out, under what that stands under; null where it may not stand there. */
export function indented(state: State, row: Row, by: -1 | 1): RowMove | null {
  const under = levelOf(state, row)?.under ?? [];
  if (by < 0) {
    const above = state.of('row', row.parent);
    const out = above === undefined ? undefined : state.of('row', above.parent);
    if (above === undefined || !under.includes(out?.level ?? topLevel(state, row.board))) return null;
    const all = state.siblings(rowsIn(row.board, above.section, above.parent));
    const before = all[all.findIndex(({ id }) => id === above.id) + 1]?.id;
    return { row: row.id, section: above.section, parent: above.parent || undefined, before };
  }
  const all = state.siblings(rowsIn(row.board, row.section, row.parent));
  const into = all.findLast(({ id, level }) => id !== row.id && under.includes(level));
  return into === undefined ? null : moveTo(row, { section: row.section, parent: into.id });
}
