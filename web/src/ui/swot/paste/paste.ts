import type { Command } from '../../../board/command.ts';
import { type Limits, maxGroupNameLength } from '../../../board/generated.ts';
import { hiddenAt, isHidden, promise } from '../../../board/hidden.ts';
import { length } from '../../../board/splice.ts';
import { groupsOf, type State } from '../../../board/state.ts';
import { type Section, sections } from '../../../board/swot.ts';
import type { HeadedColumn, WarningCode } from './harvest.ts';
import { type PastedNote, readNotes } from './notes.ts';

export type { WarningCode } from './harvest.ts';
export type { PastedNote } from './notes.ts';

/** What the cells of a spreadsheet would become. */
export interface Pasted {
  /** The headings that were understood, in the order in which they stand; the same column may come several times. */
  readonly columns: readonly HeadedColumn[];
  readonly notes: readonly PastedNote[];
  /** The names of the groups that hold notes, in order, each once. */
  readonly groups: readonly string[];
  readonly counts: Readonly<Record<Section, number>>;
  /** What was left out or guessed, with the number of cells and at most five of them. */
  readonly warnings: readonly {
    readonly code: WarningCode;
    readonly count: number;
    readonly samples: readonly string[];
  }[];
  /** More than one command takes. */
  readonly tooMany: boolean;
  /** How many of the notes, from the first on, one command takes. */
  readonly fits: number;
  /** No heading was understood: the notes went to the fallback section, or by position (warning guessed_order). */
  readonly fallbackUsed: boolean;
}

// One message holds 64 kB (W12); the rest is for the frame around the notes and groups.
const maxBytes = 64 * 1024 - 1024;
// As long as the ids that are made for new records.
const anyId = 'x'.repeat(20);
const samples = 5;

/** Reads what was copied from a spreadsheet or a table; notes without a heading go to the fallback section. Never throws. */
export function parsePaste(text: string, fallback: Section, limits: Limits): Pasted {
  const { harvest, notes: found } = readNotes(text, fallback);
  const counts = { strength: 0, weakness: 0, opportunity: 0, threat: 0 };
  const groups = new Set<string>();
  const notes: PastedNote[] = [];
  for (const note of found) {
    const fitted = { ...note, text: shortened(note.text, limits.maxTextLength) };
    const name = note.group === undefined ? undefined : shortened(note.group, maxGroupNameLength);
    if (fitted.text !== note.text) harvest.leave('too_long', note.text);
    if (name !== note.group && name !== undefined && !groups.has(name)) harvest.leave('too_long', note.group ?? '');
    if (name !== undefined) groups.add(name);
    counts[note.section]++;
    notes.push(name === undefined ? fitted : { ...fitted, group: name });
  }
  const warnings = [...harvest.left].map(([code, cells]) => ({
    code,
    count: cells.length,
    samples: cells.slice(0, samples),
  }));
  const fits = fitting(notes, limits.maxBatch);
  return {
    columns: harvest.columns,
    notes,
    groups: [...groups],
    counts,
    warnings,
    tooMany: fits < notes.length,
    fits,
    fallbackUsed: harvest.bare,
  };
}

function shortened(text: string, limit: number): string {
  if (length(text) <= limit) return text;
  const cut = [...text].slice(0, limit - 1).join('');
  return `${cut.trimEnd()}…`;
}

/** How many of the notes go into one command: by number, and by their bytes on the wire. */
function fitting(notes: readonly PastedNote[], most: number): number {
  const encoder = new TextEncoder();
  const size = (part: object) => encoder.encode(JSON.stringify(part)).length + 1;
  const groups = new Set<string>();
  let bytes = 0;
  for (const [at, { section, group, text }] of notes.entries()) {
    bytes += size(group === undefined ? { note: anyId, section, text } : { note: anyId, section, group: anyId, text });
    if (group !== undefined && !groups.has(group)) {
      groups.add(group);
      bytes += size({ group: anyId, name: group });
    }
    if (at >= most || groups.size > most || bytes > maxBytes) return at;
  }
  return notes.length;
}

/**
 * The command that adds what was pasted, as much of it as one command takes.
 * A group of the board that has the same name is filled up instead of doubled;
 * who may not group pastes the notes alone.
 */
export function pasteCommand(
  state: State,
  board: string,
  pasted: Pasted,
  newId: () => string,
  mayGroup = true,
): Command<'PasteNotes'> {
  const chosen = pasted.notes.slice(0, pasted.fits);
  const open = new Map<string, string>();
  const hidden = new Map<string, string>();
  for (const group of state.siblings(groupsOf(board))) {
    (isHidden(group) ? hidden : open).set(group.name, group.id);
  }
  const hides = sections.some((section) => hiddenAt(state, board, section));
  const groups: { group: string; name: string }[] = [];
  const notes = chosen.map(({ section, group: name, text }) => {
    if (name === undefined || !mayGroup) return { note: newId(), section, text };
    // What others see cannot stand in a group that is hidden from them, as new ones are where notes are hidden.
    const hidesHere = hiddenAt(state, board, section);
    let group = open.get(name) ?? (hidesHere ? hidden.get(name) : undefined);
    if (group === undefined) {
      if (hides && !hidesHere) return { note: newId(), section, text };
      group = newId();
      (hides ? hidden : open).set(name, group);
      groups.push({ group, name });
    }
    return { note: newId(), section, group, text };
  });
  return { do: 'PasteNotes', with: { board, groups, notes, ...promise(state) } };
}
