import type { Command } from './command.ts';
import type { Commands, Note } from './generated.ts';
import { flag, type Rec, text } from './record.ts';
import { groupsOf, notesOf, type Patch, patched, type Siblings, type State } from './state.ts';

/**
 * The commands that take a command back, in the order in which they have to be
 * given; state is as it was before the command. None when it cannot be taken back.
 * EditText has no inverse here: typing is undone by splices that follow the text.
 * Points, raised hands and what only the server decides are not taken back.
 */
export function inverse(state: State, command: Command, member: string): Command[] {
  switch (command.do) {
    case 'AddNote':
      return [{ do: 'DeleteNotes', with: { notes: [command.with.note] } }];
    case 'PasteNotes':
      return [{ do: 'DeleteNotes', with: { notes: command.with.notes.map((n) => n.note) } }];
    case 'MoveNotes':
      return movesBack(
        state,
        command.with.moves.map((move) => move.note),
      );
    case 'GroupNotes':
      return movesBack(state, command.with.notes);
    case 'RenameGroup': {
      const group = state.of('group', command.with.group);
      if (group === undefined) return [];
      return [{ do: 'RenameGroup', with: { group: group.id, name: text(group, 'name') } }];
    }
    case 'MoveGroup': {
      const group = state.of('group', command.with.group);
      if (group === undefined) return [];
      const before = nextId(state.siblings(groupsOf(text(group, 'board'))), group);
      return [{ do: 'MoveGroup', with: { group: group.id, before } }];
    }
    case 'ColourNotes':
      return coloursBack(state, command.with.notes);
    case 'DeleteNotes': {
      const notes = command.with.notes.filter((id) => isDeleted(state, id) === false);
      return notes.length === 0 ? [] : [{ do: 'RestoreNotes', with: { notes } }];
    }
    case 'MergeNotes': {
      const notes = command.with.notes.filter((id) => isDeleted(state, id) === false);
      return notes.length === 0 ? [] : [{ do: 'RestoreNotes', with: { notes } }];
    }
    case 'RestoreNotes': {
      const notes = command.with.notes.filter((id) => isDeleted(state, id) === true);
      return binnedAgain(state, notes);
    }
    case 'RenameMember': {
      const self = state.of('member', member);
      if (self === undefined) return [];
      const affiliation = text(self, 'affiliation') || undefined;
      return [{ do: 'RenameMember', with: { name: text(self, 'name'), affiliation } }];
    }
    case 'RenameWorkshop':
      return [{ do: 'RenameWorkshop', with: { title: text(state.workshop, 'title') } }];
    default:
      return [];
  }
}

/**
 * Sends notes back to where they stood. From the last to the first, so that each
 * finds the sibling before which it stood in its place already.
 */
function movesBack(state: State, ids: readonly string[]): Command[] {
  const wanted = new Set(ids);
  const containers = new Set<Siblings<Note>>();
  for (const id of wanted) {
    const note = state.of('note', id);
    if (note !== undefined) containers.add(notesOf(note.board, note.section, note.group));
  }
  const moves: Commands['MoveNotes']['moves'][number][] = [];
  for (const container of containers) {
    const list = state.siblings(container);
    for (let i = list.length - 1; i >= 0; i--) {
      const note = list[i] as Note;
      if (!wanted.has(note.id)) continue;
      moves.push({
        note: note.id,
        section: text(note, 'section'),
        group: text(note, 'group') || undefined,
        before: list[i + 1]?.id,
      });
    }
  }
  return moves.length === 0 ? [] : [{ do: 'MoveNotes', with: { moves } }];
}

/** Puts notes back into the bin as they lay there: those that were merged into another are merged again. */
function binnedAgain(state: State, ids: readonly string[]): Command[] {
  const byTarget = new Map<string, string[]>();
  for (const id of ids) {
    const into = text(state.of('note', id), 'merged');
    byTarget.set(into, [...(byTarget.get(into) ?? []), id]);
  }
  return [...byTarget].map(([into, notes]) =>
    into === '' ? { do: 'DeleteNotes', with: { notes } } : { do: 'MergeNotes', with: { into, notes } },
  );
}

function coloursBack(state: State, ids: readonly string[]): Command[] {
  const byColour = new Map<string, string[]>();
  for (const id of ids) {
    const note = state.of('note', id);
    if (note === undefined) continue;
    const colour = text(note, 'colour');
    byColour.set(colour, [...(byColour.get(colour) ?? []), id]);
  }
  return [...byColour].map(([colour, notes]) => ({
    do: 'ColourNotes',
    with: { notes, colour: colour || undefined },
  }));
}

function isDeleted(state: State, id: string): boolean | undefined {
  const note = state.of('note', id);
  return note === undefined ? undefined : flag(note, 'deleted');
}

function nextId(list: readonly Rec[], record: Rec): string | undefined {
  return list[list.findIndex((r) => r.id === record.id) + 1]?.id;
}

/** The fields of each record whose later change by somebody else makes an undo of the command unwanted. */
export function guards(command: Command, member: string): Map<string, readonly string[]> {
  const each = (ids: readonly string[], fields: readonly string[]) => new Map(ids.map((id) => [id, fields] as const));
  const place = ['section', 'group', 'rank', 'deleted'];
  switch (command.do) {
    case 'AddNote':
      return each([command.with.note], ['text', 'deleted']);
    case 'PasteNotes':
      return each(
        command.with.notes.map((n) => n.note),
        ['text', 'deleted'],
      );
    case 'MoveNotes':
      return each(
        command.with.moves.map((move) => move.note),
        place,
      );
    case 'GroupNotes':
      return each(command.with.notes, place);
    case 'RenameGroup':
      return each([command.with.group], ['name']);
    case 'MoveGroup':
      return each([command.with.group], ['rank']);
    case 'ColourNotes':
      return each(command.with.notes, ['colour', 'deleted']);
    case 'DeleteNotes':
    case 'RestoreNotes':
    case 'MergeNotes':
      return each(command.with.notes, ['deleted']);
    case 'RenameMember':
      return each([member], ['name', 'affiliation']);
    case 'RenameWorkshop':
      return each(['workshop'], ['title']);
    default:
      return new Map();
  }
}

/** Whether a patch touches one of the guarded fields of its record. */
export function touches(patch: Patch, fields: ReadonlyMap<string, readonly string[]>): boolean {
  const guarded = fields.get(patched(patch));
  if (guarded === undefined) return false;
  if ('set' in patch) return guarded.some((name) => Object.hasOwn(patch.fields, name));
  if ('splice' in patch) return guarded.includes(patch.field);
  return true;
}

/** The command without the given records; undefined when nothing is left of it. */
export function without(command: Command, ids: ReadonlySet<string>): Command | undefined {
  if (ids.size === 0) return command;
  const rest = (list: readonly string[]) => list.filter((id) => !ids.has(id));
  switch (command.do) {
    case 'MoveNotes': {
      const moves = command.with.moves.filter((move) => !ids.has(move.note));
      return moves.length === 0 ? undefined : { do: 'MoveNotes', with: { moves } };
    }
    case 'ColourNotes': {
      const notes = rest(command.with.notes);
      if (notes.length === 0) return undefined;
      return { do: 'ColourNotes', with: { ...command.with, notes } };
    }
    case 'MergeNotes': {
      const notes = rest(command.with.notes);
      return notes.length === 0 ? undefined : { do: 'MergeNotes', with: { ...command.with, notes } };
    }
    case 'DeleteNotes':
    case 'RestoreNotes': {
      const notes = rest(command.with.notes);
      return notes.length === 0 ? undefined : { do: command.do, with: { notes } };
    }
    default:
      return undefined;
  }
}
