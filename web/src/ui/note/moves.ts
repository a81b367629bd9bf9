import type { Column } from '../../board/columns.ts';
import type { Group, Note } from '../../board/generated.ts';

/** Where a note stands: its section, its group ('' for none), and the list of siblings it stands in. */
export interface Position {
  section: string;
  group: string;
  index: number;
  siblings: readonly Note[];
}

/** Where notes are to go. Without `before` they go last. */
export interface Goal {
  section: string;
  group?: string | undefined;
  before?: string | undefined;
}

/** One step of a MoveNotes command. */
export interface Move extends Goal {
  note: string;
  /** The point of the section, on a plane. */
  x?: number | undefined;
  y?: number | undefined;
}

/** Every list of siblings of a board in the order in which all views show them: groups first, then loose notes. */
export function lists(columns: readonly Column[]): { section: string; group: string; notes: readonly Note[] }[] {
  return columns.flatMap(({ section, groups, loose }) => [
    ...groups.map(({ group, notes }) => ({ section, group: group.id, notes })),
    { section, group: '', notes: loose },
  ]);
}

/** The ids of all notes in reading order. */
export function reading(columns: readonly Column[]): string[] {
  return lists(columns).flatMap(({ notes }) => notes.map((note) => note.id));
}

/** Where the note stands, or null when it is not on the board. */
export function positionOf(columns: readonly Column[], note: string): Position | null {
  for (const { section, group, notes } of lists(columns)) {
    const index = notes.findIndex(({ id }) => id === note);
    if (index >= 0) return { section, group, index, siblings: notes };
  }
  return null;
}

/** One place up or down among the siblings; null at the end of the list. */
export function shift(columns: readonly Column[], note: string, by: -1 | 1): Move | null {
  const position = positionOf(columns, note);
  if (position === null) return null;
  const { section, group, index, siblings } = position;
  if (index + by < 0 || index + by >= siblings.length) return null;
  const before = siblings[by < 0 ? index - 1 : index + 2]?.id;
  return { note, section, group: group || undefined, before };
}

/**
 * The moves that take the notes to one place, together and in reading order. A `before` that is moved itself gives way
 * to the next sibling that stays.
 */
export function gather(columns: readonly Column[], notes: Iterable<string>, goal: Goal): Move[] {
  const moved = new Set(notes);
  const list = lists(columns).find(({ section, group }) => section === goal.section && group === (goal.group ?? ''));
  let { before } = goal;
  if (before !== undefined && moved.has(before)) {
    const from = list?.notes.findIndex(({ id }) => id === goal.before) ?? -1;
    before = from < 0 ? undefined : list?.notes.slice(from).find(({ id }) => !moved.has(id))?.id;
  }
  return reading(columns)
    .filter((id) => moved.has(id))
    .map((note) => ({ ...goal, note, before }));
}

/** The moves into another section: each note keeps its group, because a group spans the whole board. */
export function toSection(columns: readonly Column[], notes: Iterable<string>, section: string): Move[] {
  const moved = new Set(notes);
  return lists(columns)
    .filter((list) => list.section !== section)
    .flatMap((list) =>
      list.notes
        .filter(({ id }) => moved.has(id))
        .map(({ id }) => ({ note: id, section, group: list.group || undefined })),
    );
}

/** The moves into a group: each note stays in its section. Without a group the notes leave theirs. */
export function toGroup(columns: readonly Column[], notes: Iterable<string>, group?: string): Move[] {
  const moved = new Set(notes);
  return lists(columns)
    .filter((list) => list.group !== (group ?? ''))
    .flatMap((list) =>
      list.notes.filter(({ id }) => moved.has(id)).map(({ id }) => ({ note: id, section: list.section, group })),
    );
}

/** The groups that hold notes somewhere on the board, once each, in the order of the board. */
export function groupsOn(columns: readonly Column[]): Group[] {
  const seen = new Map<string, Group>();
  for (const { groups } of columns) for (const { group } of groups) seen.set(group.id, group);
  return [...seen.values()].sort((a, b) => (a.rank < b.rank ? -1 : 1));
}

/** The notes between two in reading order, both included; just the second when the first is not there. */
export function range(columns: readonly Column[], from: string | null, to: string): string[] {
  const order = reading(columns);
  const a = from === null ? -1 : order.indexOf(from);
  const b = order.indexOf(to);
  if (a < 0 || b < 0) return [to];
  return order.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** The note that takes the focus when these go: the next one that stays in the list, or else the one before. */
export function nextFocus(columns: readonly Column[], gone: Iterable<string>): string | null {
  const going = new Set(gone);
  for (const { section } of columns) {
    const order = reading(columns.filter((column) => column.section === section));
    const last = order.findLastIndex((id) => going.has(id));
    if (last < 0) continue;
    return (
      order.slice(last + 1).find((id) => !going.has(id)) ??
      order.slice(0, last).findLast((id) => !going.has(id)) ??
      null
    );
  }
  return null;
}
