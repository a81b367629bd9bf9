import type { Board, Member, Phase, Team } from './generated.ts';
import { members } from './member.ts';
import type { Actor } from './permission.ts';
import { phaseCovers, running } from './phase.ts';
import { presentationsOf } from './presentations.ts';
import { boards, type State, teamsList } from './state.ts';

/** The teams of the present split, in order. */
export function teams(state: State): Team[] {
  return state.siblings(teamsList).filter((team) => !team.past);
}

/** The teams of earlier splits. */
export function pastTeams(state: State): Team[] {
  return state.siblings(teamsList).filter((team) => team.past);
}

/** The team of a member. */
export function teamOf(state: State, member: string): Team | undefined {
  const id = state.of('member', member)?.team ?? '';
  return id === '' ? undefined : state.of('team', id);
}

/** The people of a team. */
export function membersOf(state: State, team: string): Member[] {
  return members(state).filter((member) => member.team === team);
}

/** The teams with people of whom none leads. */
export function leaderless(state: State): Team[] {
  return teams(state).filter(({ id, lead }) => {
    const all = membersOf(state, id);
    return all.length > 0 && !all.some((member) => member.id === lead);
  });
}

/** Whether only the leads of teams have something to do in a phase: they choose what goes to the shared board. */
export function needsLeads(phase: Phase | undefined): boolean {
  return phase?.teams === true && phase.allow.length === 0;
}

/** The boards that belong to no team, in order. */
export function plenaryBoards(state: State): Board[] {
  return state.siblings(boards).filter((board) => board.team === '');
}

/** A board of a team: the copy of the plenary board `origin`, or its first one. */
export function boardOfTeam(state: State, team: string, origin?: string): Board | undefined {
  return state
    .siblings(boards)
    .find((board) => board.team === team && (origin === undefined || board.origin === origin));
}

/** The boards of the plenary that are not archived, in order. */
export function openBoards(state: State): Board[] {
  return plenaryBoards(state).filter((board) => !board.archived);
}

/**
 * The boards on which this person works at present: in a team phase their own team's, else those in focus. Moderators,
 * who walk from team to team, are given none in a team phase. Team: the person's own unless another is named.
 */
export function boardsFor(state: State, actor: Actor, team = state.of('member', actor.member)?.team ?? ''): Board[] {
  const phase = running(state);
  const open = openBoards(state);
  if (phase === undefined) return open;
  if (!phase.teams) return open.filter((board) => phaseCovers(phase, board));
  if (actor.role === 'moderator') return [];
  const copies = state.siblings(boards).filter((board) => board.team === team && phaseCovers(phase, board));
  if (team !== '' && copies.length > 0) return copies;
  // Whoever has no team looks at what the teams work on.
  const wanted = phase.boards;
  return open.filter((board) => wanted.length === 0 || wanted.includes(board.id));
}

/** Whether everybody may read a board that was a team's own. */
export function isPublished(board: Board): boolean {
  return board.team !== '' && board.audience === 'everyone';
}

/** The boards that the presenting team has opened to everybody, the latest first. */
export function presented(state: State): Board[] {
  const team = running(state)?.teams ? '' : (presentationsOf(state)?.now ?? '');
  if (team === '') return [];
  return state
    .siblings(boards)
    .filter((board) => board.team === team && isPublished(board))
    .reverse();
}

/** The boards that come before this person: what a team presents, or else those on which they work. */
export function boardsBefore(state: State, actor: Actor, team?: string): Board[] {
  const shown = presented(state);
  return shown.length > 0 ? shown : boardsFor(state, actor, team);
}

/** The boards that this person may open to everybody now: a moderator all teams', a lead the presenting team's own. */
export function publishable(state: State, actor: Actor): Board[] {
  const copies = state.siblings(boards).filter((board) => board.team !== '' && !isPublished(board));
  if (actor.role === 'moderator') return copies;
  const team = teamOf(state, actor.member);
  const presents = team !== undefined && presentationsOf(state)?.now === team.id;
  if (actor.role !== 'participant' || !presents || team.lead !== actor.member) return [];
  return copies.filter((board) => board.team === team.id);
}

/** Deals people to so many teams at random, as evenly as it goes. */
export function deal(
  people: readonly string[],
  count: number,
  shuffle: (list: readonly string[]) => readonly string[],
): string[][] {
  const dealt: string[][] = Array.from({ length: count }, () => []);
  shuffle(people).forEach((member, i) => {
    dealt[i % count]?.push(member);
  });
  return dealt;
}
