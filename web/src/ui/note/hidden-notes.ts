import type { Column } from '../../board/columns.ts';
import { isHidden } from '../../board/hidden.ts';
import { lists } from './moves.ts';

/** What stood hidden on the board at one moment. */
export interface HiddenNotes {
  /** The section of every note, and whether only its author sees it. */
  readonly notes: ReadonlyMap<string, { readonly section: string; readonly hidden: boolean }>;
  /** How many notes of others were hidden in a section; where it is not told, whether it was hidden at all. */
  readonly hiddenCount: ReadonlyMap<string, number | boolean>;
}

/** Takes down what is hidden. `hiddenCount` tells it of one section. */
export function hiddenNotes(
  columns: readonly Column[],
  hiddenCount: (section: string) => number | boolean,
): HiddenNotes {
  const notes = new Map<string, { section: string; hidden: boolean }>();
  for (const { section, notes: all } of lists(columns)) {
    for (const note of all) notes.set(note.id, { section, hidden: isHidden(note) });
  }
  return { notes, hiddenCount: new Map(columns.map(({ section }) => [section, hiddenCount(section)])) };
}

/**
 * The notes that were turned face up between two moments: own ones that were hidden, and those that came where hidden
 * ones went. Where nobody tells how many are hidden, whatever comes into a hidden section was turned up.
 */
export function revealedNotes(before: HiddenNotes, after: HiddenNotes): string[] {
  const fell = new Set<string>();
  for (const [section, was] of before.hiddenCount) {
    const is = after.hiddenCount.get(section);
    if (typeof was === 'boolean' ? was : Number(is) < was) fell.add(section);
  }
  return [...after.notes]
    .filter(([id, now]) => {
      if (now.hidden) return false;
      const old = before.notes.get(id);
      return old === undefined ? fell.has(now.section) : old.hidden;
    })
    .map(([id]) => id);
}
