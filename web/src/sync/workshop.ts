import type { Command } from '../board/command.ts';
import { may, type Role, standing } from '../board/permission.ts';
import { text } from '../board/record.ts';
import { type Code, Refusal } from '../board/refusal.ts';
import { invertOps, type Ops } from '../board/splice.ts';
import { State } from '../board/state.ts';
import { guards, inverse } from '../board/undo.ts';
import { Adoption } from './adopt.ts';
import type { Clock, Random } from './clock.ts';
import { Connection, type Hint, type Status } from './connection.ts';
import { type Entry, frameOf, keyOf, newEntry, storedOf, textKey } from './entry.ts';
import type { Saving, SyncEvent } from './events.ts';
import { byteLength, maxMessage, type OwnPresence, type ServerFrame, type Welcome } from './frames.ts';
import { History } from './history.ts';
import { Inbox } from './inbox.ts';
import { Outbox } from './outbox.ts';
import { type Person, Presence } from './presence.ts';
import { MemoryQueue, type Queue, type QueueOwner, type QueueStorage, type Stored } from './queue.ts';
import { type ReactionKind, Reactions } from './reactions.ts';
import { Refusals, type RefusedCommand } from './refusals.ts';
import { Replica, type ViewChange } from './replica.ts';
import { ServerTime } from './servertime.ts';
import type { Me, Transport } from './transport.ts';
import { Undo } from './undo.ts';

/** What a workshop is opened with; a test brings its own parts. */
export interface Dependencies {
  readonly storage: QueueStorage;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
}

export type { Saving, SyncEvent } from './events.ts';
export type { ReactionCounts, ReactionKind } from './reactions.ts';
export type { RefusedCommand } from './refusals.ts';

const gatherMillis = 150;
const maxPending = 5_000;

/** Somebody has to let the person in first; me says into what. */
export class NotAdmitted extends Error {
  constructor(readonly me: Me) {
    super('waiting');
    this.name = 'NotAdmitted';
  }
}

/**
 * Opens a workshop: what a closed tab left behind is looked after, the state is
 * fetched, and the live connection starts. Rejects with NoSession, with NotAdmitted
 * where one has to wait, or with Unreachable or Rejected when the state cannot be
 * fetched.
 */
export async function openWorkshop(dependencies: Dependencies): Promise<Workshop> {
  const me = await dependencies.transport.me();
  if (me.waiting === true) throw new NotAdmitted(me);
  const owner = { workshop: me.workshop, member: me.member, role: me.role };
  const workshop = new Workshop(dependencies, me, owner, await openQueue(dependencies, owner));
  try {
    await workshop.start();
  } catch (fault) {
    workshop.close();
    throw fault;
  }
  return workshop;
}

async function openQueue(dependencies: Dependencies, owner: QueueOwner): Promise<Queue> {
  try {
    return await dependencies.storage.open(owner);
  } catch {
    return new MemoryQueue(dependencies.random.id(), owner.member);
  }
}

/** One open workshop in one tab. */
export class Workshop {
  /** What the person sees: the confirmed state with the pending commands applied. Read it, never change it. */
  readonly state = new State();
  /** Who one is; the role is the one in force, which a moderator may change. */
  readonly me: { readonly member: string; readonly role: Role };

  private readonly replica: Replica;
  private readonly outbox: Outbox;
  private readonly adoption: Adoption;
  private readonly live: Connection;
  private readonly presence: Presence;
  private readonly reactions: Reactions;
  private readonly time: ServerTime;
  private readonly history = new History();
  private readonly undoing: Undo;
  private readonly listeners = new Set<(event: SyncEvent) => void>();
  private readonly inbox: Inbox;
  private readonly refusals = new Refusals();
  private readonlyCode: Code | null = null;
  private lastPosition = 0;
  private closed = false;
  private flushTimer: (() => void) | undefined;
  private lastStatus = '';
  private readonly closeListeners: (() => void)[] = [];

  constructor(
    private readonly dependencies: Dependencies,
    me: Me,
    private readonly owner: QueueOwner,
    queue: Queue,
  ) {
    const { clock, random, transport, storage } = dependencies;
    const { state } = this;
    const session = { member: me.member, role: me.role };
    this.me = {
      member: me.member,
      get role() {
        return standing(state, session).role;
      },
    };
    this.time = new ServerTime(clock);
    this.replica = new Replica(this.state, this.me, () => this.now());
    this.presence = new Presence(clock, (line) => this.live.send([line]));
    this.reactions = new Reactions(clock, (line) => this.live.send([line]));
    this.outbox = new Outbox(this.replica, queue, clock, {
      send: (lines) => this.live.send(lines),
      refused: (entry, code, message) => this.refuse(entry, code, message),
      applied: (entry) => this.show(this.replica.drop(entry)),
      vanished: (entry) => this.show(this.replica.drop(entry)),
      lost: (taken, mixed) => void this.queueLost(taken, mixed),
      changed: () => this.tellStatus(),
    });
    this.adoption = new Adoption(storage, owner, transport, clock, {
      seq: () => (this.replica.epoch === '' ? -1 : this.state.seq),
      queue: () => this.outbox.queue,
      nextPosition: () => ++this.lastPosition,
      adopted: (stored) => this.adopt(stored),
      noSession: () => this.live.end('ended'),
      changed: () => this.tellStatus(),
    });
    this.live = new Connection(transport, clock, random, {
      hello: () => ({
        client: this.outbox.queue.client,
        epoch: this.replica.epoch,
        since: this.state.seq,
      }),
      up: (welcome, answersApart) => this.up(welcome, answersApart),
      frames: (frames) => this.frames(frames),
      down: () => this.down(),
      reset: () => void this.inbox.resync(),
      status: () => this.tellStatus(),
      time: (time, ago) => this.time.update(time, ago),
    });
    this.inbox = new Inbox(this.replica, this.outbox, this.history, this.live, transport, clock, random, {
      applied: (shown) => {
        this.show(shown);
        void this.adoption.advance();
      },
      reset: () => this.emit({ type: 'reset' }),
    });
    this.undoing = new Undo(this.history, this.state, me.member, {
      run: (command) => this.submit(command),
      edit: (record, field, ops) => this.edit(record, field, ops, true),
      skipped: (ids, code) => this.emit({ type: 'undo', skipped: ids, code }),
    });
  }

  /** Fetches the state and connects; openWorkshop calls it once. */
  async start(): Promise<void> {
    await this.adoption.search();
    this.inbox.load(await this.dependencies.transport.snapshot());
    await this.adoption.advance();
    if (!this.closed) this.live.resume();
  }

  /** By which the server's doors find the session, whatever the role is now; undefined: the strongest one. */
  get sessionRole(): Role | undefined {
    return this.dependencies.transport.role;
  }

  /** How the connection stands. */
  get connection(): Status {
    return this.live.status;
  }

  /** The refusal code that every command gets at present (W15); null while one may write. */
  get readonly(): string | null {
    return this.readonlyCode;
  }

  /** 'saved' only when the server has acknowledged everything. */
  get saving(): Saving {
    const pending = this.outbox.unanswered + this.adoption.unanswered;
    if (pending === 0) return { kind: 'saved' };
    const { status } = this.live;
    return { kind: status === 'live' || status === 'connecting' ? 'saving' : 'offline', pending };
  }

  /** What is pending lives in memory only: closing the tab would lose it. */
  get storageWarning(): boolean {
    return this.outbox.storageFailed;
  }

  /** The commands that were not accepted, until they are dismissed; they survive a reload. */
  get refused(): readonly RefusedCommand[] {
    return this.refusals.list;
  }

  dismissRefused(number: number): void {
    this.refusals.dismiss(number);
    this.outbox.remove(number);
    this.outbox.pump();
    this.emit({ type: 'refused' });
  }

  /** How often an own edit became another one than predicted; for diagnosis, it stays 0. */
  get corrections(): number {
    return this.replica.corrections;
  }

  get people(): ReadonlyMap<string, Person> {
    return this.presence.people;
  }

  /** How many people type just now; told to moderators. */
  get writing(): number {
    return this.presence.writing;
  }

  /** The time by the server's clock, in milliseconds since 1970. */
  now(): number {
    return this.time.now();
  }

  /** Shows everybody a reaction; false when it came too soon after the last one, or nobody can hear it. */
  react(kind: ReactionKind): boolean {
    if (!may(this.state, this.me, 'React') || this.live.status !== 'live') return false;
    return this.reactions.react(kind);
  }

  get canUndo(): boolean {
    return this.history.undo.length > 0;
  }

  get canRedo(): boolean {
    return this.history.redo.length > 0;
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
   * Gives a command: it shows at once, is kept in the browser and sent. The refusal
   * that is known at once, null otherwise; a later one comes into refused.
   */
  run(command: Command, options: { undoable?: boolean } = {}): Refusal | null {
    if (command.do === 'EditText') {
      return this.editText(command.with.record, command.with.field, command.with.ops);
    }
    const commands = inverse(this.state, command, this.me.member);
    const position = this.submit(command);
    if (position instanceof Refusal) return position;
    if (position > 0 && options.undoable !== false && commands.length > 0) {
      const step = { commands, guards: guards(command, this.me.member), stale: new Set<string>() };
      this.history.addCommand({ kind: 'command', ...step, positions: [position] });
      this.tellStatus();
    }
    return null;
  }

  /** Types: ops fit the text as it is shown. What is typed within a moment is sent as one edit. */
  editText(record: string, field: string, ops: Ops): Refusal | null {
    if (ops.length === 0) return null;
    const back = this.edit(record, field, ops, false);
    if (back instanceof Refusal) return back;
    this.history.addTyping(record, field, back, this.dependencies.clock.now());
    this.tellStatus();
    return null;
  }

  /** Takes the last own step back; false when there was none, or when it was left alone (event 'undo'). */
  undo(): boolean {
    const done = this.undoing.undo();
    this.tellStatus();
    return done;
  }

  /** Does the last undone step again. */
  redo(): boolean {
    const done = this.undoing.redo();
    this.tellStatus();
    return done;
  }

  subscribe(listener: (event: SyncEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Keeps and sends now what was typed. */
  flush(): void {
    this.flushTimer?.();
    this.flushTimer = undefined;
    for (const entry of this.replica.pending) entry.gathering = false;
    this.outbox.pump();
  }

  /** The page is about to go, perhaps to come back. */
  leaving(): void {
    this.flush();
    this.outbox.stash(true);
    void this.outbox.kept().then(() => this.outbox.queue.expireLease());
  }

  /** Something changed around the page that the connection should know of. */
  hint(hint: Hint): void {
    if (hint === 'hidden') {
      this.flush();
      this.outbox.stash(false);
    } else if (hint !== 'offline' && !this.closed) void this.adoption.search();
    this.live.hint(hint);
  }

  /** Calls back once when the workshop is closed. */
  onClosed(what: () => void): void {
    this.closeListeners.push(what);
  }

  /** Ends everything; what is pending stays kept in the browser. */
  close(): void {
    if (this.closed) return;
    this.flush();
    this.closed = true;
    this.live.stop();
    this.inbox.close();
    for (const what of this.closeListeners) what();
    this.adoption.close();
    void this.outbox.kept().then(() => {
      this.outbox.close();
      this.outbox.queue.close();
    });
  }

  private submit(command: Command): number | Refusal {
    const refusal = this.refusalFor(command);
    if (refusal !== null) return refusal;
    for (const entry of this.replica.pending) entry.gathering = false; // in their order
    const entry = newEntry(++this.lastPosition, command);
    let shown: ViewChange;
    try {
      shown = this.replica.add(entry);
    } catch (reason) {
      if (reason instanceof Refusal) return reason;
      throw reason;
    }
    if (shown.ids.length === 0 && !entry.serverDoesMore) {
      this.replica.drop(entry);
      return 0;
    }
    this.outbox.pump();
    this.show(shown);
    return entry.position;
  }

  /** Edits a text; gives the ops that take the edit back. */
  private edit(record: string, field: string, ops: Ops, tell: boolean): Ops | Refusal {
    const command: Command = { do: 'EditText', with: { record, field, ops } };
    const refusal = this.refusalFor(command);
    if (refusal !== null) return refusal;
    const was = text(this.state.get(record), field);
    let shown: ViewChange;
    try {
      const open = this.openEdit(record, field);
      if (open !== undefined) {
        shown = this.replica.extend(open, ops);
        open.gathering = true;
      } else {
        const entry = newEntry(++this.lastPosition, command);
        entry.gathering = true;
        shown = this.replica.add(entry);
      }
    } catch (reason) {
      if (reason instanceof Refusal) return reason;
      throw reason;
    }
    this.flushTimer ??= this.dependencies.clock.after(gatherMillis, () => this.flush());
    this.emit({ type: 'records', ids: shown.ids });
    if (tell) this.emit({ type: 'splice', record, field, ops, remote: false });
    this.tellStatus();
    return invertOps(ops, was);
  }

  /** The edit of this text that may still grow: the last one, when it was never sent. */
  private openEdit(record: string, field: string): Entry | undefined {
    const key = textKey(record, field);
    const last = this.replica.pending.findLast((entry) => keyOf(entry.command) === key);
    if (last === undefined || last.frame !== '' || !this.replica.extendable(last)) return undefined;
    return last.kept && !this.outbox.queue.surelyOwned() ? undefined : last;
  }

  private refusalFor(command: Command): Refusal | null {
    if (this.closed || this.live.status === 'ended') return new Refusal('no_session');
    if (this.readonlyCode !== null) return new Refusal(this.readonlyCode);
    if (this.replica.pending.length >= maxPending) return new Refusal('too_many');
    const longest = frameOf(command, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    return byteLength(longest) > maxMessage ? new Refusal('too_large') : null;
  }

  private up(welcome: Welcome, answersApart: boolean): void {
    if (welcome.member !== this.me.member) {
      this.live.end('reload'); // this browser has entered anew, as somebody else
      return;
    }
    this.readonlyCode = (welcome.readonly as Code | undefined) ?? null;
    this.outbox.up(answersApart, this.readonlyCode !== null);
    this.presence.up();
    void this.adoption.search();
    this.tellStatus();
  }

  private down(): void {
    this.outbox.down();
    this.presence.down();
    this.inbox.down();
    this.emit({ type: 'people' });
    this.tellStatus();
  }

  private frames(frames: readonly ServerFrame[]): void {
    for (const frame of frames) {
      if (frame.type === 'ack' || frame.type === 'refused') {
        if (frame.number !== undefined) this.outbox.answered(frame);
      } else if (frame.type === 'change' || frame.type === 'hash') {
        this.inbox.add(frame);
      } else if (frame.type === 'presence') {
        this.presence.receive(frame);
        this.emit({ type: 'people' });
      } else if (frame.type === 'reactions') {
        this.emit({ type: 'reactions', counts: frame.counts });
      }
    }
    this.inbox.apply();
  }

  private refuse(entry: Entry, code: string, message: string): void {
    const refused = { code, message, text: this.replica.textAbove(entry) };
    this.show(this.replica.drop(entry));
    this.history.forget(entry.position);
    this.list({ ...storedOf(entry), refused });
  }

  private list(stored: Stored): void {
    this.refusals.add(stored);
    this.outbox.addRefused(stored);
    this.emit({ type: 'refused' });
  }

  /** Takes in what a closed tab left behind; it lies in the own queue already. */
  private adopt(stored: readonly Stored[]): void {
    for (const item of stored) {
      if (item.refused !== undefined) {
        this.refusals.add(item);
        continue;
      }
      // What was given while the queue was on its way stands before it: the places have to say so, too.
      const late = this.replica.pending.some((own) => own.position > item.position);
      const entry = newEntry(late ? ++this.lastPosition : item.position, item.command);
      if (late) this.outbox.remove(item.position);
      entry.dirty = late;
      entry.version = item.version;
      entry.base = item.base;
      entry.kept = true;
      this.show(this.replica.addOld(entry));
    }
    this.outbox.pump();
    this.emit({ type: 'refused' });
    this.tellStatus();
  }

  /** Another tab has the queue: what it found there is its business, the rest goes under a new name. */
  private async queueLost(taken: readonly Entry[], mixed: readonly Entry[]): Promise<void> {
    this.live.pause();
    const written = mixed.map((entry) => ({ entry, text: this.replica.textAbove(entry) }));
    for (const entry of taken) this.show(this.replica.drop(entry));
    const queue = await openQueue(this.dependencies, this.owner);
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

  private show(shown: ViewChange): void {
    for (const { record, field, ops } of shown.splices) {
      this.history.rebase(record, field, ops);
      this.emit({ type: 'splice', record, field, ops, remote: true });
    }
    if (shown.ids.length > 0) this.emit({ type: 'records', ids: shown.ids });
    this.tellStatus();
  }

  private tellStatus(): void {
    if (this.listeners.size === 0) return;
    const { saving, connection, readonly, storageWarning, canUndo, canRedo, me } = this;
    const status = JSON.stringify([saving, connection, readonly, storageWarning, canUndo, canRedo, me.role]);
    if (status === this.lastStatus) return;
    this.lastStatus = status;
    this.emit({ type: 'status' });
  }

  private emit(event: SyncEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }
}
