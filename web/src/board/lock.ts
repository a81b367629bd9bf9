import { flag, list, type Rec } from './record.ts';

/** Whether the board, the section ('': whichever) or the note is locked for participants. */
export function lockedAt(board: Rec, section: string, note?: Rec): boolean {
  if (flag(board, 'locked') || (section !== '' && list(board, 'lockedSections').includes(section))) return true;
  return note !== undefined && flag(note, 'locked');
}
