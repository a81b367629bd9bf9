import { type Command, decide } from '../../board/command.ts';
import type { EarlierEdit } from '../../board/draft.ts';
import { type Actor, roleOf } from '../../board/permission.ts';
import type { Rec } from '../../board/record.ts';
import { Refusal } from '../../board/refusal.ts';
import type { Ops } from '../../board/splice.ts';
import { type Patch, State } from '../../board/state.ts';
import type { Bye, Change, ServerFrame } from '../frames.ts';
import { type Hello, type LinkEvents, NoSession } from '../transport.ts';
import type { Backend } from './network.ts';

/** One change with the command it came from. */
export interface Fact {
  readonly seq: number;
  readonly client: string;
  readonly number: number;
  readonly member: string;
  readonly command: Command;
  readonly patches: readonly Patch[];
}

/** A live connection at the side of the server. */
class Session {
  constructor(
    readonly actor: Actor,
    private readonly events: LinkEvents,
  ) {}

  send(...frames: readonly ServerFrame[]): void {
    this.events.received(frames.map((frame) => JSON.stringify(frame)).join('\n'));
  }

  /** Sends a last frame and closes. */
  end(last: ServerFrame, status: number): void {
    this.send(last);
    this.events.closed(status);
  }
}

interface Sender extends Actor {
  readonly client: string;
}

interface CommandFrame {
  type: 'command';
  number: number;
  seen: number;
  do: string;
  with: object;
}

/**
 * A small server that keeps the rules of the protocol. It knows one audience, everyone, and the commands that a browser
 * decides.
 */
export class FakeServer {
  readonly facts: Fact[] = [];
  epoch = 'epoch-1';
  state = new State();
  /** How many changes it sends to a client that comes back; one that missed more is reset. */
  catchUp = Number.POSITIVE_INFINITY;
  /** How many changes back an edit may have been made; an older one is refused. */
  carries = Number.POSITIVE_INFINITY;
  /** The code with which it refuses all commands, as after a damaged entry was found. */
  readonly: 'quarantined' | undefined;
  /** Called for every command. Returns the code with which to refuse it; undefined to decide it. */
  refuseNext: () => 'busy' | 'storage_full' | 'number_reused' | undefined = () => undefined;
  /** Changes the patches of the next change for the oldest session. */
  corruptNext: ((patches: readonly Patch[]) => readonly Patch[]) | undefined;
  /** The refusals given so far, by code. */
  readonly refusals = new Map<string, number>();
  snapshots = 0;
  valid = true;
  /** The clock of the server. */
  now: () => number = () => 0;

  private readonly sessions = new Set<Session>();
  private readonly marks = new Map<string, { member: string; number: number }>();

  constructor(
    records: readonly Rec[],
    readonly members: readonly string[] = [],
  ) {
    this.state.apply(records.map((put) => ({ put })));
  }

  backend(who: Actor): Backend {
    const asked = async <T>(answer: () => T): Promise<T> => {
      if (!this.valid) throw new NoSession();
      return answer();
    };
    return {
      me: () => asked(() => ({ workshop: 'w1', ...who, title: 'Próba', locale: 'pl' })),
      snapshot: () =>
        asked(() => {
          this.snapshots++;
          const { seq, limits, records } = this.state;
          return { protocol: 2, epoch: this.epoch, seq, limits, hashes: this.hashes(), records: [...records.values()] };
        }),
      post: (client, message) =>
        asked(() => message.split('\n').flatMap((line) => this.take({ ...who, client }, line))),
      stream: (hello, events) => {
        const session = new Session(who, events);
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

  private join(session: Session, hello: Hello): void {
    const { seq: head, limits } = this.state;
    let reset = '';
    if (hello.epoch !== this.epoch) reset = 'other_epoch';
    else if (hello.since > head) reset = 'future_since';
    else if (head - hello.since > this.catchUp) reset = 'too_far_behind';
    if (reset !== '') {
      session.end({ type: 'reset', code: reset }, 4007);
      return;
    }
    const { member } = session.actor;
    const role = roleOf(this.state, session.actor);
    const welcome = { type: 'welcome', epoch: this.epoch, seq: head, member, role, time: this.now(), limits } as const;
    const missed = this.facts.filter((fact) => fact.seq > hello.since).map(changeOf);
    const readonly = this.readonly === undefined ? {} : { readonly: this.readonly };
    session.send({ ...welcome, ...readonly }, ...missed, { type: 'presence', people: [], whole: true });
    this.sessions.add(session);
  }

  /** Closes every connection as a restart does. */
  restart(): void {
    this.endAll({ type: 'bye', code: 'restart', retry: true, after: 100 }, 1012);
  }

  /** Goes back to an older state under another epoch as a restored backup does. */
  restore(seq: number): void {
    this.restart();
    for (const fact of this.facts.splice(seq).reverse()) this.undo.get(fact)?.();
    this.marks.clear();
    for (const fact of this.facts) this.mark(fact);
    this.state.seq = seq;
    this.epoch += '+';
  }

  /** Ends all sessions, as after their link was revoked. */
  end(): void {
    this.valid = false;
    this.endAll({ type: 'bye', code: 'ended', retry: false }, 4002);
  }

  private endAll(last: Bye, status: number): void {
    for (const session of this.sessions) session.end(last, status);
    this.sessions.clear();
  }

  /** Sends a frame to everybody. */
  send(frame: ServerFrame): void {
    for (const session of this.sessions) session.send(frame);
  }

  /** Sends the state hashes to everybody. */
  sendHashes(): void {
    this.send({ type: 'hash', seq: this.state.seq, hashes: this.hashes() });
  }

  /** Takes one frame of a client and returns the answers. flush sends the changes after them. */
  private take(who: Sender, line: string): ServerFrame[] {
    const frame = JSON.parse(line) as { type: string; kind: string };
    if (frame.type === 'ping') return [{ type: 'pong', time: this.now() }];
    if (frame.type === 'reaction') this.send({ type: 'reactions', counts: { [frame.kind]: 1 } });
    return frame.type === 'command' ? [this.command(who, JSON.parse(line) as CommandFrame)] : [];
  }

  /** Sends the changes since the last call to everybody. */
  private flush(): void {
    for (const fact of this.fresh.splice(0)) {
      for (const session of this.sessions) {
        const change = changeOf(fact);
        session.send(
          this.corruptNext === undefined ? change : { ...change, patches: this.corruptNext(change.patches) },
        );
        this.corruptNext = undefined;
      }
      if (fact.seq % 16 === 0 && fact.seq === this.state.seq) this.sendHashes();
    }
  }

  private hashes(): { [audience: string]: string } {
    return Object.fromEntries(this.state.audiences().map((audience) => [audience, this.state.hash(audience)]));
  }

  private readonly fresh: Fact[] = [];
  private readonly undo = new Map<Fact, () => void>();

  private mark(fact: Fact): void {
    this.marks.set(fact.client, { member: fact.member, number: fact.number });
  }

  private command(who: Sender, frame: CommandFrame): ServerFrame {
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

  private decide(who: Sender, frame: CommandFrame): number {
    const code = this.readonly ?? this.refuseNext();
    if (code !== undefined) throw new Refusal(code);
    if (frame.seen > this.state.seq) throw new Refusal('future_seen');
    if (frame.do === 'EditText' && this.state.seq - frame.seen > this.carries) throw new Refusal('too_far_behind');
    const mark = this.marks.get(who.client);
    if (mark !== undefined && mark.member !== who.member) throw new Refusal('other_client');
    if (mark !== undefined && frame.number <= mark.number) throw new Refusal('number_reused');
    const command = { do: frame.do, with: frame.with } as Command;
    const earlier = command.do === 'EditText' ? this.earlier(command.with, frame.seen, who.client) : [];
    const change = decide(this.state, who, command, earlier);
    const inverse = this.state.apply(change);
    this.state.seq++;
    const { client, member } = who;
    const fact = { seq: this.state.seq, client, number: frame.number, member, command, patches: change };
    this.facts.push(fact);
    this.fresh.push(fact);
    this.undo.set(fact, () => this.state.apply(inverse));
    this.mark(fact);
    return fact.seq;
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

function changeOf({ seq, patches }: Fact): Change {
  return { type: 'change', seq, patches };
}
