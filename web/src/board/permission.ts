import { held } from './focus.ts';
import { type Act, type Board, type Code, type Phase, permissions, type Role } from './generated.ts';
import { lockedAt } from './lock.ts';
import { phaseCovers, running } from './phase.ts';
import { flag, list, text } from './record.ts';
import type { Spot } from './spot.ts';
import type { State } from './state.ts';

/** Who gives a command: from the session, never from the message. */
export interface Actor {
  readonly member: string;
  readonly role: Role;
}

/** A row of the one table of who may do what; a name without a row is allowed to nobody. */
interface Row {
  readonly roles: readonly Role[];
  readonly acts: readonly Act[];
  readonly stopped: boolean;
}

/** The actor with the role that the workshop gives them now: a moderator may have changed it. */
export function standing(state: State, actor: Actor): Actor {
  if (actor.role === 'observer') return actor;
  const role = text(state.of('member', actor.member), 'role');
  return role === '' || role === actor.role ? actor : { member: actor.member, role: role as Role };
}

/** Why the actor may not do this now, and there if a spot is told; null when they may. */
export function verdict(state: State, actor: Actor, name: string, spot?: Partial<Spot>): Code | null {
  const { role } = standing(state, actor);
  if (!Object.hasOwn(permissions, name)) return 'forbidden';
  const { roles, acts }: Row = permissions[name as keyof typeof permissions];
  if (!roles.includes(role)) return 'forbidden';
  const member = role === 'observer' ? undefined : state.of('member', actor.member);
  if (member !== undefined && flag(member, 'removed')) return 'removed';
  if (member !== undefined && flag(member, 'waiting')) return 'waiting';
  if (name === 'ChooseTeam' && (state.workshop === undefined || !flag(state.workshop, 'choosing'))) return 'phase';
  if (role !== 'participant')
    return acts.length > 0 && spot !== undefined && flag(boardAt(state, spot), 'archived') ? 'archived' : null;
  if (name === 'PromoteNotes' && !leads(state, actor.member)) return 'forbidden';
  if (acts.length === 0) return null;
  if (held(state)) return 'held';
  const phase = running(state);
  if (phase !== undefined && !acts.some((act) => list(phase, 'allow').includes(act))) return 'phase';
  // On what points may be given says the vote; a lock keeps only the notes as they are.
  return spot === undefined || name === 'SetPoints' ? null : verdictAt(state, phase, spot, text(member, 'team'));
}

function boardAt(state: State, spot: Partial<Spot>): Board | undefined {
  return state.of('board', spot.board ?? text(state.of('note', spot.item ?? ''), 'board'));
}

function verdictAt(state: State, phase: Phase | undefined, spot: Partial<Spot>, team: string): Code | null {
  const note = spot.item === undefined ? undefined : state.of('note', spot.item);
  const board = boardAt(state, spot);
  if (board === undefined) return 'not_found';
  if (flag(board, 'archived')) return 'archived';
  if (phase !== undefined && !phaseCovers(phase, board)) return 'phase';
  // Another team's board, which was published.
  if (text(board, 'team') !== '' && text(board, 'team') !== team) return 'forbidden';
  return lockedAt(board, spot.section ?? text(note, 'section'), note) ? 'locked' : null;
}

/** Whether the actor may do this now and there; the interface asks it to show or hide controls. */
export function may(state: State, actor: Actor, name: string, spot?: Partial<Spot>): boolean {
  return verdict(state, actor, name, spot) === null;
}

function leads(state: State, member: string): boolean {
  const team = state.of('team', text(state.of('member', member), 'team'));
  return team !== undefined && text(team, 'lead') === member;
}
