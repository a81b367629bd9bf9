import type { Member } from './generated.ts';
import { membersList, type State } from './state.ts';

/** The people of the workshop: neither waiting nor removed. */
export function members(state: State): Member[] {
  return state.siblings(membersList).filter((member) => !member.waiting && !member.removed);
}

/** A member who was not removed. */
export function memberIn(state: State, id: string): Member | undefined {
  const member = state.of('member', id);
  return member === undefined || member.removed ? undefined : member;
}
