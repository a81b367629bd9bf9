import { areaRows } from './area.ts';
import type { Command } from './command.ts';
import { linkRows } from './link.ts';
import type { Rows } from './registry.ts';
import {
  addRow,
  cellsBack,
  moveRows,
  moveRowsBack,
  pasteRows,
  removeRows,
  restoreRows,
  rowsBackFromBin,
  setCell,
} from './row.ts';
import type { State } from './state.ts';

/** What commands on a list of rows have in common. */
const onRows = {
  records: (c: { readonly rows: readonly string[] }) => c.rows,
  without: <C extends { readonly rows: readonly string[] }>(c: C, records: ReadonlySet<string>): C => ({
    ...c,
    rows: c.rows.filter((id) => !records.has(id)),
  }),
};

const binned = (_state: State, rows: readonly string[]): Command[] => [{ do: 'RemoveRows', with: { rows } }];

/** The rows of the commands on the rows of a table and its areas. */
export const tableRows: Rows = {
  ...areaRows,
  ...linkRows,
  AddRow: { decide: addRow, records: (c) => [c.row], guards: ['name', 'deleted'], inverse: binned },
  PasteRows: {
    decide: pasteRows,
    records: (c) => c.rows.map(({ row }) => row),
    guards: ['name', 'deleted'],
    inverse: binned,
  },
  SetCell: { decide: setCell, records: (c) => [c.row], guards: (c) => [c.column, 'deleted'], inverse: cellsBack },
  MoveRows: {
    decide: moveRows,
    records: (c) => c.moves.map(({ row }) => row),
    guards: ['section', 'parent', 'rank', 'deleted'],
    inverse: moveRowsBack,
    without: (c, records) => ({ moves: c.moves.filter(({ row }) => !records.has(row)) }),
  },
  RemoveRows: { decide: removeRows, ...onRows, guards: ['deleted'], inverse: rowsBackFromBin },
  RestoreRows: { decide: restoreRows, ...onRows, guards: ['deleted'], inverse: binned },
};
