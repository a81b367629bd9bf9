import type { Viewer } from './audience.ts';
import { held } from './focus.ts';
import { type Act, type Code, permissions, type Role } from './generated.ts';
import { lockedAt } from './lock.ts';
import { allows, phaseCovers, running } from './phase.ts';
import type { Spot } from './spot.ts';
import type { State } from './state.ts';

/** Who gives a command: from the session, never from the message. */
export interface Actor {
  readonly member: string;
  /** The role of the link by which the session came. */
  readonly role: Role;
  /** Names the member where nobody shall learn who they are. Only their own session knows it. */
  readonly alias?: string;
}

/** A row of the one table of who may do what; a name without a row is allowed to nobody. */
export interface Permission {
  readonly roles: readonly Role[];
  readonly acts: readonly Act[];
  readonly stopped: boolean;
}

/** The role that the workshop gives an actor now: a moderator may have changed it. */
export function roleOf(state: State, actor: Actor): Role {
  return (actor.role !== 'observer' && state.of('member', actor.member)?.role) || actor.role;
}

/** The actor as a receiver, with the role and the team that they have now, or why they have no part in the workshop. */
export function viewer(state: State, actor: Actor): Viewer | 'removed' | 'waiting' {
  const member = actor.role === 'observer' ? undefined : state.of('member', actor.member);
  if (member?.removed) return 'removed';
  if (member?.waiting) return 'waiting';
  return { ...actor, role: roleOf(state, actor), team: member?.team ?? '' };
}

/** Who acts, as a receiver, or why they may not do this now. */
export function authorise(state: State, actor: Actor, name: string): Viewer | Code {
  if (!Object.hasOwn(permissions, name)) return 'forbidden';
  const { roles, acts, stopped }: Permission = permissions[name as keyof typeof permissions];
  if (!roles.includes(roleOf(state, actor))) return 'forbidden';
  const by = viewer(state, actor);
  if (typeof by === 'string') return by;
  if (name === 'ChooseTeam' && !state.workshop?.choosing) return 'phase';
  if (name === 'ChooseLead' && !state.workshop?.choosingLead) return 'phase';
  if (by.role !== 'participant') return by;
  if (stopped && held(state)) return 'held';
  if (acts.length > 0 && !acts.some((act) => allows(state, act))) return 'phase';
  if (name === 'PromoteNotes' && state.of('team', by.team)?.lead !== by.member) return 'forbidden';
  return by;
}

/** Why the actor, who may do this somewhere, may not do it at a spot; null when they may. */
export function mayAt(state: State, by: Viewer, { acts, stopped }: Permission, at: Partial<Spot>): Code | null {
  if (!stopped) return null;
  const item = state.item(at.item ?? '');
  const board = state.of('board', at.board ?? item?.board ?? '');
  if (board === undefined) return 'not_found';
  if (board.archived) return 'archived';
  if (by.role !== 'participant') return null;
  const phase = running(state);
  if (acts.length > 0 && phase !== undefined && !phaseCovers(phase, board)) return 'phase';
  // Another team's board, which was published.
  if (board.team !== '' && board.team !== by.team) return 'forbidden';
  return lockedAt(board, at.section ?? item?.section ?? '', item) ? 'locked' : null;
}

/** Why the actor may not do this now, and at the spot if one is given; null when they may. */
export function verdict(state: State, actor: Actor, name: string, spot?: Partial<Spot>): Code | null {
  const by = authorise(state, actor, name);
  if (typeof by === 'string') return by;
  return spot === undefined ? null : mayAt(state, by, permissions[name as keyof typeof permissions], spot);
}

/** Whether the actor may do this now and there; the interface asks it to show or hide controls. */
export function may(state: State, actor: Actor, name: string, spot?: Partial<Spot>): boolean {
  return verdict(state, actor, name, spot) === null;
}
