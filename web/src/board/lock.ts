import type { Board, Item } from './generated.ts';

/** Whether the board, the section ('': whichever) or the item is locked for participants. */
export function lockedAt(board: Board, section: string, item?: Item): boolean {
  return board.locked || (section !== '' && board.lockedSections.includes(section)) || item?.locked === true;
}
