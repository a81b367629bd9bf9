import { columnOf } from '../../board/kind.ts';
import { cell } from '../../board/table.ts';
import { copy } from '../note/copy.ts';
import { language } from '../words/language.svelte.ts';
import type { Table } from './table.svelte.ts';
import { showValue } from './values.ts';

/** A cell as it goes to the clipboard: as people read it. */
export function cellText(table: Table, id: string, column: string): string {
  const row = table.row(id);
  if (row === undefined) return '';
  const holds = columnOf(table.level(row.level), column) ?? 'text';
  return showValue(holds, cell(row, column), table.titles(row.level), column, language.locale);
}

/** A row and what stands under it, with numbers and columns apart by tabs: it pastes into a spreadsheet, and back. */
export function copyRow(table: Table, id: string): Promise<void> {
  const at = table.outline.findIndex((line) => line.id === id);
  const depth = table.outline[at]?.depth ?? 0;
  const after = table.outline.slice(at + 1);
  const end = after.findIndex((line) => line.depth <= depth);
  const lines = table.outline.slice(at, end < 0 ? undefined : at + 1 + end);
  const text = lines.map((line) => {
    const columns = Object.keys(table.level(line.level)?.columns ?? {});
    return [line.number, ...columns.map((column) => quoted(cellText(table, line.id, column)))].join('\t');
  });
  return copy(table.store, text.join('\n'));
}

function quoted(text: string): string {
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
