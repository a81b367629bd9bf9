import type { Member } from './generated.ts';
import { members } from './member.ts';
import type { State } from './state.ts';

/** The people whose hand is up, the longest first. */
export function hands(state: State): Member[] {
  return members(state)
    .filter((member) => member.hand !== undefined)
    .sort((a, b) => (a.hand ?? 0) - (b.hand ?? 0));
}

/** What a member's `ready` says while they are ready: the running phase, `-` when none runs. */
export function readyMark(state: State): string {
  return state.workshop?.phase || '-';
}

/** Whether the member is ready to go on from where the workshop is. */
export function isReady(state: State, member: Member): boolean {
  return member.ready === readyMark(state);
}

/** How many of the participants who are online are ready to go on. */
export function readyCount(state: State, online: ReadonlySet<string>): { ready: number; of: number } {
  const there = members(state).filter(({ id, role }) => role === 'participant' && online.has(id));
  return { ready: there.filter((member) => isReady(state, member)).length, of: there.length };
}
