import type { Actor } from './permission.ts';
import type { State } from './state.ts';

/** Who receives what: one receiver, with the role and the team they have now. */
export interface Viewer extends Actor {
  readonly team: string;
}

/** The audience of one member. */
export function onlyMember(member: string): string {
  return `member:${member}`;
}

/** The audience of what a viewer alone receives. Of what has no author it does not say who they are. */
export function alone(to: Viewer, signed: boolean): string {
  return onlyMember((signed ? undefined : to.alias) ?? to.member);
}

/** Whether it is the audience of one member. */
export function isPersonal(audience: string): boolean {
  return audience.startsWith('member:');
}

/** Whom a board reaches, and with it what is open on it. */
export function audienceOf(state: State, board: string): string {
  return state.of('board', board)?.audience ?? 'nobody';
}

/** Whether the viewer belongs to the audience. It fails closed: an unknown form is seen by nobody. */
export function sees(to: Viewer, audience: string): boolean {
  if (audience === 'everyone') return true;
  if (to.role === 'observer') return false;
  if (audience === 'members') return true;
  if (audience === 'moderators') return to.role === 'moderator';
  if (audience.startsWith('team:')) {
    return to.role === 'moderator' || (to.team !== '' && audience === `team:${to.team}`);
  }
  return to.member !== '' && (audience === alone(to, true) || audience === alone(to, false));
}
