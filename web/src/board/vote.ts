import type { Command } from './command.ts';
import type { Commands, Note, Tally, Vote } from './generated.ts';
import { members } from './people.ts';
import { flag, list, num, text } from './record.ts';
import { notesOf, progressOf, type State, votesList } from './state.ts';

/** One line of a tally. */
export interface Tallied {
  readonly item: string;
  readonly points: number;
  /** null: a note that stands in a group, whose head carries the sum. */
  readonly place: number | null;
}

/** The votes in order. */
export function votes(state: State): readonly Vote[] {
  return state.siblings(votesList);
}

/** The votes in which points can be given. */
export function openVotes(state: State): Vote[] {
  return votes(state).filter((vote) => !flag(vote, 'closed'));
}

/** The item of the notes of a group in one section; a note's own item is its id. */
export function groupItem(group: string, section: string): string {
  return `${group}/${section}`;
}

/** The item that a note belongs to in the vote: itself or its group; null where it is not voted on. */
export function itemOf(state: State, vote: Vote, note: string): string | null {
  const record = state.of('note', note);
  return record !== undefined && votable(vote, record) ? itemFor(vote, record) : null;
}

function itemFor(vote: Vote, note: Note): string {
  const group = text(note, 'group');
  return flag(vote, 'groups') && group !== '' ? groupItem(group, text(note, 'section')) : note.id;
}

function votable(vote: Vote, note: Note): boolean {
  if (flag(note, 'deleted') || (note.audience !== 'everyone' && note.audience !== vote.audience)) return false;
  const among = (field: string, value: string) => list(vote, field).length === 0 || list(vote, field).includes(value);
  return among('boards', text(note, 'board')) && among('sections', text(note, 'section'));
}

// So often a point follows a note that was merged into another.
const maxMerges = 50;

/** The note that a point on an item counts for now; of a group's item one of its notes. */
function counts(state: State, vote: Vote, item: string): Note | undefined {
  const slash = item.indexOf('/');
  if (slash >= 0) {
    const group = state.of('group', item.slice(0, slash));
    if (group === undefined || !flag(vote, 'groups')) return undefined;
    const place = notesOf(text(group, 'board'), item.slice(slash + 1), group.id);
    return state.siblings(place).find((note) => votable(vote, note));
  }
  let note = state.of('note', item);
  for (let i = 0; i < maxMerges; i++) {
    if (note === undefined || text(note, 'merged') === '' || !flag(note, 'deleted')) break;
    note = state.of('note', text(note, 'merged'));
  }
  return note !== undefined && votable(vote, note) ? note : undefined;
}

/** The item that a point counts for now: it follows a note that was merged or grouped; null: it has come back. */
export function countsFor(state: State, vote: Vote, dot: string): string | null {
  const note = counts(state, vote, dot);
  return note === undefined ? null : itemFor(vote, note);
}

/** The id of the ballot of a member. */
export function ballotId(vote: string, member: string): string {
  return `ballot:${vote}:${member}`;
}

/** The points of a member as they were given, an item for each; some may count for another item by now. */
export function ballotOf(state: State, vote: Vote, member: string): readonly string[] {
  return list(state.of('ballot', ballotId(vote.id, member)), 'points');
}

/** The points as they will be once the server has carried out commands that are on their way. */
export function withPending(points: readonly string[], commands: readonly Commands['SetPoints'][]): readonly string[] {
  let all = points;
  for (const { item, points: n } of commands) {
    all = [...all.filter((point) => point !== item), ...Array.from({ length: n }, () => item)];
  }
  return all;
}

/** The points of one person in one vote: how many are left, and how many count for each item. */
export interface MemberPoints {
  readonly left: number;
  readonly on: ReadonlyMap<string, number>;
}

/** What the points of a person count for now, and how many are left; those on items that are gone have come back. */
export function memberPoints(state: State, vote: Vote, points: readonly string[]): MemberPoints {
  const items = points.map((point) => countsFor(state, vote, point)).filter((item) => item !== null);
  const on = new Map<string, number>();
  for (const item of items) on.set(item, (on.get(item) ?? 0) + 1);
  return { left: num(vote, 'points') - items.length, on };
}

/**
 * The commands after which so many of the points count for an item, to be given in this order: points that have come to
 * it with a merged or grouped note are taken back first.
 */
export function pointsCommands(
  state: State,
  vote: Vote,
  points: readonly string[],
  item: string,
  n: number,
): Command<'SetPoints'>[] {
  const moved = [...new Set(points)].filter((point) => point !== item && countsFor(state, vote, point) === item);
  const set = (each: string, wanted: number): Command<'SetPoints'> => ({
    do: 'SetPoints',
    with: { vote: vote.id, item: each, points: wanted },
  });
  return [...moved.map((point) => set(point, 0)), set(item, n)];
}

/** The result of a vote, best first; null until there is one. */
export function tallyOf(state: State, vote: Vote): Tallied[] | null {
  const tally = tallyRecord(state, vote);
  if (tally === undefined) return null;
  const points = list(tally, 'points');
  const places = list(tally, 'places');
  return list(tally, 'items').map((item, i) => ({
    item,
    points: Number(points[i] ?? '0'),
    place: places[i] ? Number(places[i]) : null,
  }));
}

/** How many gave at least one point; 0 until there is a result. */
export function votersOf(state: State, vote: Vote): number {
  return num(tallyRecord(state, vote), 'voters');
}

function tallyRecord(state: State, vote: Vote): Tally | undefined {
  return state.of('tally', `tally:${vote.id}`);
}

/** Who has given all points, for moderators: how many, of how many, and how many points each has left. */
export function finished(state: State, vote: Vote): { done: number; of: number; left: Map<string, number> } {
  const team = text(vote, 'team');
  const left = new Map<string, number>();
  for (const member of members(state)) {
    if (text(member, 'role') !== 'participant' || (team !== '' && text(member, 'team') !== team)) continue;
    left.set(member.id, num(vote, 'points'));
  }
  for (const progress of state.siblings(progressOf(vote.id))) {
    const member = text(progress, 'member');
    if (left.has(member)) left.set(member, num(progress, 'left'));
  }
  return { done: [...left.values()].filter((n) => n <= 0).length, of: left.size, left };
}
