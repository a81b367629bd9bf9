import type { Command, CommandName } from '../board/command.ts';
import type { Code, Commands, Role } from '../board/generated.ts';
import { may, roleOf } from '../board/permission.ts';
import { text } from '../board/record.ts';
import type { Refusal } from '../board/refusal.ts';
import type { Ops } from '../board/splice.ts';
import { State } from '../board/state.ts';
import { Adoption } from './adopt.ts';
import type { Clock, Random } from './clock.ts';
import { Connection, type Hint, type Status } from './connection.ts';
import { Editing, type UndoMode } from './editing.ts';
import { type Entry, newEntry, storedOf } from './entry.ts';
import { Emitter, type Saving, type SyncEvent } from './events.ts';
import type { OwnPresence, ServerFrame, Snapshot, Welcome } from './frames.ts';
import { Inbox } from './inbox.ts';
import { Outbox } from './outbox.ts';
import { type Person, Presence } from './presence.ts';
import { MemoryQueue, openQueue, type Queue, type QueueOwner, type QueueStorage, type Stored } from './queue.ts';
import { type ReactionKind, Reactions } from './reactions.ts';
import { Refusals, type RefusedCommand } from './refusals.ts';
import { Replica } from './replica.ts';
import { ServerTime } from './servertime.ts';
import type { Me, Transport } from './transport.ts';

/** What a workshop needs. A test brings its own. */
export interface Dependencies {
  readonly storage: QueueStorage;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  /** Fetches how the commands of these kinds of boards are predicted. */
  readonly kinds: (kinds: readonly string[]) => Promise<void>;
  /** Fetches what is done with the queue of a closed tab, once there is one. */
  readonly orphan: () => Promise<typeof import('./orphan.ts')>;
}

export type { Saving, SyncEvent } from './events.ts';
export type { ReactionCounts, ReactionKind } from './reactions.ts';
export type { RefusedCommand } from './refusals.ts';

/** One open workshop in one tab. */
export class Workshop {
  /** What the person sees: the confirmed state with the pending commands applied. Read it, never change it. */
  readonly state = new State();
  /** The person. The role is the one in force, which a moderator may change. */
  readonly me: { readonly member: string; readonly role: Role };

  private readonly replica: Replica;
  private readonly outbox: Outbox;
  private readonly adoption: Adoption;
  private readonly live: Connection;
  private readonly presence: Presence;
  private readonly reactions: Reactions;
  private readonly time: ServerTime;
  private readonly editing: Editing;
  private readonly emitter: Emitter;
  private readonly inbox: Inbox;
  private readonly refusals = new Refusals();
  private readonlyCode: Code | null = null;
  private closed = false;
  private readonly closeListeners: (() => void)[] = [];

  constructor(
    private readonly dependencies: Dependencies,
    private readonly session: Me,
    private readonly owner: QueueOwner,
    queue: Queue,
  ) {
    const { clock, random, transport, storage } = dependencies;
    const { state } = this;
    const { alias } = session;
    this.me = {
      member: session.member,
      ...(alias === undefined ? {} : { alias }),
      get role() {
        return roleOf(state, session);
      },
    };
    this.emitter = new Emitter(() => {
      const { saving, connection, readonly, storageWarning, canUndo, canRedo } = this;
      return [saving, connection, readonly, storageWarning, canUndo, canRedo, this.me.role];
    });
    this.time = new ServerTime(clock);
    this.replica = new Replica(this.state, this.me);
    this.presence = new Presence(clock, (line) => this.live.send([line]));
    this.reactions = new Reactions(clock, (line) => this.live.send([line]));
    this.outbox = new Outbox(this.replica, queue, clock, {
      send: (lines) => this.live.send(lines),
      refused: (entry, code, message) => this.refuse(entry, code, message),
      over: (entry) => this.editing.show(this.replica.drop(entry)),
      lost: (taken, mixed) => void this.queueLost(taken, mixed),
      changed: () => this.emitter.emitStatus(),
    });
    this.editing = new Editing(this.replica, this.outbox, clock, this.emitter, () =>
      this.closed || this.live.status === 'ended' ? 'no_session' : this.readonlyCode,
    );
    this.adoption = new Adoption(storage, owner, transport, clock, dependencies.orphan, {
      seq: () => (this.replica.epoch === '' ? -1 : this.state.seq),
      writer: this.outbox.writer,
      nextPosition: () => this.editing.nextPosition(),
      adopted: (stored) => this.adopt(stored),
      noSession: () => this.live.end('ended'),
      changed: () => this.emitter.emitStatus(),
    });
    this.live = new Connection(transport, clock, random, {
      hello: () => ({
        client: this.outbox.writer.queue.client,
        epoch: this.replica.epoch,
        since: this.state.seq,
        mark: this.replica.mark,
      }),
      up: (welcome, answersApart) => this.up(welcome, answersApart),
      frames: (frames) => this.frames(frames),
      down: () => this.down(),
      reset: () => void this.inbox.resync(),
      status: () => this.emitter.emitStatus(),
      time: (time, ago) => this.time.update(time, ago),
    });
    this.inbox = new Inbox(this.replica, this.outbox, this.editing.history, this.live, transport, clock, random, {
      applied: (shown) => {
        this.editing.show(shown);
        void this.adoption.advance();
      },
      reset: () => this.emitter.emit({ type: 'reset' }),
    });
  }

  /** Fetches the state and connects; openWorkshop calls it once. */
  async start(): Promise<void> {
    const searched = this.adoption.search();
    // A storage that did not open is asked again, but nobody waits for it.
    if (this.outbox.writer.queue.durable) await searched;
    await this.load(await this.dependencies.transport.snapshot());
    await this.adoption.advance();
    if (!this.closed) this.live.resume();
  }

  /** The records as they were after a change, as far as this person may see them. Rejects as the transport does. */
  past(at: number): Promise<Snapshot> {
    return this.dependencies.transport.snapshot(at);
  }

  /** This workshop as it was after a change: to be read only, and never connected. Rejects as the transport does. */
  async lookBack(at: number): Promise<Workshop> {
    const snapshot = await this.past(at);
    const queue = new MemoryQueue(this.newId(), this.me.member);
    const past = new Workshop(this.dependencies, this.session, this.owner, queue);
    past.readonlyCode = 'forbidden';
    await past.load(snapshot);
    return past;
  }

  /** The role that chooses the session in requests (W4); undefined for the strongest one. */
  get sessionRole(): Role | undefined {
    return this.dependencies.transport.role;
  }

  /** Names the history that the numbers of changes belong to. */
  get epoch(): string {
    return this.replica.epoch;
  }

  /** The state of the connection. */
  get connection(): Status {
    return this.live.status;
  }

  /** The code with which every command is refused at present (W15); null otherwise. */
  get readonly(): string | null {
    return this.readonlyCode;
  }

  /** How far the person's changes have come. It is 'saved' only when the server has acknowledged everything. */
  get saving(): Saving {
    const pending = this.outbox.unanswered + this.adoption.unanswered;
    if (pending === 0) return { kind: 'saved' };
    const { status } = this.live;
    return { kind: status === 'live' || status === 'connecting' ? 'saving' : 'offline', pending };
  }

  /** Pending commands are in memory only. They are lost if the tab is closed. */
  get storageWarning(): boolean {
    return this.outbox.writer.storageFailed;
  }

  /** The commands that were refused, until the person dismisses them. They survive a reload. */
  get refused(): readonly RefusedCommand[] {
    return this.refusals.list;
  }

  dismissRefused(number: number): void {
    this.refusals.dismiss(number);
    this.outbox.writer.remove(number);
    this.outbox.pump();
    this.emitter.emit({ type: 'refused' });
  }

  /** The person's own commands of a kind that the server has not carried out yet, in their order. */
  pending<Name extends CommandName>(name: Name): Commands[Name][] {
    return this.replica.pending.flatMap(({ command }) => (command.do === name ? [command.with as Commands[Name]] : []));
  }

  /** How often an edit came out other than predicted. It should stay 0. */
  get corrections(): number {
    return this.replica.corrections;
  }

  get people(): ReadonlyMap<string, Person> {
    return this.presence.people;
  }

  /** How many people type just now. Moderators are told. */
  get writing(): number {
    return this.presence.writing;
  }

  /** The time by the clock of the server, in milliseconds since 1970. */
  now(): number {
    return this.time.now();
  }

  /** Shows everybody a reaction. Returns false when it came too soon after the last one, or cannot be sent. */
  react(kind: ReactionKind): boolean {
    if (!may(this.state, this.me, 'React') || this.live.status !== 'live') return false;
    return this.reactions.react(kind);
  }

  get canUndo(): boolean {
    return this.editing.history.undo.length > 0;
  }

  get canRedo(): boolean {
    return this.editing.history.redo.length > 0;
  }

  /** Tells the others where this person is. It may be called as often as one likes. */
  setPresence(own: Omit<OwnPresence, 'state'> & { state?: OwnPresence['state'] }): void {
    if (this.me.role !== 'observer') this.presence.set({ state: 'online', ...own });
  }

  /** An id for a new note or group. */
  newId(): string {
    return this.dependencies.random.id();
  }

  /**
   * Gives a command: it shows at once, is kept in the browser and sent. Returns the refusal if it is known at once; a
   * command that the server refuses comes into refused.
   */
  run(command: Command, options: { undo?: UndoMode } = {}): Refusal | null {
    if (command.do !== 'EditText') return this.editing.run(command, options.undo ?? 'alone');
    return this.editText(command.with.record, command.with.field, command.with.ops);
  }

  /**
   * Gives a command of which the server does a part at a time (W23a) again and again: while `left` tells that something
   * is left, or, where nothing tells it, until there was nothing to do. Resolves to false when it was refused. `run`
   * gives it each time.
   */
  async runWhole(
    command: Command,
    left?: (state: State) => boolean,
    run = (each: Command) => this.run(each) === null,
  ): Promise<boolean> {
    for (;;) {
      const outcome = run(command) ? await this.outcome(command) : 'refused';
      if (outcome === 'refused') return false;
      if (left === undefined ? outcome === 'idle' : !left(this.state)) return true;
    }
  }

  /** Resolves once a command that was given is pending no more; it is idle when there was nothing to do. */
  outcome(command: Command): Promise<'done' | 'idle' | 'refused'> {
    const entry = this.replica.pending.findLast((each) => each.command === command);
    if (entry === undefined) return Promise.resolve('refused');
    return new Promise((resolve) => {
      entry.over = () => resolve(entry.acked === 0 ? 'refused' : entry.idle ? 'idle' : 'done');
    });
  }

  /** Types: the ops fit the text as it is shown. What is typed within a moment is sent as one edit. */
  editText(record: string, field: string, ops: Ops): Refusal | null {
    return this.editing.type(record, field, ops);
  }

  /** Undoes the person's last step. Returns false when there was none, or when it was left alone (event 'undo'). */
  undo(): boolean {
    return this.editing.undo();
  }

  /** Redoes the step that was undone last. */
  redo(): boolean {
    return this.editing.redo();
  }

  subscribe(listener: (event: SyncEvent) => void): () => void {
    return this.emitter.subscribe(listener);
  }

  /** Keeps and sends at once what was typed. */
  flush(): void {
    this.editing.flush();
  }

  /** The page is being hidden or closed. It may come back. */
  leaving(): void {
    this.flush();
    this.outbox.writer.stash(true);
    void this.outbox.writer.kept().then(() => this.outbox.writer.queue.expireLease());
  }

  /** The page noticed something that matters to the connection. */
  hint(hint: Hint): void {
    if (hint === 'hidden') {
      this.flush();
      this.outbox.writer.stash(false);
    } else if (hint !== 'offline' && !this.closed) void this.adoption.search();
    this.live.hint(hint);
  }

  /** Calls back when the workshop is closed. */
  onClosed(callback: () => void): void {
    this.closeListeners.push(callback);
  }

  /** Ends everything. The browser keeps the pending commands. */
  close(): void {
    if (this.closed) return;
    this.flush();
    this.closed = true;
    this.live.stop();
    this.inbox.close();
    for (const callback of this.closeListeners) callback();
    this.adoption.close();
    void this.outbox.writer.kept().then(() => {
      this.outbox.close();
      this.outbox.writer.queue.close();
    });
  }

  private async load(snapshot: Snapshot): Promise<void> {
    const boards = snapshot.records.filter(({ kind }) => kind === 'board');
    await this.dependencies.kinds([...new Set(boards.map((board) => text(board, 'boardKind')))]);
    this.inbox.load(snapshot);
  }

  private up(welcome: Welcome, answersApart: boolean): void {
    if (welcome.member !== this.me.member) {
      this.live.end('reload'); // this browser has entered again as another member
      return;
    }
    this.readonlyCode = (welcome.readonly as Code | undefined) ?? null;
    this.editing.show(this.replica.limit(welcome.limits));
    this.outbox.up(answersApart, this.readonlyCode !== null);
    this.presence.up();
    void this.adoption.search();
    this.emitter.emitStatus();
  }

  private down(): void {
    this.outbox.down();
    this.presence.down();
    this.inbox.down();
    this.emitter.emit({ type: 'people' });
    this.emitter.emitStatus();
  }

  private frames(frames: readonly ServerFrame[]): void {
    for (const frame of frames) {
      if (frame.type === 'ack' || frame.type === 'refused') {
        if (frame.number !== undefined) this.outbox.answered(frame);
      } else if (frame.type === 'change' || frame.type === 'hash') {
        this.inbox.add(frame);
      } else if (frame.type === 'presence') {
        this.presence.receive(frame);
        this.emitter.emit({ type: 'people' });
      } else if (frame.type === 'reactions') {
        this.emitter.emit({ type: 'reactions', counts: frame.counts });
      }
    }
    this.inbox.apply();
  }

  private refuse(entry: Entry, code: string, message: string): void {
    const refused = { code, message, text: this.replica.textAbove(entry) };
    this.editing.show(this.replica.drop(entry));
    this.editing.history.forget(entry.position);
    this.list({ ...storedOf(entry), refused });
  }

  private list(stored: Stored): void {
    this.refusals.add(stored);
    this.outbox.writer.addRefused(stored);
    this.outbox.pump();
    this.emitter.emit({ type: 'refused' });
  }

  /** Adds the commands of a closed tab. The queue of this tab holds them already. */
  private adopt(stored: readonly Stored[]): void {
    for (const item of stored) {
      if (item.refused !== undefined) {
        this.refusals.add(item);
        continue;
      }
      // Commands that were given while the adoption was under way come first, so this one needs a later position.
      const late = this.replica.pending.some((own) => own.position > item.position);
      const entry = newEntry(late ? this.editing.nextPosition() : item.position, item.command);
      if (late) this.outbox.writer.remove(item.position);
      entry.dirty = late;
      entry.version = item.version;
      entry.base = item.base;
      entry.kept = true;
      this.editing.show(this.replica.addOld(entry));
    }
    this.outbox.pump();
    this.emitter.emit({ type: 'refused' });
    this.emitter.emitStatus();
  }

  /** Another tab has taken the queue with some commands. The others are sent under a new client name. */
  private async queueLost(taken: readonly Entry[], mixed: readonly Entry[]): Promise<void> {
    this.live.pause();
    const written = mixed.map((entry) => ({ entry, text: this.replica.textAbove(entry) }));
    for (const entry of taken) this.editing.show(this.replica.drop(entry));
    const queue = await openQueue(this.dependencies.storage, this.owner, this.newId());
    if (this.closed) {
      queue.close();
      return;
    }
    this.outbox.continueWith(queue);
    for (const { entry, text: shown } of written) {
      this.list({ ...storedOf(entry), refused: { code: 'other_client', message: '', text: shown } });
    }
    if (!this.inbox.resyncing) this.live.resume();
  }
}
