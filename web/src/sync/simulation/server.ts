import type { Command } from '../../board/command.ts';
import { type EarlierEdit, perform } from '../../board/decide.ts';
import type { Role } from '../../board/permission.ts';
import type { Rec } from '../../board/record.ts';
import { Refusal } from '../../board/refusal.ts';
import type { Ops } from '../../board/splice.ts';
import { type Patch, State } from '../../board/state.ts';
import type { People, ServerFrame, Snapshot } from '../frames.ts';

/** One change with the command it came from. */
export interface Fact {
  readonly seq: number;
  readonly client: string;
  readonly number: number;
  readonly member: string;
  readonly command: Command;
  readonly patches: readonly Patch[];
}

/** A live connection as the server sees it. */
export interface Session {
  readonly member: string;
  readonly role: Role;
  client: string;
  send(frames: readonly ServerFrame[]): void;
  close(status: number): void;
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
  whim: () => 'busy' | 'rate_limited' | 'storage_full' | undefined = () => undefined;
  /** Spoils the next change on its way to the session that came first. */
  spoil: ((patches: readonly Patch[]) => readonly Patch[]) | undefined;
  /** The refusals given so far, by code. */
  readonly refusals = new Map<string, number>();
  diverged = 0;
  snapshots = 0;
  valid = true;

  private readonly sessions = new Set<Session>();
  private readonly marks = new Map<string, { member: string; number: number }>();

  constructor(records: readonly Rec[]) {
    this.state.apply(records.map((put) => ({ put })));
  }

  snapshot(): Snapshot {
    this.snapshots++;
    const hashes = this.hashes();
    const records = [...this.state.records.values()];
    return { protocol: 1, epoch: this.epoch, seq: this.state.seq, hashes, records };
  }

  /** A hello; false when the session was sent away. */
  join(session: Session, hello: { client: string; epoch: string; since: number }): void {
    session.client = hello.client;
    const head = this.state.seq;
    let reset = '';
    if (hello.epoch !== this.epoch) reset = 'other_epoch';
    else if (hello.since > head) reset = 'future_since';
    else if (head - hello.since > this.catchUp) reset = 'too_far_behind';
    if (reset !== '') {
      session.send([{ type: 'reset', code: reset }]);
      session.close(4007);
      return;
    }
    const { member, role } = session;
    const welcome = { type: 'welcome', epoch: this.epoch, seq: head, member, role, time: 0 } as const;
    const missed = this.facts
      .filter((fact) => fact.seq > hello.since)
      .map((fact) => ({ type: 'change', seq: fact.seq, patches: fact.patches }) as const);
    const whole = { type: 'presence', people: [], whole: true } as const;
    const readonly = this.readonly === undefined ? {} : { readonly: this.readonly };
    session.send([{ ...welcome, ...readonly }, ...missed, whole]);
    this.sessions.add(session);
  }

  leave(session: Session): void {
    this.sessions.delete(session);
  }

  /** Closes every connection, as a restart does. */
  restart(): void {
    for (const session of [...this.sessions]) {
      session.send([{ type: 'bye', code: 'restart', retry: true, after: 100 }]);
      session.close(1012);
    }
    this.sessions.clear();
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
    for (const session of [...this.sessions]) {
      session.send([{ type: 'bye', code: 'ended', retry: false }]);
      session.close(4002);
    }
    this.sessions.clear();
  }

  /** Takes one line of a client and gives the answers; changes go out to the sessions after them. */
  take(who: { member: string; role: Role; client: string }, line: string): ServerFrame[] {
    const frame = JSON.parse(line) as { type: string };
    if (frame.type === 'ping') return [{ type: 'pong', time: 0 }];
    if (frame.type === 'diverged') this.diverged++;
    if (frame.type !== 'command') return [];
    return [this.command(who, frame as CommandFrame)];
  }

  /** Sends to everybody what was decided since the last call. */
  flush(): void {
    for (const fact of this.fresh.splice(0)) {
      for (const session of this.sessions) {
        const patches = this.spoil === undefined ? fact.patches : this.spoil(fact.patches);
        this.spoil = undefined;
        session.send([{ type: 'change', seq: fact.seq, patches }]);
      }
      if (fact.seq % 16 === 0 && fact.seq === this.state.seq) this.sendHashes();
    }
  }

  /** Tells every session who is where. */
  tell(frame: { people: object[]; whole: boolean | undefined }): void {
    for (const session of this.sessions) session.send([{ type: 'presence', ...frame } as People]);
  }

  /** Sends the state hashes to everybody, or wrong ones. */
  sendHashes(wrong?: { [audience: string]: string }): void {
    const hashes = wrong ?? this.hashes();
    for (const session of this.sessions) session.send([{ type: 'hash', seq: this.state.seq, hashes }]);
  }

  private hashes(): { [audience: string]: string } {
    return Object.fromEntries(this.state.audiences().map((a) => [a, this.state.hash(a)]));
  }

  private readonly fresh: Fact[] = [];
  private readonly undo = new Map<Fact, () => void>();

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
    const code = this.readonly ?? this.whim();
    if (code !== undefined) throw new Refusal(code);
    if (frame.seen > this.state.seq) throw new Refusal('future_seen');
    const mark = this.marks.get(who.client);
    if (mark !== undefined && mark.member !== who.member) throw new Refusal('other_client');
    if (mark !== undefined && frame.number <= mark.number) throw new Refusal('number_reused');
    const command = { do: frame.do, with: frame.with } as Command;
    const earlier = command.do === 'EditText' ? this.earlier(command.with, frame.seen, who.client) : [];
    const { change, inverse } = perform(this.state, who, command, earlier);
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

/** A workshop with one board and a few notes. */
export function sampleRecords(members: readonly string[]): Rec[] {
  const everyone = 'everyone';
  return [
    {
      id: 'workshop',
      kind: 'workshop',
      audience: everyone,
      fields: { title: 'Próba', locale: 'pl', template: 'swot' },
    },
    { id: 'board-1', kind: 'board', audience: everyone, fields: { kind: 'swot', title: 'SWOT', rank: 'a0' } },
    ...members.map((id) => ({ id, kind: 'member', audience: everyone, fields: { name: id, role: 'participant' } })),
    ...['a', 'b', 'c'].map((id, i) => ({
      id: `note-${id}`,
      kind: 'note',
      audience: everyone,
      fields: { board: 'board-1', quadrant: 'strength', rank: `a${i}`, text: `tekst ${id} 🌲` },
    })),
  ];
}
