import { SvelteMap } from 'svelte/reactivity';
import type { Command, CommandName } from '../../board/command.ts';
import type { Commands, Limits } from '../../board/generated.ts';
import { type Actor, may } from '../../board/permission.ts';
import { isAwaited } from '../../board/registry.ts';
import type { Ops } from '../../board/splice.ts';
import type { Spot } from '../../board/spot.ts';
import type { State } from '../../board/state.ts';
import type { Person } from '../../sync/presence.ts';
import type { ReactionCounts, ReactionKind, SyncEvent, Workshop } from '../../sync/workshop.ts';
import { sentence } from '../refusals.svelte.ts';
import { stableList, stableMap } from '../stable.ts';
import { language } from '../words/language.svelte.ts';
import { Announcer } from './announcer.svelte.ts';
import { distinctNames } from './names.ts';
import { type Changed, ReactiveState } from './reactive-state.svelte.ts';
import { RecentReactions } from './recent-reactions.svelte.ts';
import { Signals } from './signals.svelte.ts';

type Status = Pick<
  Workshop,
  'saving' | 'storageWarning' | 'refused' | 'connection' | 'readonly' | 'canUndo' | 'canRedo'
>;

export type { Person, ReactionCounts, ReactionKind };

type Place = Parameters<Workshop['setPresence']>[0];

/**
 * One open workshop as components read it: what sync tells by events becomes reactive here. Own changes show in the
 * same moment; what comes from others is gathered to at most one redraw a frame.
 */
export class WorkshopStore {
  readonly announcer = new Announcer();
  /** What the person sees. A component that reads a record or a list of it is drawn again when just that has changed. */
  readonly state = new ReactiveState();
  /** The items that are marked, and with which word: what has changed since this person last looked. */
  readonly marked = new SvelteMap<string, string>();
  #status: Status = $state.raw({}) as Status;
  #writable = $state(true);
  #role: Actor['role'] = $state('observer');
  #limits: Limits = $state.raw({} as Limits);
  #writing = $state(0);
  #reactions = new RecentReactions();
  /** The commands that waited when somebody first looked since their last change, by name. */
  #pending = new Map<CommandName, readonly unknown[]>();
  #waiting = new Signals();
  #people: ReadonlyMap<string, Person> = $state.raw(new Map());
  #called: ReadonlyMap<string, string> | undefined;
  /** The same map while nobody's name changes: a raised hand draws no names anew. */
  #names = $derived.by(() => {
    this.#called = stableMap(this.#called, distinctNames(this.state.all('member'), language.words.people));
    return this.#called;
  });
  /** Read anew when it is shown: its words may still be on their way, and follow the language. */
  #notice = $state.raw<(() => string) | null>(null);
  #frame = 0;
  #place: Place = {};
  /** The records that have changed since the last redraw. */
  #gathered = new Set<string>();
  #texts = new Set<(event: SyncEvent) => void>();
  #changes = new Set<(changes: readonly Changed[], own: boolean) => void>();
  #unsubscribe: () => void;

  constructor(
    readonly workshop: Workshop,
    /** Whether the person waited to be let in. */
    readonly admitted = false,
  ) {
    this.#readStatus();
    this.#people = new Map(workshop.people);
    this.state.update(workshop.state, workshop.state.records.keys());
    this.#unsubscribe = workshop.subscribe((event) => this.#hear(event));
  }

  /** The person's own commands of a kind that are still to be saved, in their order. Reading it follows them. */
  pending<Name extends CommandName>(name: Name): readonly Commands[Name][] {
    this.#waiting.read(name);
    const now = this.workshop.pending(name);
    if (!this.#pending.has(name)) this.#pending.set(name, now);
    return now;
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

  /** Whether this person may do it now and there: role, phase, holds and locks allow it, and the workshop can be written. */
  may(name: string, spot?: Spot): boolean {
    return this.#writable && may(this.state, this.me, name, spot);
  }

  /** How somebody is called, so that nobody passes for another; a person who is not known is "somebody". */
  nameOf(member: string): string {
    return this.#names.get(member) ?? language.words.people.someone;
  }

  /** The name of a team, '' for one that is not known. */
  teamName(team: string | undefined): string {
    return this.state.of('team', team ?? '')?.name ?? '';
  }

  /** A refusal that the person has to read, or null. */
  get notice(): string | null {
    return this.#notice?.() ?? null;
  }

  dismissNotice(): void {
    this.#notice = null;
  }

  /** Shows a sentence where refusals stand. */
  tell(words: () => string): void {
    this.#notice = words;
  }

  /**
   * Does a command. When it is refused at once the reason is shown and false comes back;
   * otherwise `done` is announced.
   */
  run(command: Command, done?: string, options?: Parameters<Workshop['run']>[1]): boolean {
    // What came from others until now is theirs.
    if (this.#gathered.size > 0) this.#redraw();
    const refusal = this.workshop.run(command, options);
    this.#redraw(true);
    if (refusal !== null) {
      this.#notice = () => sentence(refusal.code);
      return false;
    }
    this.#notice = null;
    if (done !== undefined) this.announcer.say(done);
    return true;
  }

  /** Does a command of which the server does a part at a time (W23a) whole. Resolves to false when it was refused. */
  runWhole(command: Command, left?: (state: State) => boolean): Promise<boolean> {
    return this.workshop.runWhole(command, left, (each) => this.run(each));
  }

  /** One edit of a text that others may be typing in. Returns false when it was refused; the reason is shown. */
  editText(record: string, ops: Ops, field = 'text'): boolean {
    // The field shows it already; the rest of the board may wait for the next frame.
    const refusal = this.workshop.editText(record, field, ops);
    if (refusal !== null) this.#notice = () => sentence(refusal.code);
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
    if (this.#gathered.size > 0) this.#redraw();
    if (step()) this.announcer.say(done);
    else this.#notice ??= before;
    this.#redraw(true);
  }

  /** Where the person is, as the others are told. */
  get place(): Readonly<Place> {
    return this.#place;
  }

  /** Tells the others where the person is; what is not named stays as it was, undefined takes it away. */
  here(place: Place): void {
    const merged = { ...this.#place, ...place };
    this.#place = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
    this.workshop.setPresence(this.#place);
  }

  /** Calls the listener with every event about records as it comes, also between two redraws. Returns the way to stop. */
  onText(listener: (event: SyncEvent) => void): () => void {
    this.#texts.add(listener);
    return () => this.#texts.delete(listener);
  }

  /**
   * Calls the listener with what changed, after each change of the state and before it is drawn, and whether the person
   * did it just now. Returns the way to stop.
   */
  onChange(listener: (changes: readonly Changed[], own: boolean) => void): () => void {
    this.#changes.add(listener);
    return () => this.#changes.delete(listener);
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#unsubscribe();
    this.#reactions.stop();
    this.workshop.close();
  }

  #hear(event: SyncEvent): void {
    switch (event.type) {
      case 'records':
      case 'splice':
      case 'reset':
        for (const listener of this.#texts) listener(event);
        if (event.type === 'records') for (const id of event.ids) this.#gathered.add(id);
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
        this.#notice = () =>
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
      this.#notice = () => sentence(code);
      this.workshop.dismissRefused(number);
    }
  }

  #redraw(own = false): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const changes = this.state.update(this.workshop.state, this.#gathered);
    this.#gathered.clear();
    for (const name of this.#pending.keys()) this.#followPending(name);
    this.#readStatus();
    if (changes.length > 0) for (const listener of this.#changes) listener(changes, own);
  }

  // Typing waits as well: only those whose own commands are others than before look again.
  #followPending(name: CommandName): void {
    const before = this.#pending.get(name) ?? [];
    if (stableList(before, this.workshop.pending(name)) === before) return;
    this.#pending.delete(name);
    this.#waiting.raise(name);
  }

  // A hidden tab has no frames, yet its title and its live region have to stay true.
  #redrawSoon(): void {
    if (document.hidden) this.#redraw();
    else if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#redraw());
  }

  #readStatus(): void {
    const { saving, storageWarning, refused, connection, readonly, canUndo, canRedo } = this.workshop;
    this.#writable = readonly === null;
    this.#role = this.workshop.me.role;
    this.#limits = this.workshop.state.limits;
    this.#status = { saving, storageWarning, refused: [...refused], connection, readonly, canUndo, canRedo };
  }
}
