import type { Board, Note, Vote } from '../../board/generated.ts';
import { itemText, sectionsOf } from '../../board/kind.ts';
import { groupsOf, notesOf, type State } from '../../board/state.ts';
import { type Tallied, tallyOf, votersOf } from '../../board/tally.ts';
import { votes } from '../../board/vote.ts';
import type { LaterWords } from '../words/pl.later.ts';
import { reaches, rulesOf } from './votes.ts';

/** One item of a result as it is read. */
export interface Line {
  readonly item: string;
  readonly points: number;
  readonly place: number;
  /** Whether others share the place. */
  readonly tied: boolean;
  /** The text of the item or the name of the group; '' when it is gone from the board. */
  readonly words: string;
  /** Where it stands; null when it is gone from the board. */
  readonly section: string | null;
  readonly board: string;
  /** The notes of a group with the points each has of its own, which is null where the group was voted on as a whole. */
  readonly notes: readonly { readonly note: Note; readonly points: number | null }[] | null;
}

/** How an item stood in another vote. */
export interface Before {
  readonly points: number;
  /** null: it had no point there. */
  readonly place: number | null;
}

/** What the person wants to see of a result. */
export interface Part {
  readonly section?: string | undefined;
}

/** The votes that have something to show, the last one first. */
export function counted(state: State): Vote[] {
  return votes(state)
    .filter((vote) => tallyOf(state, vote) !== null)
    .reverse();
}

/** The result of a vote, best first. Of one section, places are counted anew among its items. */
export function linesOf(state: State, vote: Vote, part: Part = {}): Line[] {
  const tally = tallyOf(state, vote) ?? [];
  const own = new Map(tally.map(({ item, points }) => [item, points]));
  const heads = tally
    .filter(({ place }) => place !== null)
    .map((line) => lineOf(state, vote, line, own))
    .filter(({ section }) => part.section === undefined || section === part.section);
  return placed(heads);
}

function lineOf(state: State, vote: Vote, { item, points }: Tallied, own: ReadonlyMap<string, number>): Line {
  const line = { item, points, place: 0, tied: false };
  const [id = '', where] = item.split('/');
  if (where === undefined) {
    const one = state.item(id);
    const words = itemText(state, id).trim();
    return { ...line, words, board: one?.board ?? '', section: one?.section ?? null, notes: null };
  }
  const group = state.of('group', id);
  const notes = group === undefined ? [] : state.siblings(notesOf(group.board, where, id));
  return {
    ...line,
    words: group?.name.trim() ?? '',
    board: group?.board ?? '',
    section: group === undefined ? null : where,
    notes: notes.map((note) => ({ note, points: vote.groups ? null : (own.get(note.id) ?? 0) })),
  };
}

/** Gives lines that stand best first their places: 1, 2, 2, 4. */
export function placed(lines: readonly Line[]): Line[] {
  const places: number[] = [];
  lines.forEach(({ points }, i) => {
    places.push(i > 0 && points === lines[i - 1]?.points ? (places[i - 1] as number) : i + 1);
  });
  return lines.map((line, i) => ({
    ...line,
    place: places[i] as number,
    tied: places[i] === places[i + 1] || (i > 0 && places[i] === places[i - 1]),
  }));
}

/** The best n items of each section. A tie for the last place comes along whole: people decide it, not the alphabet. */
export function best(lines: readonly Line[], n: number): Line[] {
  const sections = new Set(lines.map(({ section }) => section).filter((section) => section !== null));
  return [...sections].flatMap((section) =>
    placed(lines.filter((line) => line.section === section)).filter(({ place, points }) => place <= n && points > 0),
  );
}

/** How the items of one result stood in another one. What had no point there had no place. */
export function before(lines: readonly Line[], other: readonly Line[]): Map<string, Before> {
  const known = new Map(other.map(({ item, points, place }) => [item, { points, place }]));
  return new Map(lines.map(({ item }) => [item, known.get(item) ?? { points: 0, place: null }]));
}

/** The notes that an item stands for: itself, or those of its group. */
export function notesIn(line: Line): string[] {
  return line.notes === null ? [line.item] : line.notes.map(({ note }) => note.id);
}

/** The points of each note of a board in the last vote that has a result there; a group's notes have those of the group. */
export function pointsOn(state: State, board: Board): { vote: Vote; points: Map<string, number> } | null {
  const vote = counted(state).find((each) => reaches(each, board) && each.closed);
  if (vote === undefined) return null;
  const points = new Map<string, number>();
  for (const { item, points: n } of tallyOf(state, vote) ?? []) if (!item.includes('/')) points.set(item, n);
  if (vote.groups) {
    for (const group of state.siblings(groupsOf(board.id))) {
      for (const section of sectionsOf(state, board.id)) {
        const n = (tallyOf(state, vote) ?? []).find(({ item }) => item === `${group.id}/${section}`)?.points ?? 0;
        for (const note of state.siblings(notesOf(board.id, section, group.id))) points.set(note.id, n);
      }
    }
  }
  return { vote, points };
}

/** How a result came about: who voted by which rules, or that the vote was held elsewhere. */
export function originOf(state: State, vote: Vote, w: LaterWords['voting']['results']): string {
  const { points, perItem } = rulesOf(vote);
  return points === 0 ? w.recorded : `${w.voters(votersOf(state, vote))} · ${w.rules(points, perItem)}`;
}
