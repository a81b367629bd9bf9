import { columns } from '../../board/columns.ts';
import type { Command } from '../../board/command.ts';
import type { Board, Note, Vote } from '../../board/generated.ts';
import type { State } from '../../board/state.ts';
import { best, linesOf, notesIn, pointsOn } from '../voting/results.ts';

/** A note of a team that can be taken to the shared board. */
export interface Promotable {
  readonly note: Note;
  /** The name of its group, '' without one. */
  readonly group: string;
  /** null: nobody has voted on it. */
  readonly points: number | null;
  /** Whether a copy stands on a shared board already. */
  readonly promoted: boolean;
}

/** The notes of a team's board by section, those with the most points first. Hidden ones are left out. */
export function promotables(
  state: State,
  board: Board,
): { vote: Vote | null; columns: { section: string; rows: Promotable[] }[] } {
  const known = pointsOn(state, board);
  const there = copied(state);
  const row = (note: Note, group: string): Promotable => ({
    note,
    group,
    points: known === null ? null : (known.points.get(note.id) ?? 0),
    promoted: there.has(note.id),
  });
  return {
    vote: known?.vote ?? null,
    columns: columns(state, board.id).map(({ section, groups, loose }) => ({
      section,
      rows: [
        ...groups.flatMap(({ group, notes }) => notes.map((note) => row(note, group.name))),
        ...loose.map((note) => row(note, '')),
      ]
        .filter(({ note }) => note.audience === board.audience)
        .sort((a, b) => (b.points ?? 0) - (a.points ?? 0)),
    })),
  };
}

/** The notes of which a copy stands on a shared board. */
function copied(state: State): Set<string> {
  const shared = state.all('note').filter((note) => !note.deleted && note.audience === 'everyone');
  return new Set(shared.flatMap((note) => note.sources));
}

/**
 * The notes of the best n items of each section in the team's last vote. A group is one item and comes with all its
 * notes; a tie for the last place comes whole; what was taken over already is left out.
 */
export function bestOf(state: State, board: Board, n: number): string[] {
  const known = pointsOn(state, board);
  if (known === null) return [];
  const open = new Set(
    promotables(state, board).columns.flatMap(({ rows }) =>
      rows.filter(({ promoted }) => !promoted).map(({ note }) => note.id),
    ),
  );
  return best(linesOf(state, known.vote), n)
    .flatMap(notesIn)
    .filter((note) => open.has(note));
}

/** The command that copies the notes to a shared board. */
export function promoteCommand(target: string, notes: readonly string[], newId: () => string): Command<'PromoteNotes'> {
  return { do: 'PromoteNotes', with: { board: target, notes: notes.map((from) => ({ note: newId(), from })) } };
}

/** Where the copies go unless something else is chosen: the board of which the team's is a copy. */
export function targetOf(board: Board, plenary: readonly Board[]): string {
  return plenary.some(({ id }) => id === board.origin) ? board.origin : (plenary[0]?.id ?? '');
}
