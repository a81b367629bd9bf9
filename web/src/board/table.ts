import { isDecimal } from './decimal.ts';
import type { Draft } from './draft.ts';
import type { Row } from './generated.ts';
import { prose } from './limits.ts';
import { text } from './record.ts';
import { Refusal } from './refusal.ts';

/** The value of a cell, '' when it is empty. */
export function cell(row: Row, column: string): string {
  return text(row, column);
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
