import { kindOf } from '../../board/kind.ts';
import { type Rec, text } from '../../board/record.ts';
import { Refusal } from '../../board/refusal.ts';
import type { Spot } from '../../board/spot.ts';
import type { State } from '../../board/state.ts';
import { plenaryBoards } from '../../board/team.ts';
import type { Words } from '../words/pl.ts';

/** The longest piece of a note that stands for the note. */
const SNIPPET = 48;

/** The sections of a board, none for a kind that has none or is not known here. */
export function sectionsOf(state: State, board: string): readonly string[] {
  try {
    return kindOf(state, board).sections;
  } catch (fault) {
    if (fault instanceof Refusal) return [];
    throw fault;
  }
}

/** How a section is called, '' for one that is not known here. */
export function sectionName(words: Words, section: string): string {
  const names: Record<string, string> = words.swot.sections;
  return Object.hasOwn(names, section) ? (names[section] ?? '') : '';
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

/** How a spot is called: the beginning of the note, the section, or the board. */
export function spotName(words: Words, state: State, spot: Spot): string {
  const note = spot.item === undefined ? '' : text(state.of('note', spot.item), 'text').trim();
  if (note !== '') return words.phase.quote(snippet(note));
  const section = spot.section === undefined ? '' : sectionName(words, spot.section);
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
