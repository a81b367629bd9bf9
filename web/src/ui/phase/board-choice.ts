import type { Board } from '../../board/generated.ts';
import type { Actor } from '../../board/permission.ts';
import { boards, type State } from '../../board/state.ts';
import { boardsFor, isPublished, openBoards, presented } from '../../board/team.ts';
import { boardTitle } from '../boards.ts';
import type { Words } from '../words/pl.ts';
import { boardName } from './spot-names.ts';

/** The boards between which somebody switches: those that stand side by side, and the others they may read. */
export interface BoardChoice {
  readonly side: readonly Board[];
  readonly others: readonly Board[];
}

/**
 * The choice of a person: side by side stand what a team presents and the boards on which they work now; for a
 * moderator, who walks from team to team, the open boards of the plenary and of the present teams.
 */
export function boardChoice(state: State, actor: Actor): BoardChoice {
  const all = state.siblings(boards);
  const side =
    actor.role === 'moderator'
      ? [...openBoards(state), ...all.filter((board) => board.team !== '' && !isPast(state, board))]
      : [...presented(state), ...boardsFor(state, actor)];
  return { side, others: all.filter((board) => !side.includes(board)) };
}

function isPast(state: State, board: Board): boolean {
  return state.of('team', board.team)?.past === true;
}

/** How a board is called in the choice: a team's own boards by their titles where only those stand side by side. */
export function choiceName(words: Words, state: State, choice: BoardChoice, board: Board): string {
  const own = choice.side.length > 1 && choice.side.every((each) => each.team !== '');
  const oneTeam = own && choice.side.every((each) => each.team === board.team);
  return oneTeam ? boardTitle(words, state, board) : boardName(words, state, board);
}

/** The name of a board and what is particular about it. */
export function markedName(words: Words, name: string, board: Board): string {
  const { archived, published } = words.phase.boards;
  if (board.archived) return `${name} (${archived})`;
  return isPublished(board) ? `${name} (${published})` : name;
}
