import type { Item, Member, Vote } from './generated.ts';
import { members } from './member.ts';
import { notesOf, type State, votesList } from './state.ts';

/** The votes in order. */
export function votes(state: State): readonly Vote[] {
  return state.siblings(votesList);
}

/** The votes in which points can be given. */
export function openVotes(state: State): Vote[] {
  return votes(state).filter((vote) => !vote.closed);
}

/** The members whom a vote of the team reaches now; '' is everybody. */
export function electors(state: State, team: string): Member[] {
  return members(state).filter((member) => team === '' || member.team === team);
}

/** The members who came after the vote was opened and have no ballot in it, unless a moderator adds them. */
export function latecomers(state: State, vote: Vote): Member[] {
  return electors(state, vote.team).filter(({ id }) => !vote.electorate.includes(id));
}

/** The item of the notes of a group in one section; a note's own item is its id. */
export function groupItem(group: string, section: string): string {
  return `${group}/${section}`;
}

/** What points are given to for an item: itself or its group. */
export function itemFor(vote: Vote, { id, group, section }: Item): string {
  return vote.groups && group !== '' ? groupItem(group, section) : id;
}

function votable(vote: Vote, item: Item): boolean {
  if (item.deleted || (item.audience !== 'everyone' && item.audience !== vote.audience)) return false;
  const among = (wanted: readonly string[], value: string) => wanted.length === 0 || wanted.includes(value);
  return among(vote.boards, item.board) && among(vote.sections, item.section) && among(vote.items, item.id);
}

// So often a point follows a note that was merged into another.
const maxMerges = 50;

/** The item that a point counts for now; of a group one of its notes. */
export function counted(state: State, vote: Vote, item: string): Item | undefined {
  const slash = item.indexOf('/');
  if (slash >= 0) {
    const group = state.of('group', item.slice(0, slash));
    if (group === undefined || !vote.groups) return undefined;
    const place = notesOf(group.board, item.slice(slash + 1), group.id);
    return state.siblings(place).find((note) => votable(vote, note));
  }
  let now = state.item(item);
  for (let i = 0; i < maxMerges; i++) {
    if (now === undefined || now.merged === '' || !now.deleted) break;
    now = state.item(now.merged);
  }
  return now !== undefined && votable(vote, now) ? now : undefined;
}
