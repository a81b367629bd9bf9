import { sees, viewer } from '../../board/audience.ts';
import { type Command, isAwaited } from '../../board/command.ts';
import { decide, type EarlierEdit } from '../../board/decide.ts';
import { type Actor, type Role, standing } from '../../board/permission.ts';
import { flag, num, type Rec } from '../../board/record.ts';
import { Refusal } from '../../board/refusal.ts';
import type { Ops } from '../../board/splice.ts';
import { type Patch, patched, State } from '../../board/state.ts';
import type { Bye, Change, People, ServerFrame } from '../frames.ts';
import { type Hello, type LinkEvents, NoSession, Rejected } from '../transport.ts';
import { awaitedEffects, shownHiddenCount } from './moderating.ts';
import type { Backend } from './network.ts';

/** One change with the command it came from. */
export interface Fact {
  readonly seq: number;
  readonly client: string;
  readonly number: number;
  readonly member: string;
  readonly command: Command;
  readonly patches: readonly Patch[];
  /** Whom each of the patches reaches. */
  readonly audiences: readonly string[];
}

/** A live connection as the server sees it. */
class Session {
  constructor(
    readonly member: string,
    readonly role: Role,
    private readonly events: LinkEvents,
  ) {}

  send(...frames: readonly ServerFrame[]): void {
    this.events.received(frames.map((frame) => JSON.stringify(frame)).join('\n'));
  }

  /** Says a last word and closes. */
  end(last: ServerFrame, status: number): void {
    this.send(last);
    this.events.closed(status);
  }
}

interface CommandFrame {
  type: 'command';
  number: number;
  seen: number;
  do: string;
  with: object;
}

/** A small server that keeps the protocol's rules, for tests. All that it decided is durable. */
export class FakeServer {
  readonly facts: Fact[] = [];
  epoch = 'epoch-1';
  state = new State();
  /** From how far back it can bring a client up to date. */
  catchUp = Number.POSITIVE_INFINITY;
  /** Set to make it refuse all commands, as when a damaged entry was found. */
  readonly: 'quarantined' | undefined;
  /** The code with which to refuse the next command, if any; undefined decides it. */
  refuseNext: () => 'busy' | 'storage_full' | undefined = () => undefined;
  /** Spoils the next change on its way to the session that came first. */
  corruptNext: ((patches: readonly Patch[]) => readonly Patch[]) | undefined;
  /** The refusals given so far, by code. */
  readonly refusals = new Map<string, number>();
  diverged = 0;
  snapshots = 0;
  valid = true;
  /** The server's clock. */
  now: () => number = () => 0;

  private readonly sessions = new Set<Session>();
  private readonly marks = new Map<string, { member: string; number: number }>();

  constructor(
    records: readonly Rec[],
    readonly members: readonly string[] = [],
  ) {
    this.state.apply(records.map((put) => ({ put })));
  }

  /** The server as a person reaches it. */
  backend(who: Actor): Backend {
    const check = () => {
      if (!this.valid) throw new NoSession();
      return this.exclusion(who);
    };
    return {
      me: async () => {
        const exclusion = check();
        if (exclusion === 'removed') throw new Rejected(exclusion, '');
        const me = { workshop: 'w1', ...who, title: 'Próba', locale: 'pl' };
        return exclusion === 'waiting' ? { ...me, waiting: true } : me;
      },
      snapshot: async () => {
        const exclusion = check();
        if (exclusion !== undefined) throw new Rejected(exclusion, '');
        this.snapshots++;
        const records = [...this.shownTo(who).records.values()];
        return { protocol: 2, epoch: this.epoch, seq: this.state.seq, hashes: this.hashes(who), records };
      },
      post: async (client, message) => {
        if (!this.valid) throw new NoSession();
        return message.split('\n').flatMap((line) => this.take({ ...who, client }, line));
      },
      stream: (hello, events) => {
        const session = new Session(who.member, who.role, events);
        if (this.valid) {
          events.opened();
          this.join(session, hello);
        } else {
          events.closed(401);
        }
        return { answersApart: true, send() {}, close: () => this.sessions.delete(session) };
      },
      flush: () => this.flush(),
    };
  }

  /** Why somebody may not look on: they were removed, or wait to be let in. */
  private exclusion(who: Actor): 'removed' | 'waiting' | undefined {
    const member = who.role === 'observer' ? undefined : this.state.of('member', who.member);
    return (['removed', 'waiting'] as const).find((code) => member !== undefined && flag(member, code));
  }

  private join(session: Session, hello: Hello): void {
    const exclusion = this.exclusion(session);
    if (exclusion !== undefined) {
      this.expel(session, exclusion);
      return;
    }
    const head = this.state.seq;
    let reset = '';
    if (hello.epoch !== this.epoch) reset = 'other_epoch';
    else if (hello.since > head) reset = 'future_since';
    else if (head - hello.since > this.catchUp || this.moved(session) > hello.since) reset = 'too_far_behind';
    if (reset !== '') {
      session.end({ type: 'reset', code: reset }, 4007);
      return;
    }
    const { member, role } = standing(this.state, session);
    const welcome = { type: 'welcome', epoch: this.epoch, seq: head, member, role, time: this.now() } as const;
    const missed = this.facts.filter((fact) => fact.seq > hello.since).map((fact) => this.changeFor(session, fact));
    const readonly = this.readonly === undefined ? {} : { readonly: this.readonly };
    session.send({ ...welcome, ...readonly }, ...missed, { type: 'presence', people: [], whole: true });
    this.sessions.add(session);
  }

  /** Sends a session away for good. */
  private expel(session: Session, code: string): void {
    this.sessions.delete(session);
    session.end({ type: 'bye', code, retry: false }, 4002);
  }

  /** A change that nobody's client asked for. */
  change(patches: readonly Patch[]): void {
    const audiences = patches.map((patch) => this.audienceOf(patch));
    const inverse = this.state.apply(patches);
    this.state.seq++;
    const command: Command = { do: 'Release', with: {} };
    const fact = { seq: this.state.seq, client: '', number: 0, member: '', command, patches, audiences };
    this.keep(fact, inverse);
    this.flush();
  }

  /** Closes every connection, as a restart does. */
  restart(): void {
    this.endAll({ type: 'bye', code: 'restart', retry: true, after: 100 }, 1012);
  }

  /** Goes back to an older state under another epoch, as a restored backup does. */
  restore(seq: number): void {
    this.restart();
    for (const fact of this.facts.splice(seq).reverse()) this.undo.get(fact)?.();
    this.marks.clear();
    for (const fact of this.facts) this.mark(fact);
    this.state.seq = seq;
    this.epoch += '+';
  }

  /** Ends the sessions of a member, as when the link was revoked. */
  end(): void {
    this.valid = false;
    this.endAll({ type: 'bye', code: 'ended', retry: false }, 4002);
  }

  private endAll(last: Bye, status: number): void {
    for (const session of this.sessions) session.end(last, status);
    this.sessions.clear();
  }

  /** Takes one line of a client and gives the answers; changes go out to the sessions after them. */
  private take(who: { member: string; role: Role; client: string }, line: string): ServerFrame[] {
    const frame = JSON.parse(line) as { type: string };
    if (frame.type === 'ping') return [{ type: 'pong', time: this.now() }];
    if (frame.type === 'diverged') this.diverged++;
    if (frame.type === 'reaction') {
      const { kind } = frame as { type: string; kind: string };
      for (const session of this.sessions) session.send({ type: 'reactions', counts: { [kind]: 1 } });
    }
    if (frame.type !== 'command') return [];
    return [this.command(who, frame as CommandFrame)];
  }

  /** Sends to everybody what was decided since the last call. */
  private flush(): void {
    for (const fact of this.fresh.splice(0)) {
      for (const session of [...this.sessions]) {
        const exclusion = this.exclusion(session);
        if (exclusion !== undefined) {
          this.expel(session, exclusion);
          continue;
        }
        if (this.moved(session) === fact.seq) {
          this.sessions.delete(session);
          session.end({ type: 'reset', code: 'too_far_behind' }, 4007);
          continue;
        }
        const change = this.changeFor(session, fact);
        const patches = this.corruptNext === undefined ? change.patches : this.corruptNext(change.patches);
        this.corruptNext = undefined;
        session.send({ ...change, patches });
      }
      if (fact.seq % 16 === 0 && fact.seq === this.state.seq) this.sendHashes();
    }
  }

  /** Tells every session who is where. */
  tell(frame: { people: object[]; whole?: boolean | undefined; writing?: number }): void {
    for (const session of this.sessions) session.send({ type: 'presence', ...frame } as People);
  }

  /** Sends the state hashes to everybody, or wrong ones. */
  sendHashes(wrong?: { [audience: string]: string }): void {
    for (const session of this.sessions) {
      session.send({ type: 'hash', seq: this.state.seq, hashes: wrong ?? this.hashes(session) });
    }
  }

  /** The state as it reaches somebody. */
  shownTo(who: Actor): State {
    const audiences = this.state.audiences();
    if (audiences.length <= 1 && audiences[0] === 'everyone') return this.state;
    const to = viewer(this.state, who);
    const shown = new State(this.state.limits);
    const records = [...this.state.records.values()].filter(({ audience }) => sees(to, audience));
    shown.apply(records.map((put) => ({ put })));
    shown.seq = this.state.seq;
    return shown;
  }

  private hashes(who: Actor): { [audience: string]: string } {
    const shown = this.shownTo(who);
    return Object.fromEntries(shown.audiences().map((a) => [a, shown.hash(a)]));
  }

  private changeFor(who: Actor, fact: Fact): Change {
    const to = viewer(this.state, who);
    const patches = fact.patches.filter((_, i) => sees(to, fact.audiences[i] ?? ''));
    return { type: 'change', seq: fact.seq, patches };
  }

  /** The number of the change that last changed what somebody may see. */
  private moved(who: Actor): number {
    return num(this.state.of('member', who.member), 'moved');
  }

  private readonly fresh: Fact[] = [];
  private readonly undo = new Map<Fact, () => void>();

  private keep(fact: Fact, inverse: readonly Patch[]): void {
    this.facts.push(fact);
    this.fresh.push(fact);
    this.undo.set(fact, () => this.state.apply(inverse));
  }

  private mark(fact: Fact): void {
    this.marks.set(fact.client, { member: fact.member, number: fact.number });
  }

  private command(who: { member: string; role: Role; client: string }, frame: CommandFrame): ServerFrame {
    const { number } = frame;
    const applied = this.facts.find((f) => f.client === who.client && f.number === number);
    if (applied !== undefined) return { type: 'ack', number, seq: applied.seq };
    try {
      return { type: 'ack', number, seq: this.decide(who, frame) };
    } catch (reason) {
      if (!(reason instanceof Refusal)) throw reason;
      this.refusals.set(reason.code, (this.refusals.get(reason.code) ?? 0) + 1);
      return { type: 'refused', number, code: reason.code, message: `no: ${reason.code}` };
    }
  }

  private decide(who: { member: string; role: Role; client: string }, frame: CommandFrame): number {
    const code = this.readonly ?? this.refuseNext();
    if (code !== undefined) throw new Refusal(code);
    if (frame.seen > this.state.seq) throw new Refusal('future_seen');
    const mark = this.marks.get(who.client);
    if (mark !== undefined && mark.member !== who.member) throw new Refusal('other_client');
    if (mark !== undefined && frame.number <= mark.number) throw new Refusal('number_reused');
    const command = { do: frame.do, with: frame.with } as Command;
    const earlier = command.do === 'EditText' ? this.earlier(command.with, frame.seen, who.client) : [];
    const at = this.now();
    const change = decide(this.shownTo(who), who, command, at, earlier);
    const moment = { seq: this.state.seq + 1, at };
    const effects = isAwaited(command) ? awaitedEffects(this.state, command, moment) : change;
    const audiences = effects.map((patch) => this.audienceOf(patch));
    const inverse = this.state.apply(effects);
    const counts = shownHiddenCount(this.state);
    inverse.unshift(...this.state.apply(counts));
    const patches = [...effects, ...counts];
    audiences.push(...counts.map((patch) => this.audienceOf(patch)));
    this.state.seq++;
    const { client, member } = who;
    const fact = { seq: this.state.seq, client, number: frame.number, member, command, patches, audiences };
    this.keep(fact, inverse);
    this.mark(fact);
    return fact.seq;
  }

  private audienceOf(patch: Patch): string {
    return 'put' in patch ? patch.put.audience : (this.state.get(patched(patch))?.audience ?? 'everyone');
  }

  private earlier(text: { record: string; field: string }, seen: number, client: string): EarlierEdit[] {
    const edits: EarlierEdit[] = [];
    for (const fact of this.facts) {
      if (fact.seq <= seen) continue;
      for (const patch of fact.patches) {
        if ('splice' in patch && patch.splice === text.record && patch.field === text.field) {
          edits.push({ own: fact.client === client, ops: patch.ops as Ops });
        }
      }
    }
    return edits;
  }
}
