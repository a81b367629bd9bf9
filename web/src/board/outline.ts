import type { Row } from './generated.ts';
import { isHidden } from './hidden.ts';
import { kindOf, type Level, sectionsOf, topLevel } from './kind.ts';
import { rowsIn, type State } from './state.ts';

/** One line of a table as people read it: a section or a row, with its number. */
export interface Line {
  /** The id of the row, or the key of the section. */
  readonly id: string;
  readonly level: string;
  /** 0 for a section. */
  readonly depth: number;
  /** '' for what only its author sees: it gets one when it is revealed. */
  readonly number: string;
}

/**
 * The lines of a table from top to bottom: each section with its rows, each row with what stands under it, level by
 * level. Numbers are a pure function of the order. Of several boards with the same sections it makes one table, in which
 * a goal may stand in another area than on its own board.
 */
export function outline(state: State, ...boards: readonly string[]): Line[] {
  const [first = ''] = boards;
  const levels = Object.entries(kindOf(state, first)?.levels ?? {});
  if (levels.length === 0) return [];
  const sections = sectionsOf(state, first);
  const own = new Map<string, Row[]>(sections.map((section) => [section, []]));
  const placed = new Map<string, Row[]>(sections.map((section) => [section, []]));
  for (const section of sections) {
    for (const board of boards) {
      for (const row of state.siblings(rowsIn(board, section, ''))) {
        const other = boards.length > 1 ? placed.get(placement(state, row.id)) : undefined;
        (other ?? own.get(section))?.push(row);
      }
    }
  }
  const lines: Line[] = [];
  sections.forEach((section, i) => {
    const number = state.workshop?.arabic ? String(i + 1) : roman(i + 1);
    lines.push({ id: section, level: topLevel(state, first), depth: 0, number });
    add(state, levels, lines, [...(own.get(section) ?? []), ...(placed.get(section) ?? [])], 1, number);
  });
  return lines;
}

/** The area in which a goal stands in the table that joins those of the teams, '' when that is its own. */
export function placement(state: State, row: string): string {
  return state.of('placement', `place:${row}`)?.section ?? '';
}

/** Lists rows that stand under one number, level by level, with what is under them. */
function add(
  state: State,
  levels: readonly (readonly [string, Level])[],
  lines: Line[],
  rows: readonly Row[],
  depth: number,
  under: string,
): void {
  const language = state.workshop?.locale === 'pl' ? 0 : 1;
  for (const [level, { mark }] of levels) {
    let n = 0;
    for (const row of rows) {
      if (row.level !== level) continue;
      const number = isHidden(row) ? '' : `${under}.${mark[language]}${++n}`;
      lines.push({ id: row.id, level, depth, number });
      add(state, levels, lines, state.siblings(rowsIn(row.board, row.section, row.id)), depth + 1, number);
    }
  }
}

const numerals = [
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

/** A number in Roman numerals, for so many sections as a board may have. */
function roman(n: number): string {
  let text = '';
  for (const [value, sign] of numerals) for (; n >= value; n -= value) text += sign;
  return text;
}
