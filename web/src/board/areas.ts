import type { Area } from './generated.ts';
import type { Siblings, State } from './state.ts';

/** The list that holds the areas of a plenary board, in the order in which they are read: row by row. */
export function areasIn(board: string): Siblings<Area> {
  return `areas/${board}`;
}

/** The areas of a board. The copies of teams have those of the board that they are copies of. */
export function areasOf(state: State, board: string): readonly Area[] {
  return state.siblings(areasIn(state.of('board', board)?.origin || board));
}
