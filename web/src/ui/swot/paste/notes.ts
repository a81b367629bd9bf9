import { isBlank } from '../../../board/limits.ts';
import { type Section, sections } from '../../../board/swot.ts';
import { readRows } from './cells.ts';
import type { Found, Harvest } from './harvest.ts';
import { areListNumbers, breaksSeparate, entries } from './lists.ts';
import { mend } from './mend.ts';
import { readTable } from './table.ts';

/** One note to be. */
export interface PastedNote {
  readonly section: Section;
  /** The name of its group. */
  readonly group?: string;
  readonly text: string;
}

/** Reads pasted text into notes, and tells what was left out. Every word is in the one or in the other. */
export function readNotes(text: string, fallback: Section): { notes: PastedNote[]; harvest: Harvest } {
  const harvest = readTable(mend(readRows(text)), fallback);
  const numbers = listNumbers(harvest.found);
  // Whether line breaks make lists is seen from all cells together.
  const breaks = breaksSeparate(harvest.found.map(({ text }) => text));
  const notes = harvest.found.flatMap((found) => {
    const all = entries(found.text, numbers(found.section), breaks).map((entry): PastedNote => {
      const group = [found.group, entry.under?.replace(/\s*:$/, '')].filter((name) => name !== undefined).join(' – ');
      const { text } = entry;
      return group === '' ? { section: found.section, text } : { section: found.section, group, text };
    });
    const filled = all.filter(({ text }) => !isBlank(text));
    if (filled.length < all.length) harvest.leave('placeholders_left_out', found.text);
    if (filled.length > 0 && found.group !== undefined) harvest.use(found.group);
    return filled;
  });
  harvest.close();
  return { notes, harvest };
}

/** In which sections the numbers in front of notes only count them. */
function listNumbers(found: readonly Found[]): (section: Section) => boolean {
  const counted = (of: readonly Found[]) => areListNumbers(of.flatMap(({ text }) => text.split('\n')));
  const everywhere = counted(found);
  const numbered = sections.filter((section) => counted(found.filter((cell) => cell.section === section)));
  return (section) => everywhere || numbered.includes(section);
}
