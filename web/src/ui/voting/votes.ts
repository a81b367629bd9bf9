import { countsFor } from '../../board/ballot.ts';
import type { Board, Vote } from '../../board/generated.ts';
import { type BoardSection, sectionsOn } from '../../board/kind.ts';
import { boards, type State } from '../../board/state.ts';
import { tallyOf } from '../../board/tally.ts';
import { openVotes, votes } from '../../board/vote.ts';

/** What a result says about one item. */
export interface ItemResult {
  readonly points: number;
  /** null: a note whose group carries the place. */
  readonly place: number | null;
  /** Whether others share the place. */
  readonly tied: boolean;
}

/** The votes that run and in which this person has points to give. */
export function votesFor(state: State, member: string): Vote[] {
  return openVotes(state).filter((vote) => vote.electorate.includes(member));
}

/** The vote in which points can be given to the item: where two run over it, the first. */
export function voteOn(state: State, running: readonly Vote[], item: string): Vote | undefined {
  return running.find((vote) => countsFor(state, vote, item) === item);
}

/** Whether the vote asks about the board. */
export function reaches(vote: Vote, board: Board): boolean {
  if (vote.boards.length > 0) return vote.boards.includes(board.id);
  return board.audience === 'everyone' || board.audience === vote.audience;
}

/** The sections of the boards that the vote asks about. */
export function sectionsOfVote(state: State, vote: Vote): BoardSection[] {
  const asked = state.siblings(boards).filter((board) => reaches(vote, board));
  return sectionsOn(
    state,
    asked.map(({ id }) => id),
  );
}

/** The vote whose result stands on a board: the last one held there. While it is secret and runs, none. */
export function shownOn(state: State, board: Board): Vote | undefined {
  const last = votes(state).findLast((vote) => reaches(vote, board));
  if (last === undefined || (!last.closed && !last.liveTotals)) return undefined;
  return last;
}

/** What the result of a vote says, by item; empty without one. */
export function itemResults(state: State, vote: Vote): Map<string, ItemResult> {
  const lines = tallyOf(state, vote) ?? [];
  const sharing = new Map<number, number>();
  for (const { place } of lines) if (place !== null) sharing.set(place, (sharing.get(place) ?? 0) + 1);
  return new Map(
    lines.map(({ item, points, place }) => [
      item,
      { points, place, tied: place !== null && (sharing.get(place) ?? 0) > 1 },
    ]),
  );
}

/** The title of a vote; a team's vote is told with its team. */
export function titleOf(state: State, vote: Vote, named: (title: string, team: string) => string): string {
  return named(vote.title, state.of('team', vote.team)?.name ?? '');
}

/** The rules of a vote. */
export function rulesOf(vote: Vote): { points: number; perItem: number } {
  return { points: vote.points, perItem: vote.perItem };
}
