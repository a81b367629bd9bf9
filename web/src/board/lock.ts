import { flag, list, type Rec } from './record.ts';
import type { Spot } from './spot.ts';

/** Locks a board, one of its sections, or a note, or lets it go. */
export interface SetLock {
  readonly do: 'SetLock';
  readonly with: Spot & { readonly on: boolean };
}

/** Whether the board, the section ('': whichever) or the note is locked for participants. */
export function lockedAt(board: Rec, section: string, note?: Rec): boolean {
  if (flag(board, 'locked') || (section !== '' && list(board, 'lockedSections').includes(section))) return true;
  return note !== undefined && flag(note, 'locked');
}
