import type { Board, Note } from './generated.ts';
import { flag, list } from './record.ts';

/** Whether the board, the section ('': whichever) or the note is locked for participants. */
export function lockedAt(board: Board, section: string, note?: Note): boolean {
  if (flag(board, 'locked') || (section !== '' && list(board, 'lockedSections').includes(section))) return true;
  return note !== undefined && flag(note, 'locked');
}
