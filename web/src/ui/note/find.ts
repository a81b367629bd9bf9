import { columns } from '../../board/columns.ts';
import type { State } from '../../board/state.ts';
import { teamOf } from '../../board/team.ts';

/** What a search looks at in an item of a board. */
export interface Sought {
  readonly id: string;
  readonly text: string;
  readonly author: string;
  readonly teams: readonly string[];
  readonly colour: string;
  readonly group: string;
}

/** What is sought: words, and of whom, from which team, with which mark, in which group; '' is any. */
export type Wanted = Record<'words' | 'author' | 'team' | 'colour' | 'group', string>;

export const anything: Wanted = { words: '', author: '', team: '', colour: '', group: '' };

/** What has no author, mark or group, where that is sought. */
export const NONE = '-';

/** A text as it is searched: without diacritics, in small letters, and with one space where there are several. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l').replace(/\s+/g, ' ').trim();
}

/** The notes of a board in the order of reading. A note that came from no team counts as its author's team's. */
export function notesOn(state: State, board: string): Sought[] {
  return columns(state, board)
    .flatMap(({ loose, groups }) => [...groups.flatMap(({ notes }) => notes), ...loose])
    .map(({ id, text, author, teams, colour, group }) => {
      const own = teamOf(state, author)?.id;
      return { id, text, author, colour, group, teams: teams.length > 0 || own === undefined ? teams : [own] };
    });
}

/** The items that hold all the words, each at least in part, and are all that else is wanted; null when nothing is. */
export function find(items: readonly Sought[], wanted: Wanted): string[] | null {
  const { author, team, colour, group } = wanted;
  const words = folded(wanted.words).split(' ').filter(Boolean);
  if (words.length === 0 && [author, team, colour, group].every((each) => each === '')) return null;
  const is = (value: string, sought: string) => sought === '' || value === (sought === NONE ? '' : sought);
  return items
    .filter(
      (item) =>
        is(item.author, author) &&
        is(item.colour, colour) &&
        is(item.group, group) &&
        (team === '' || item.teams.includes(team)),
    )
    .filter(({ text }) => {
      const searched = folded(text);
      return words.every((word) => searched.includes(word));
    })
    .map(({ id }) => id);
}
