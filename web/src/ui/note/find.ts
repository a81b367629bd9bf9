import { columns } from '../../board/columns.ts';
import type { State } from '../../board/state.ts';

/** A text as it is searched: without diacritics, in small letters, and with one space where there are several. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l').replace(/\s+/g, ' ').trim();
}

/** The notes of a board that hold all the words, each at least in part, in the order of reading. */
export function findNotes(state: State, board: string, words: string): string[] {
  const wanted = folded(words).split(' ').filter(Boolean);
  if (wanted.length === 0) return [];
  return columns(state, board)
    .flatMap(({ loose, groups }) => [...groups.flatMap(({ notes }) => notes), ...loose])
    .filter(({ text }) => {
      const searched = folded(text);
      return wanted.every((word) => searched.includes(word));
    })
    .map(({ id }) => id);
}
