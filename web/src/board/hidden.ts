import { isPersonal } from './audience.ts';
import { covers, running } from './phase.ts';
import type { Rec } from './record.ts';
import { hiddenItems, type State } from './state.ts';

/** Whether what is written there now is hidden until it is revealed. */
export function hiddenAt(state: State, board: string, section: string): boolean {
  const phase = running(state);
  if (phase === undefined || !phase.hidden || !covers(state, board)) return false;
  return !phase.revealed.includes(`${board}/${section}`);
}

/** Whether only one member sees the note or group. */
export function isHidden(record: Rec): boolean {
  return isPersonal(record.audience);
}

/** How many hidden items of others there are, as far as the phase tells it. */
export function hiddenCountAt(state: State, board: string, section: string): number {
  const all = state.of('hiddenCount', `hidden:${board}/${section}`)?.count ?? 0;
  return all === 0 ? 0 : Math.max(0, all - ownHidden(state, board, section));
}

/** How many hidden items of the person themselves there are. */
export function ownHidden(state: State, board: string, section: string): number {
  return state.count(hiddenItems(board, section));
}

/** Whether notes are written without an author at present. */
export function anonymous(state: State): boolean {
  const phase = running(state);
  return phase?.anonymous === true;
}

/** What a new note is promised now: in an anonymous phase it stays unsigned, whenever it arrives. */
export function promise(state: State): { readonly unsigned?: true } {
  return anonymous(state) ? { unsigned: true } : {};
}
