import type { Attachment } from 'svelte/attachments';
import { dragOnto, type Target } from '../parts/drag-onto.ts';
import { moveTo, placesFor } from './moves.ts';
import type { Table } from './table.svelte.ts';
import { words } from './words.ts';

/**
 * Lets a row be dragged by its number: onto what it may stand under, or before a row of its level. The menu of the row
 * does the same.
 */
export function carry(table: Table, row: string): Attachment<HTMLElement> {
  return dragOnto({
    begins: ({ target }) =>
      table.store.may('MoveRows') && !(target instanceof Element && target.closest('button') !== null),
    over: (element) => targetAt(table, row, element),
    drop: (target) => drop(table, row, target),
  });
}

function targetAt(table: Table, row: string, under: Element): Target | null {
  const element = under.closest<HTMLElement>('[data-line]');
  const id = element?.dataset.row ?? element?.dataset.section;
  const record = table.row(row);
  if (element == null || id === undefined || id === row || record === undefined) return null;
  const places = placesFor(table.store.state, table.outline, record);
  if (places.some(({ section, parent }) => (parent || section) === id)) return { element, id, before: false };
  const other = table.row(id);
  const there = other !== undefined && other.level === record.level && other.board === record.board;
  const above = other?.parent || other?.section;
  return there && places.some(({ section, parent }) => (parent || section) === above)
    ? { element, id, before: true }
    : null;
}

function drop(table: Table, row: string, { id, before }: Target): void {
  const record = table.row(row);
  const other = table.row(id);
  if (record === undefined) return;
  if (!before) void table.moveTo(row, table.placeOf(id));
  else if (other !== undefined) void table.move([{ ...moveTo(record, other), before: id }], words().shifted);
}
