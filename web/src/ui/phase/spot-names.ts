import type { Board } from '../../board/generated.ts';
import { itemText } from '../../board/kind.ts';
import type { Spot } from '../../board/spot.ts';
import type { State } from '../../board/state.ts';
import { plenaryBoards } from '../../board/team.ts';
import { boardTitle, sectionName } from '../boards.ts';
import type { Words } from '../words/pl.ts';

/** The longest piece of a text that stands for an item. */
const SNIPPET = 48;

/** How a board is called: a team's by its team, the only one of the plenary as what it is, others by their titles. */
export function boardName(words: Words, state: State, board: Board): string {
  const title = boardTitle(words, state, board);
  const team = board.team;
  if (team !== '') {
    const name = state.of('team', team)?.name ?? '';
    return plenaryBoards(state).length > 1 ? `${name}: ${title}` : name;
  }
  return plenaryBoards(state).length > 1 ? title : words.phase.plenaryBoard;
}

/** How a spot is called: the beginning of the item, the section, or the board. */
export function spotName(words: Words, state: State, spot: Spot): string {
  const item = spot.item === undefined ? '' : itemText(state, spot.item).trim();
  if (item !== '') return words.phase.quote(snippet(item));
  const section = spot.section === undefined ? '' : sectionName(words, state, spot.board, spot.section);
  if (section !== '') return section;
  const board = state.of('board', spot.board);
  return board === undefined ? words.phase.plenaryBoard : boardName(words, state, board);
}

/** The first words of a text, on one line. */
export function snippet(whole: string): string {
  const line = whole.replace(/\s+/g, ' ');
  if (line.length <= SNIPPET) return line;
  const cut = line.slice(0, SNIPPET);
  const end = cut.lastIndexOf(' ');
  return `${(end > SNIPPET / 2 ? cut.slice(0, end) : cut.replace(/\p{Surrogate}$/u, '')).trimEnd()}…`;
}
