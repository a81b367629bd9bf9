import type { Area } from './generated.ts';
import { areasIn, type State } from './state.ts';

/** The areas of a board, in order. Copies of teams have those of the board that they are copies of. */
export function areasOf(state: State, board: string): readonly Area[] {
  return state.siblings(areasIn(state.of('board', board)?.origin || board));
}

/** The sections of a kind of boards whose sections are areas. */
export function areaSections(state: State, board: string): string[] {
  return areasOf(state, board).map(({ id }) => id);
}
