import { isDecimal } from './decimal.ts';
import type { Draft } from './draft.ts';
import { type Item, Row } from './generated.ts';
import { itemKinds, kindOf, type Level } from './kind.ts';
import { prose } from './limits.ts';
import { text } from './record.ts';
import { Refusal } from './refusal.ts';
import type { State } from './state.ts';

/** The level of rows with the name, on a board; undefined when rows cannot have it. */
export function levelOn(state: State, board: string, name: string): Level | undefined {
  const levels = kindOf(state, board)?.levels ?? {};
  const level = Object.hasOwn(levels, name) ? levels[name] : undefined;
  return level !== undefined && level.under.length > 0 ? level : undefined;
}

/** The level of a row. */
export function levelOf(state: State, row: Row): Level | undefined {
  return levelOn(state, row.board, row.level);
}

/** The level of the sections of a table. */
export function topLevel(state: State, board: string): string {
  return Object.keys(kindOf(state, board)?.levels ?? {})[0] ?? '';
}

/** What a column holds: the name of a type, or the list of its choices. */
export function columnOf(level: Level | undefined, name: string): string | readonly string[] | undefined {
  return level !== undefined && Object.hasOwn(level.columns, name) ? level.columns[name] : undefined;
}

/** The value of a cell, '' when it is empty. */
export function cell(row: Row, column: string): string {
  return text(row, column);
}

/** Whether several people may edit the field of an item at once. */
export function isText(state: State, item: Item, field: string): boolean {
  if (item instanceof Row) return columnOf(levelOf(state, item), field) === 'text';
  return itemKinds.get(item.kind)?.texts.includes(field) === true;
}

const yearForm = /^(19|20|21)[0-9]{2}$/;

/** Whether a text is a year that a cell may hold. */
export function isYear(value: string): boolean {
  return yearForm.test(value);
}

/** Whether a text is a day of the calendar, as YYYY-MM-DD. */
export function isDate(value: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  return (
    at?.getTime() !== undefined &&
    !Number.isNaN(at.getTime()) &&
    at.toISOString().startsWith(value) &&
    isYear(value.slice(0, 4))
  );
}

/** Checks the value of a cell; '' empties it. */
export function checkCell({ state }: Draft, column: string | readonly string[] | undefined, value: string): void {
  if (column === undefined) throw new Refusal('bad_value');
  if (value === '') return;
  if (column === 'text') prose(value, state.limits.maxTextLength);
  if (column === 'reference' && state.get(value) === undefined) throw new Refusal('not_found');
  const fits =
    column === 'text' ||
    column === 'reference' ||
    (column === 'decimal' && isDecimal(value)) ||
    (column === 'year' && isYear(value)) ||
    (column === 'date' && isDate(value)) ||
    (typeof column !== 'string' && column.includes(value));
  if (!fits) throw new Refusal('bad_value');
}
