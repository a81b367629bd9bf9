import type { Command } from '../../board/command.ts';
import { hiddenAt, isHidden, promise } from '../../board/hidden.ts';
import { sectionsOf } from '../../board/kind.ts';
import type { Point } from '../../board/plane.ts';
import { addRows } from '../../board/registry.ts';
import { groupsOf, type State } from '../../board/state.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import type { PastedNote } from './read.ts';

// One message holds 64 kB (W12); the rest is for the frame around the notes and groups.
const maxBytes = 64 * 1024 - 1024;

type Paste = Command<'PasteNotes'>;

addRows({
  RecordVote: {
    records: ({ vote }) => [vote],
    inverse: (_state, ids) => ids.map((vote) => ({ do: 'RemoveVote', with: { vote } })),
  },
});

/** A command that still grows. */
interface Growing {
  readonly groups: Paste['with']['groups'][number][];
  readonly notes: Paste['with']['notes'][number][];
}

/**
 * The commands that add what was pasted, one after the other, as many as it takes. A group of the board that has the
 * same name is filled up instead of doubled; who may not group pastes the notes alone.
 */
export function pasteCommands(
  state: State,
  board: string,
  pasted: readonly (PastedNote & { readonly point?: Point | undefined })[],
  newId: () => string,
  mayGroup: boolean,
): Paste[] {
  const open = new Map<string, string>();
  const hidden = new Map<string, string>();
  for (const group of state.siblings(groupsOf(board))) {
    (isHidden(group) ? hidden : open).set(group.name, group.id);
  }
  const hides = sectionsOf(state, board).some((section) => hiddenAt(state, board, section));
  const encoder = new TextEncoder();
  const size = (part: object) => encoder.encode(JSON.stringify(part)).length + 1;
  const { maxBatch } = state.limits;
  const parts: Growing[] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const { section, group: name, text, point } of pasted) {
    const groups: { group: string; name: string }[] = [];
    const group = name === undefined || !mayGroup ? undefined : groupFor(name, section, groups);
    const note = { note: newId(), section, ...(group === undefined ? {} : { group }), ...point, text };
    const more = size(note) + groups.reduce((sum, each) => sum + size(each), 0);
    if (bytes + more > maxBytes || parts.at(-1)?.notes.length === maxBatch) {
      parts.push({ groups: [], notes: [] });
      bytes = 0;
    }
    parts.at(-1)?.notes.push(note);
    parts.at(-1)?.groups.push(...groups);
    bytes += more;
  }
  return parts.map((part) => ({ do: 'PasteNotes', with: { board, ...part, ...promise(state) } }));

  function groupFor(name: string, section: string, fresh: { group: string; name: string }[]): string | undefined {
    // What others see cannot stand in a group that is hidden from them, as new ones are where notes are hidden.
    const hidesHere = hiddenAt(state, board, section);
    const known = open.get(name) ?? (hidesHere ? hidden.get(name) : undefined);
    if (known !== undefined || (hides && !hidesHere)) return known;
    const group = newId();
    (hides ? hidden : open).set(name, group);
    fresh.push({ group, name });
    return group;
  }
}

/** The command that keeps the points of pasted notes as the result of a vote; none when no note has any. */
export function recordVote(
  commands: readonly Paste[],
  pasted: readonly PastedNote[],
  vote: { readonly vote: string; readonly title: string; readonly board: string },
): Command<'RecordVote'>[] {
  const given = commands
    .flatMap((command) => command.with.notes)
    .flatMap(({ note }, at) => {
      const points = pasted[at]?.points;
      return points === undefined ? [] : [{ note, points }];
    });
  const [items, points] = [given.map(({ note }) => note), given.map((each) => each.points)];
  return items.length === 0 ? [] : [{ do: 'RecordVote', with: { ...vote, items, points } }];
}

/**
 * Gives commands one after the other, which are undone in one step; the page is drawn between two of them. Returns
 * whether the workshop took them all.
 */
export async function runAll<C extends Command>(
  store: Pick<WorkshopStore, 'run'>,
  commands: readonly C[],
  done: string,
  onran: (command: C) => void = () => {},
): Promise<boolean> {
  for (const [at, command] of commands.entries()) {
    const last = at === commands.length - 1;
    if (!store.run(command, last ? done : undefined, { undo: at > 0 ? 'joined' : 'alone' })) return false;
    onran(command);
    if (!last) await new Promise((next) => setTimeout(next));
  }
  return true;
}
