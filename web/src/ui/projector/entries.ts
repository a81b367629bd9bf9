import type { Column } from '../../board/columns.ts';
import type { Note } from '../../board/generated.ts';

/**
 * One thing to be shown: a note by its id, a heading with its words, or the number of notes that are hidden. Notes of
 * a group stand under its heading.
 */
export interface Entry {
  id: string;
  head?: string | undefined;
  under?: string | undefined;
  hiddenCount?: number;
}

/** What a section shows, in the order of all views: groups first, then loose notes, then those that are hidden. */
export function entriesOf(column: Column, words: { unnamed: string; loose: string }, hiddenCount = 0): Entry[] {
  const open = openOf(column, words);
  return hiddenCount === 0 ? open : [...open, { id: `${column.section}/hidden`, hiddenCount }];
}

function openOf({ section, groups, loose }: Column, words: { unnamed: string; loose: string }): Entry[] {
  const listed = (id: string, head: string, notes: readonly Note[]): Entry[] => [
    { id, head },
    ...notes.map((note) => ({ id: note.id, under: id })),
  ];
  const grouped = groups.flatMap(({ group, notes }) =>
    listed(`${section}/${group.id}`, group.name || words.unnamed, notes),
  );
  if (groups.length === 0) return loose.map(({ id }) => ({ id }));
  return loose.length === 0 ? grouped : [...grouped, ...listed(`${section}/`, words.loose, loose)];
}

/** The unit of all sizes: a hundredth of the height of a 16:9 screen that fits, and never too small to read nearby. */
export function unit(screen: { width: number; height: number }): number {
  return Math.max(5.3, Math.min(screen.height, (screen.width * 9) / 16) / 100);
}
