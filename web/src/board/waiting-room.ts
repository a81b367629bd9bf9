import type { Member } from './generated.ts';
import { membersList, type State } from './state.ts';

/** The people who wait to be let in. */
export function waitingPeople(state: State): Member[] {
  return state.siblings(membersList).filter((member) => member.waiting && !member.removed);
}
