import type { Column } from '../../board/columns.ts';
import { text } from '../../board/record.ts';

/**
 * One thing to be shown: a note by its id, a heading with its words, or the number of notes that are covered. Notes of
 * a group stand under its heading.
 */
export interface Entry {
  id: string;
  head?: string | undefined;
  under?: string | undefined;
  hiddenCount?: number;
}

/** What a section shows, in the order of all views: groups first, then loose notes, then those that are covered. */
export function entriesOf(column: Column, words: { unnamed: string; loose: string }, hiddenCount = 0): Entry[] {
  const open = openOf(column, words);
  return hiddenCount === 0 ? open : [...open, { id: `${column.section}/covered`, hiddenCount }];
}

function openOf(column: Column, words: { unnamed: string; loose: string }): Entry[] {
  const { section, groups, loose } = column;
  const heading = (id: string, head: string): Entry => ({ id, head, under: undefined });
  const entries = groups.flatMap(({ group, notes }) => {
    const head = `${section}/${group.id}`;
    return [
      heading(head, text(group, 'name') || words.unnamed),
      ...notes.map(({ id }) => ({ id, head: undefined, under: head })),
    ];
  });
  if (groups.length === 0) return loose.map(({ id }) => ({ id, head: undefined, under: undefined }));
  if (loose.length === 0) return entries;
  const head = `${section}/`;
  return [...entries, heading(head, words.loose), ...loose.map(({ id }) => ({ id, head: undefined, under: head }))];
}

/** The unit of all sizes: a hundredth of the height of a 16:9 screen that fits, and never too small to read nearby. */
export function unit(screen: { width: number; height: number }): number {
  return Math.max(5.3, Math.min(screen.height, (screen.width * 9) / 16) / 100);
}
