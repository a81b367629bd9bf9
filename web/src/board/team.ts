import type { Board, Member, Team } from './generated.ts';
import { members } from './member.ts';
import type { Actor } from './permission.ts';
import { phaseCovers, running } from './phase.ts';
import { flag, text } from './record.ts';
import { boards, type State, teamsList } from './state.ts';

/** The teams of the present line-up, in order. */
export function teams(state: State): Team[] {
  return state.siblings(teamsList).filter((team) => !flag(team, 'past'));
}

/** The teams of earlier line-ups. */
export function pastTeams(state: State): Team[] {
  return state.siblings(teamsList).filter((team) => flag(team, 'past'));
}

/** The team of a member. */
export function teamOf(state: State, member: string): Team | undefined {
  const id = text(state.of('member', member), 'team');
  return id === '' ? undefined : state.of('team', id);
}

/** The people of a team. */
export function membersOf(state: State, team: string): Member[] {
  return members(state).filter((member) => text(member, 'team') === team);
}

/** The boards that belong to no team, in order. */
export function plenaryBoards(state: State): Board[] {
  return state.siblings(boards).filter((board) => text(board, 'team') === '');
}

/** A board of a team: the copy of the plenary board `origin`, or its first one. */
export function boardOfTeam(state: State, team: string, origin?: string): Board | undefined {
  return state
    .siblings(boards)
    .find((board) => text(board, 'team') === team && (origin === undefined || text(board, 'origin') === origin));
}

/**
 * The board that the workshop puts before this person: in a team phase their own team's, else the first one in
 * focus. Moderators, who walk from team to team, are given none in a team phase.
 */
export function boardFor(state: State, actor: Actor): Board | undefined {
  const phase = running(state);
  if (phase === undefined) return plenaryBoards(state)[0];
  if (!flag(phase, 'teams')) return plenaryBoards(state).find((board) => phaseCovers(phase, board));
  if (actor.role === 'moderator') return undefined;
  const team = text(state.of('member', actor.member), 'team');
  const own = (board: Board) => text(board, 'team') === team && phaseCovers(phase, board);
  const found = team === '' ? undefined : state.siblings(boards).find(own);
  if (found !== undefined) return found;
  // Whoever has no team looks at what the teams work on.
  const wanted = phase.fields.boards;
  return plenaryBoards(state).find((board) => !Array.isArray(wanted) || wanted.includes(board.id));
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
