import type { Command, CommandName } from '../../board/command.ts';
import type { Commands, Limits } from '../../board/generated.ts';
import { type Actor, may } from '../../board/permission.ts';
import { isAwaited } from '../../board/registry.ts';
import type { Ops } from '../../board/splice.ts';
import type { Spot } from '../../board/spot.ts';
import type { State } from '../../board/state.ts';
import type { Person } from '../../sync/presence.ts';
import type { ReactionCounts, ReactionKind, SyncEvent, Workshop } from '../../sync/workshop.ts';
import { sentence } from '../refusals.ts';
import { language } from '../words/language.svelte.ts';
import { Announcer } from './announcer.svelte.ts';
import { RecentReactions } from './recent-reactions.svelte.ts';
import { Rights } from './rights.ts';

type Status = Pick<
  Workshop,
  'saving' | 'storageWarning' | 'refused' | 'connection' | 'readonly' | 'canUndo' | 'canRedo'
>;

export type { Person, ReactionCounts, ReactionKind };

type Place = Parameters<Workshop['setPresence']>[0];

/** The kinds of records whose names stand on notes. */
const named: ReadonlySet<string> = new Set(['member', 'team']);

/**
 * One open workshop as components read it: what sync tells by events becomes reactive here. Own changes show in the
 * same moment; what comes from others is gathered to at most one redraw a frame.
 */
export class WorkshopStore {
  readonly announcer = new Announcer();
  #version = $state(0);
  #status: Status = $state.raw({}) as Status;
  /** Apart from the rest of the status: every note asks for it. */
  #writable = $state(true);
  /** Grows when what the person may do is perhaps another thing than before. */
  #rights = $state(0);
  #role: Actor['role'] = $state('observer');
  #limits: Limits = $state.raw({} as Limits);
  #writing = $state(0);
  #reactions = new RecentReactions();
  #watch: Rights;
  #people: ReadonlyMap<string, Person> = $state.raw(new Map());
  #names: ReadonlyMap<string, string> = $state.raw(new Map());
  #notice = $state<string | null>(null);
  #frame = 0;
  #place: Place = {};
  #texts = new Set<(event: SyncEvent) => void>();
  #unsubscribe: () => void;

  constructor(readonly workshop: Workshop) {
    this.#readStatus();
    this.#people = new Map(workshop.people);
    this.#readNames();
    this.#watch = new Rights(workshop.state, workshop.me.member);
    this.#unsubscribe = workshop.subscribe((event) => this.#hear(event));
  }

  /** What the person sees. Reading it inside a component follows every change. */
  get state(): State {
    this.#version;
    return this.workshop.state;
  }

  /** The person's own commands of a kind that are still to be saved, in their order. Reading it follows them. */
  pending<Name extends CommandName>(name: Name): readonly Commands[Name][] {
    this.#version;
    return this.workshop.pending(name);
  }

  get status(): Status {
    return this.#status;
  }

  /** Who else is here, by member id; the person is left out. */
  get people(): ReadonlyMap<string, Person> {
    return this.#people;
  }

  /** Who the person is, with the role that is in force now. */
  get me(): Actor {
    return { member: this.workshop.me.member, role: this.#role };
  }

  /** What bounds the workshop, as the server told. Reading it follows the limits and not every change. */
  get limits(): Limits {
    return this.#limits;
  }

  /** How many people type just now; told to moderators only, 0 for others. */
  get writing(): number {
    return this.#writing;
  }

  /** What people showed in the last seconds, by kind. */
  get reactions(): ReactionCounts {
    return this.#reactions.counts;
  }

  /** Shows everybody a reaction; false when it came too soon after the last one. */
  react(kind: ReactionKind): boolean {
    return this.workshop.react(kind);
  }

  /** The time by the server's clock, in milliseconds since 1970. Not reactive: ask it again when it matters. */
  now(): number {
    return this.workshop.now();
  }

  get title(): string {
    return this.state.workshop?.title ?? '';
  }

  /**
   * Whether this person may do it now and there: role, phase, holds and locks allow it, and the workshop can be
   * written. Cheap enough for every note: it is asked again only when one of these changes, or the spot.
   */
  may(name: string, spot?: Spot): boolean {
    this.#rights;
    return this.#writable && may(this.workshop.state, this.me, name, spot);
  }

  /** How somebody signs; a person who is not known is "somebody". */
  nameOf(member: string): string {
    return this.#names.get(member) || language.words.people.someone;
  }

  /** The name of a team, '' for one that is not known. */
  teamName(team: string | undefined): string {
    return this.#names.get(team ?? '') ?? '';
  }

  /** A refusal that the person has to read, or null. */
  get notice(): string | null {
    return this.#notice;
  }

  dismissNotice(): void {
    this.#notice = null;
  }

  /** Shows a sentence where refusals stand. */
  tell(words: string): void {
    this.#notice = words;
  }

  /**
   * Does a command. When it is refused at once the reason is shown and false comes back;
   * otherwise `done` is announced.
   */
  run(command: Command, done?: string, options?: { undoable: boolean }): boolean {
    const refusal = this.workshop.run(command, options);
    this.#redraw();
    if (refusal !== null) {
      this.#notice = sentence(refusal.code);
      return false;
    }
    this.#notice = null;
    if (done !== undefined) this.announcer.say(done);
    return true;
  }

  /** One edit of a text that others may be typing in. Returns false when it was refused; the reason is shown. */
  editText(record: string, ops: Ops): boolean {
    // The field shows it already; the rest of the board may wait for the next frame.
    const refusal = this.workshop.editText(record, 'text', ops);
    if (refusal !== null) this.#notice = sentence(refusal.code);
    return refusal === null;
  }

  undo(): void {
    this.#walk(() => this.workshop.undo(), language.words.note.undone);
  }

  redo(): void {
    this.#walk(() => this.workshop.redo(), language.words.note.redone);
  }

  // What an earlier step could not do is past with the next that succeeds; what this one could not is told on the way.
  #walk(step: () => boolean, done: string): void {
    const before = this.#notice;
    this.#notice = null;
    if (step()) this.announcer.say(done);
    else this.#notice ??= before;
    this.#redraw();
  }

  /** Tells the others where the person is; what is not named stays as it was, undefined takes it away. */
  here(place: Place): void {
    const merged = { ...this.#place, ...place };
    this.#place = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
    this.workshop.setPresence(this.#place);
  }

  /** Calls the listener with every event about records, before anything is drawn. Returns the way to stop. */
  onText(listener: (event: SyncEvent) => void): () => void {
    this.#texts.add(listener);
    return () => this.#texts.delete(listener);
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#unsubscribe();
    this.announcer.stop();
    this.#reactions.stop();
    this.workshop.close();
  }

  #hear(event: SyncEvent): void {
    switch (event.type) {
      case 'records':
      case 'splice':
      case 'reset':
        for (const listener of this.#texts) listener(event);
        if (event.type === 'reset' || (event.type === 'records' && event.ids.some((id) => this.#isNamed(id))))
          this.#readNames();
        if (event.type === 'reset') this.#watch.reset();
        if (event.type === 'reset' || (event.type === 'records' && this.#watch.touchedBy(event.ids))) this.#rights++;
        this.#redrawSoon();
        break;
      case 'refused':
        this.#tellRefused();
        this.#redraw();
        break;
      case 'status':
        this.#readStatus();
        break;
      case 'undo':
        this.#notice =
          event.code === undefined ? language.words.note.undoSkipped(event.skipped.length) : sentence(event.code);
        break;
      case 'people':
        this.#people = new Map(this.workshop.people);
        this.#writing = this.workshop.writing;
        break;
      case 'reactions':
        this.#reactions.hear(event.counts);
        break;
    }
  }

  // Where no words of the person were lost, the reason is all there is to tell.
  #tellRefused(): void {
    for (const { number, code, command, text: words } of this.workshop.refused) {
      if (words !== '' || !isAwaited(command)) continue;
      this.#notice = sentence(code);
      this.workshop.dismissRefused(number);
    }
  }

  #redraw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#version++;
    this.#readStatus();
  }

  // A hidden tab has no frames, yet its title and its live region have to stay true.
  #redrawSoon(): void {
    if (document.hidden) this.#redraw();
    else if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#redraw());
  }

  #isNamed(id: string): boolean {
    return this.#names.has(id) || named.has(this.workshop.state.get(id)?.kind ?? '');
  }

  // Apart from the rest: names stand on every note and hardly ever change.
  #readNames(): void {
    const { state } = this.workshop;
    this.#names = new Map([...state.all('member'), ...state.all('team')].map(({ id, name }) => [id, name]));
  }

  #readStatus(): void {
    const { saving, storageWarning, refused, connection, readonly, canUndo, canRedo } = this.workshop;
    this.#writable = readonly === null;
    this.#role = this.workshop.me.role;
    this.#limits = this.workshop.state.limits;
    this.#status = { saving, storageWarning, refused: [...refused], connection, readonly, canUndo, canRedo };
  }
}
