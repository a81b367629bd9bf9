import { type Actor, verdict } from '../../board/permission.ts';
import type { Spot } from '../../board/spot.ts';
import type { State } from '../../board/state.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';

/** Why something is not open to a person just now, as words tell it. */
export type Closed = 'phase' | 'elsewhere' | 'archived' | 'held' | 'board' | 'section' | 'note' | 'other';

/** Why the person may not do this there; null when they may, as far as this state knows. */
export function closedBy(state: State, actor: Actor, name: string, spot: Spot): Closed | null {
  const code = verdict(state, actor, name, spot);
  switch (code) {
    case null:
      return null;
    case 'phase':
      // What the phase allows somewhere is only out of its focus here.
      return verdict(state, actor, name) === 'phase' ? 'phase' : 'elsewhere';
    case 'held':
    case 'archived':
      return code;
    case 'locked':
      return lock(state, spot);
    default:
      return 'other';
  }
}

function lock(state: State, { board: id, section }: Spot): Closed {
  const board = id === undefined ? undefined : state.of('board', id);
  if (board === undefined) return 'note';
  if (board.locked) return 'board';
  return section !== undefined && board.lockedSections.includes(section) ? 'section' : 'note';
}

/** Why an act is not open to this person there; null when it is. */
export function whyClosed(store: WorkshopStore, name: string, spot: Spot): Closed | null {
  return store.may(name, spot) ? null : (closedBy(store.state, store.me, name, spot) ?? 'other');
}
