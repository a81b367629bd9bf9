import type { Focus } from '../../board/focus.ts';
import { kindOf } from '../../board/kind.ts';
import { type Rec, text } from '../../board/record.ts';
import { Refusal } from '../../board/refusal.ts';
import type { State } from '../../board/state.ts';
import { plenaryBoards } from '../../board/team.ts';
import type { Words } from '../words/pl.ts';

/** What one can be brought to: a board, a quadrant or a note. */
export type Spot = Pick<Focus, 'board' | 'quadrant' | 'note'>;

/** The longest piece of a note that stands for the note. */
const SNIPPET = 48;

/** The quadrants of a board, none for a kind that has none or is not known here. */
export function quadrantsOf(state: State, board: string): readonly string[] {
  try {
    return kindOf(state, board).quadrants;
  } catch (fault) {
    if (fault instanceof Refusal) return [];
    throw fault;
  }
}

/** How a quadrant is called, '' for one that is not known here. */
export function quadrantName(words: Words, quadrant: string): string {
  const names: Record<string, string> = words.swot.quadrants;
  return Object.hasOwn(names, quadrant) ? (names[quadrant] ?? '') : '';
}

/** How a board is called: a team's by its team, the only one of the plenary as what it is, others by their titles. */
export function boardName(words: Words, state: State, board: Rec): string {
  const title = text(board, 'title') || words.swot.title;
  const team = text(board, 'team');
  if (team !== '') {
    const name = text(state.of('team', team), 'name');
    return plenaryBoards(state).length > 1 ? `${name}: ${title}` : name;
  }
  return plenaryBoards(state).length > 1 ? title : words.phase.plenaryBoard;
}

/** How a spot is called: the beginning of the note, the quadrant, or the board. */
export function spotName(words: Words, state: State, spot: Spot): string {
  const note = spot.note === undefined ? '' : text(state.of('note', spot.note), 'text').trim();
  if (note !== '') return words.phase.quote(snippet(note));
  const quadrant = spot.quadrant === undefined ? '' : quadrantName(words, spot.quadrant);
  if (quadrant !== '') return quadrant;
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
