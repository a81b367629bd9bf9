import type { Attachment } from 'svelte/attachments';
import { moveTo, placesFor } from './moves.ts';
import type { Table } from './table.svelte.ts';
import { words } from './words.ts';

/** So far a pointer moves before it drags. */
const threshold = 6;

/** What lies under the pointer, and whether the row would stand before it or in it. */
interface Target {
  readonly element: HTMLElement;
  readonly id: string;
  readonly before: boolean;
}

/**
 * Lets a row be dragged by its number: onto what it may stand under, or before a row of its level. The menu of the row
 * does the same.
 */
export function carry(table: Table, row: string): Attachment<HTMLElement> {
  return (handle) => {
    let from: PointerEvent | null = null;
    let over: Target | null = null;

    const mark = (target: Target | null) => {
      over?.element.removeAttribute('data-drop');
      over = target;
      over?.element.setAttribute('data-drop', target?.before ? 'before' : 'in');
    };
    const end = () => {
      mark(null);
      from = null;
      handle.removeAttribute('data-held');
    };
    const down = (event: PointerEvent) => {
      const onButton = event.target instanceof Element && event.target.closest('button') !== null;
      if (event.button !== 0 || onButton || !table.store.may('MoveRows')) return;
      from = event;
      handle.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      if (from === null || Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < threshold) return;
      handle.setAttribute('data-held', '');
      mark(targetAt(table, row, event));
    };
    const up = () => {
      const target = over;
      end();
      if (target !== null) drop(table, row, target);
    };
    const listeners = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: end } as const;
    for (const [name, listener] of Object.entries(listeners)) handle.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        handle.removeEventListener(name, listener as EventListener);
      }
    };
  };
}

function targetAt(table: Table, row: string, { clientX, clientY }: PointerEvent): Target | null {
  const element = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-line]');
  const id = element?.dataset.row ?? element?.dataset.section;
  const record = table.row(row);
  if (element == null || id === undefined || id === row || record === undefined) return null;
  const places = placesFor(table.store.state, table.outline, record);
  if (places.some(({ section, parent }) => (parent || section) === id)) return { element, id, before: false };
  const other = table.row(id);
  const there = other !== undefined && other.level === record.level && other.board === record.board;
  const under = other?.parent || other?.section;
  return there && places.some(({ section, parent }) => (parent || section) === under)
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
