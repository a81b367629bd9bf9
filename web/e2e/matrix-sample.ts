import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Remote } from './remote.ts';

/** A row of the invented matrix, with what stands under it. */
export interface Sample {
  readonly level: string;
  readonly cells: Readonly<Record<string, string>>;
  readonly rows?: readonly Sample[];
}

/** The invented matrix that the demo shows: areas with goals, objectives, measures, actions and projects. */
export const sample = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../cmd/internal/demo/matrix.json'), 'utf8'),
) as { areas: readonly { title: string; rows: readonly Sample[] }[] };

/** Puts the areas of the sample on a board and its rows into them; ids are area-1, row-1 and so on. */
export async function fillMatrix(remote: Remote, board: string): Promise<void> {
  const rows: object[] = [];
  const add = (section: string, parent: string | undefined, { level, cells, rows: under = [] }: Sample) => {
    const row = `row-${rows.length + 1}`;
    const list = Object.entries(cells).map(([column, value]) => ({ column, value }));
    rows.push({ row, level, section, parent, cells: list });
    for (const each of under) add(section, row, each);
  };
  for (const [i, area] of sample.areas.entries()) {
    await remote.give('AddArea', { board, area: `area-${i + 1}`, title: area.title });
    for (const row of area.rows) add(`area-${i + 1}`, undefined, row);
  }
  await remote.give('PasteRows', { board, rows });
}
