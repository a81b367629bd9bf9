import { flag, list, type Rec } from './record.ts';

/** Locks a board, one of its quadrants, or a note, or lets it go. */
export interface SetLock {
  readonly do: 'SetLock';
  readonly with: { readonly record: string; readonly quadrant?: string | undefined; readonly on: boolean };
}

/** Whether the board, the quadrant ('': whichever) or the note is locked for participants. */
export function lockedAt(board: Rec, quadrant: string, note?: Rec): boolean {
  if (flag(board, 'locked') || (quadrant !== '' && list(board, 'closed').includes(quadrant))) return true;
  return note !== undefined && flag(note, 'locked');
}
