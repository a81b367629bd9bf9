import { isHidden } from '../../board/phase.ts';
import type { Rec } from '../../board/record.ts';
import type { Column } from '../../board/swot.ts';
import { lists } from './moves.ts';

/** What stood covered on the board at one moment. */
export interface HiddenNotes {
  /** The quadrant of every note, and whether only its author sees it. */
  readonly notes: ReadonlyMap<string, { readonly quadrant: string; readonly hidden: boolean }>;
  /** How many notes of others were covered in a quadrant; where it is not told, whether it was covered at all. */
  readonly blanks: ReadonlyMap<string, number | boolean>;
}

/** Takes down what is covered. `blanks` tells it of one quadrant. */
export function hiddenNotes(columns: readonly Column[], blanks: (quadrant: string) => number | boolean): HiddenNotes {
  const notes = new Map<string, { quadrant: string; hidden: boolean }>();
  for (const { quadrant, notes: all } of lists(columns)) {
    for (const note of all as readonly Rec[]) notes.set(note.id, { quadrant, hidden: isHidden(note) });
  }
  return { notes, blanks: new Map(columns.map(({ quadrant }) => [quadrant, blanks(quadrant)])) };
}

/**
 * The notes that were turned face up between two moments: own ones that were hidden, and those that came where covered
 * ones went. Where nobody tells how many are covered, whatever comes into a covered quadrant was turned up.
 */
export function revealedNotes(before: HiddenNotes, after: HiddenNotes): string[] {
  const fell = new Set<string>();
  for (const [quadrant, was] of before.blanks) {
    const is = after.blanks.get(quadrant);
    if (typeof was === 'boolean' ? was : Number(is) < was) fell.add(quadrant);
  }
  return [...after.notes]
    .filter(([id, now]) => {
      if (now.hidden) return false;
      const old = before.notes.get(id);
      return old === undefined ? fell.has(now.quadrant) : old.hidden;
    })
    .map(([id]) => id);
}
