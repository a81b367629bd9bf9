import type { Draft } from './decide.ts';
import type { Commands, Member } from './generated.ts';
import type { Actor } from './permission.ts';
import { fieldOf, flag, num, text } from './record.ts';
import { Refusal } from './refusal.ts';
import { membersList, type State } from './state.ts';

/** The people of the workshop: neither waiting nor removed. */
export function members(state: State): Member[] {
  return state.siblings(membersList).filter((member) => !flag(member, 'waiting') && !flag(member, 'removed'));
}

/** The people who wait to be let in. */
export function waitingPeople(state: State): Member[] {
  return state.siblings(membersList).filter((member) => flag(member, 'waiting') && !flag(member, 'removed'));
}

/** The people whose hand is up, the longest first. */
export function hands(state: State): Member[] {
  return members(state)
    .filter((member) => num(member, 'hand') > 0)
    .sort((a, b) => num(a, 'hand') - num(b, 'hand'));
}

/** What a member's `ready` says while they are ready: the running phase, `-` when none runs. */
export function readyMark(state: State): string {
  return text(state.workshop, 'phase') || '-';
}

/** Whether the member is ready to go on from where the workshop is. */
export function isReady(state: State, member: Member): boolean {
  return text(member, 'ready') === readyMark(state);
}

/** How many of the participants who are online are ready to go on. */
export function readyCount(state: State, online: ReadonlySet<string>): { ready: number; of: number } {
  const there = members(state).filter(({ id, fields }) => fields.role === 'participant' && online.has(id));
  return { ready: there.filter((member) => isReady(state, member)).length, of: there.length };
}

/** A member who was not removed. */
export function memberIn(state: State, id: string): Member | undefined {
  const member = state.of('member', id);
  return member === undefined || flag(member, 'removed') ? undefined : member;
}

export function setHand(draft: Draft, by: Actor, c: Commands['SetHand']): void {
  const id = c.member || by.member;
  if (id !== by.member && (by.role !== 'moderator' || c.up)) throw new Refusal('forbidden');
  const member = memberIn(draft.state, id);
  if (member === undefined) throw new Refusal('not_found');
  if (!c.up) draft.set(member, { hand: undefined });
  else if (fieldOf(member.fields, 'hand') === undefined) draft.set(member, { hand: draft.at });
}

export function setReady(draft: Draft, by: Actor, c: Commands['SetReady']): void {
  const member = memberIn(draft.state, by.member);
  if (member === undefined) throw new Refusal('not_found');
  draft.set(member, { ready: c.ready ? readyMark(draft.state) : undefined });
}
