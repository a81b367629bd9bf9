import { text } from '../../board/record.ts';
import type { Column } from '../../board/swot.ts';

/** One thing to be shown: a note by its id, or a heading with its words. Notes of a group stand under its heading. */
export interface Entry {
  id: string;
  head: string | undefined;
  under: string | undefined;
}

/** What a quadrant shows, in the order of all views: groups first, then loose notes. */
export function entriesOf(column: Column, words: { unnamed: string; loose: string }): Entry[] {
  const { quadrant, groups, loose } = column;
  const heading = (id: string, head: string): Entry => ({ id, head, under: undefined });
  const entries = groups.flatMap(({ group, notes }) => {
    const head = `${quadrant}/${group.id}`;
    return [
      heading(head, text(group, 'name') || words.unnamed),
      ...notes.map(({ id }) => ({ id, head: undefined, under: head })),
    ];
  });
  if (groups.length === 0) return loose.map(({ id }) => ({ id, head: undefined, under: undefined }));
  if (loose.length === 0) return entries;
  const head = `${quadrant}/`;
  return [...entries, heading(head, words.loose), ...loose.map(({ id }) => ({ id, head: undefined, under: head }))];
}

/** The unit of all sizes: a hundredth of the height of a 16:9 screen that fits, and never too small to read nearby. */
export function unit(screen: { width: number; height: number }): number {
  return Math.max(5.3, Math.min(screen.height, (screen.width * 9) / 16) / 100);
}
