import { columnOf } from '../../board/kind.ts';
import type { Table } from './table.svelte.ts';

const widths: Readonly<Record<string, string>> = {
  text: 'minmax(6.5rem, 1fr)',
  decimal: '6.75rem',
  year: '6rem',
  date: '6.5rem',
  reference: 'minmax(6.5rem, 1fr)',
};

/** The widths of the cells of a level, the name first; the same for every line of it, so that columns stand in line. */
export function tracks(table: Table, level: string): string {
  const columns = table.columns(level);
  if (columns.length < 2) return 'minmax(0, 1fr)';
  const rest = columns.slice(1).map((column) => {
    const holds = columnOf(table.level(level), column);
    return typeof holds === 'string' ? (widths[holds] ?? '8rem') : '7.75rem';
  });
  return ['minmax(20rem, 2.5fr)', ...rest].join(' ');
}
