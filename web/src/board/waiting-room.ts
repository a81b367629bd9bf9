import type { Member } from './generated.ts';
import { flag } from './record.ts';
import { membersList, type State } from './state.ts';

/** The people who wait to be let in. */
export function waitingPeople(state: State): Member[] {
  return state.siblings(membersList).filter((member) => flag(member, 'waiting') && !flag(member, 'removed'));
}
