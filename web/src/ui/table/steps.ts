import type { Drawn } from './lines.ts';

/** Where the cursor of a table stands: a line by its key, and one of its cells. */
export interface Cursor {
  readonly key: string;
  readonly cell: string;
}

export type Step = 'up' | 'down' | 'left' | 'right' | 'home' | 'end' | 'first' | 'last' | 'pageUp' | 'pageDown';

/** So many lines a page of keys moves. */
const page = 12;

/**
 * Where a key takes the cursor; null when it goes nowhere. Up and down stay in the column, or go to the first cell of a
 * line without it: from a row to the place where more of its level is added.
 */
export function step(lines: readonly Drawn[], from: Cursor, where: Step): Cursor | null {
  const at = lines.findIndex(({ key }) => key === from.key);
  const line = lines[at];
  if (line === undefined) return null;
  const across = line.cells.indexOf(from.cell);
  switch (where) {
    case 'left':
      return cellAt(line, across - 1);
    case 'right':
      return cellAt(line, across + 1);
    case 'home':
      return cellAt(line, 0);
    case 'end':
      return cellAt(line, line.cells.length - 1);
    case 'first':
      return towards(lines, 0, 1, line, from.cell, 1);
    case 'last':
      return towards(lines, lines.length - 1, -1, line, from.cell, 1);
    case 'up':
      return towards(lines, at - 1, -1, line, from.cell, 1);
    case 'down':
      return towards(lines, at + 1, 1, line, from.cell, 1);
    case 'pageUp':
      return towards(lines, at - 1, -1, line, from.cell, page);
    case 'pageDown':
      return towards(lines, at + 1, 1, line, from.cell, page);
  }
}

function cellAt(line: Drawn, at: number): Cursor | null {
  const cell = line.cells[at];
  return cell === undefined ? null : { key: line.key, cell };
}

/** The nth line with cells from one on, in a direction; the last of them when there are fewer. */
function towards(
  lines: readonly Drawn[],
  start: number,
  by: 1 | -1,
  from: Drawn,
  cell: string,
  nth: number,
): Cursor | null {
  let found: Cursor | null = null;
  let left = nth;
  for (let i = start; i >= 0 && i < lines.length && left > 0; i += by) {
    const line = lines[i] as Drawn;
    const [first] = line.cells;
    if (first === undefined) continue;
    const same = line.cells.includes(cell) ? cell : line.cells.includes(from.level) ? from.level : first;
    found = { key: line.key, cell: same };
    left--;
  }
  return found;
}
