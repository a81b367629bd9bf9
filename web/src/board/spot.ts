/**
 * A place on the boards: a board, a section of it, or an item in it. Whatever is shown, focused, locked, hidden, counted,
 * revealed, voted on, promoted, presented or typed in is a spot. A section that is left out stands for the whole board.
 */
export interface Spot {
  readonly board: string;
  readonly section?: string | undefined;
  readonly item?: string | undefined;
}
