import { Board, Member, Note, Presentations, Tally, Team, Timer, Vote, Workshop } from '../../board/generated.ts';
import type { Actor } from '../../board/permission.ts';
import type { Rec } from '../../board/record.ts';
import type { State } from '../../board/state.ts';
import type { Changed } from '../workshop/reactive-state.svelte.ts';

/** What others did to a note of the person. */
export type NoteAct = 'moved' | 'edited' | 'grouped' | 'ungrouped' | 'merged' | 'binned' | 'restored' | 'locked';

/** What happened in a workshop and is worth a word to this person. */
export type Happening =
  | { readonly is: 'phase' | 'choosing' | 'presenting' | 'hand' | 'editedLocked' }
  | { readonly is: 'timer'; readonly what: 'started' | 'longer' | 'shorter' | 'paused' | 'resumed' | 'stopped' }
  | { readonly is: 'lock'; readonly board: string; readonly section: string | undefined; readonly on: boolean }
  | { readonly is: 'opened' | 'closed'; readonly vote: string }
  | { readonly is: 'team'; readonly team: string }
  | { readonly is: 'role'; readonly role: Actor['role'] }
  | { readonly is: 'lead'; readonly team: string; readonly on: boolean }
  | { readonly is: 'raised' | 'waits'; readonly member: string }
  | { readonly is: 'note'; readonly what: NoteAct; readonly note: string };

/** Who hears it. */
export interface Listener {
  readonly member: string;
  readonly role: Actor['role'];
  /** Whether the person wrote a note: in an anonymous phase it bears no author. */
  owns(note: Note): boolean;
  /** Whether it was the person who changed the note. */
  did(note: string): boolean;
  /** The item that the person edits. */
  readonly editing: string | undefined;
}

/** What changes of the state mean for one person; the state is as it is after them. */
export function heard(changes: readonly Changed[], state: State, me: Listener): Happening[] {
  const newPhase = changes.some(
    ({ old, now }) => old instanceof Workshop && now instanceof Workshop && old.phase !== now.phase,
  );
  return changes.flatMap(({ old, now }) => {
    // A phase brings its timer and its queue along, and says so itself.
    if (newPhase && [Timer, Presentations].some((kind) => (now ?? old) instanceof kind)) return [];
    return [...ofRecord(old, now, state, me)];
  });
}

function* ofRecord(old: Rec | undefined, now: Rec | undefined, state: State, me: Listener): Iterable<Happening> {
  if (now instanceof Note && old instanceof Note) yield* ofNote(old, now, me);
  else if (now instanceof Workshop && old instanceof Workshop) {
    if (now.phase !== old.phase) yield { is: 'phase' };
    if (now.choosing && !old.choosing && me.role === 'participant') yield { is: 'choosing' };
  } else if (now instanceof Member) yield* ofMember(old instanceof Member ? old : undefined, now, me);
  else if ((now ?? old) instanceof Timer) yield* ofTimer(old as Timer | undefined, now as Timer | undefined);
  else if (now instanceof Board && old instanceof Board) yield* ofLocks(old, now);
  else if (now instanceof Team && old instanceof Team) {
    if (now.lead === old.lead) return;
    if (now.lead === me.member) yield { is: 'lead', team: now.id, on: true };
    else if (old.lead === me.member) yield { is: 'lead', team: now.id, on: false };
  } else if (now instanceof Vote) {
    if (old === undefined && !now.closed) yield { is: 'opened', vote: now.id };
    else if (old instanceof Vote && now.closed && !old.closed) yield { is: 'closed', vote: now.id };
  } else if (now instanceof Tally) {
    // The result may come after the end.
    if (old === undefined && state.of('vote', now.vote)?.closed) yield { is: 'closed', vote: now.vote };
  } else if (now instanceof Presentations) {
    const was = old instanceof Presentations ? old : undefined;
    if (was?.now !== now.now || was.queue.join() !== now.queue.join()) yield { is: 'presenting' };
  }
}

function* ofNote(old: Note, now: Note, me: Listener): Iterable<Happening> {
  if (me.editing === now.id && now.locked && !old.locked) yield { is: 'editedLocked' };
  if (me.did(now.id) || !me.owns(now)) return;
  const note = now.id;
  const act = (what: NoteAct): Happening => ({ is: 'note', what, note });
  if (now.deleted !== old.deleted) yield act(now.deleted ? (now.merged === '' ? 'binned' : 'merged') : 'restored');
  else if (now.deleted) return;
  else if (now.section !== old.section || now.board !== old.board) yield act('moved');
  else if (now.group !== old.group) yield act(now.group === '' ? 'ungrouped' : 'grouped');
  // Whoever has the note open sees its letters, and takes back their own when they are refused.
  else if (me.editing === note) return;
  else if (now.text !== old.text) yield act('edited');
  else if (now.locked && !old.locked) yield act('locked');
}

function* ofMember(old: Member | undefined, now: Member, me: Listener): Iterable<Happening> {
  if (now.id === me.member) {
    if (old === undefined) return;
    if (now.role !== old.role) yield { is: 'role', role: now.role };
    if (now.team !== old.team) yield { is: 'team', team: now.team };
    if (now.hand === undefined && old.hand !== undefined) yield { is: 'hand' };
  } else if (me.role === 'moderator' && !now.removed) {
    if (now.waiting && !old?.waiting) yield { is: 'waits', member: now.id };
    if (now.hand !== undefined && old?.hand === undefined) yield { is: 'raised', member: now.id };
  }
}

function* ofTimer(old: Timer | undefined, now: Timer | undefined): Iterable<Happening> {
  const kind = (timer: Timer | undefined) =>
    timer?.ends !== undefined ? 'runs' : timer?.left !== undefined ? 'paused' : 'off';
  const [was, is] = [kind(old), kind(now)];
  if (is === 'off') {
    if (was !== 'off') yield { is: 'timer', what: 'stopped' };
  } else if (was === 'off') yield { is: 'timer', what: 'started' };
  else if (was !== is) yield { is: 'timer', what: is === 'paused' ? 'paused' : 'resumed' };
  else {
    const more = ((now?.ends ?? now?.left) as number) - ((old?.ends ?? old?.left) as number);
    if (more !== 0) yield { is: 'timer', what: more > 0 ? 'longer' : 'shorter' };
  }
}

function* ofLocks(old: Board, now: Board): Iterable<Happening> {
  const board = now.id;
  if (now.locked !== old.locked) yield { is: 'lock', board, section: undefined, on: now.locked };
  for (const section of now.lockedSections)
    if (!old.lockedSections.includes(section)) yield { is: 'lock', board, section, on: true };
  for (const section of old.lockedSections)
    if (!now.lockedSections.includes(section)) yield { is: 'lock', board, section, on: false };
}
