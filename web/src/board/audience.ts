import { type Actor, standing } from './permission.ts';
import { flag, text } from './record.ts';
import type { State } from './state.ts';

/** Who receives what: one receiver, with the role and the team they have now. */
export interface Viewer extends Actor {
  readonly team: string;
}

/** The audience of one member. */
export function onlyMember(member: string): string {
  return `member:${member}`;
}

/** The actor as a receiver; who was removed or waits to be let in receives nothing. */
export function viewer(state: State, actor: Actor): Viewer | undefined {
  const member = actor.role === 'observer' ? undefined : state.of('member', actor.member);
  if (member !== undefined && (flag(member, 'removed') || flag(member, 'waiting'))) return undefined;
  const { role } = standing(state, actor);
  return { member: actor.member, role, team: text(member, 'team') };
}

/** Whether the viewer belongs to the audience. It fails closed: an unknown form is seen by nobody. */
export function sees(to: Viewer | undefined, audience: string): boolean {
  if (to === undefined) return false;
  if (audience === 'everyone') return true;
  if (to.role === 'observer') return false;
  if (audience === 'moderators') return to.role === 'moderator';
  if (audience.startsWith('team:')) {
    return to.role === 'moderator' || (to.team !== '' && audience === `team:${to.team}`);
  }
  return to.member !== '' && audience === onlyMember(to.member);
}
