import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sees } from './audience.ts';
import { type Command, decide, perform } from './command.ts';
import type { EarlierEdit } from './draft.ts';
import { defaultLimits, type Limits, type Role } from './generated.ts';
import { type Actor, viewer } from './permission.ts';
import { rankBetween } from './rank.ts';
import type { Rec } from './record.ts';
import { Refusal } from './refusal.ts';
import { isAwaited } from './registry.ts';
import { applyOps, compose, invertOps, type Ops, transform } from './splice.ts';
import { notesOf, type Patch, patched, State } from './state.ts';

const vectors = new URL('../../../board/testdata/vectors/', import.meta.url);

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, vectors), 'utf8'));
}

/** The audience of a record, and of a patch, is left out where it is everyone. */
type ShortRecord = Omit<Rec, 'audience'> & { audience?: string };
type ShortPatch = { to?: string } & (Exclude<Patch, { put: Rec }> | { put: ShortRecord });

interface Case {
  name: string;
  limits?: { [name: string]: number };
  records?: ShortRecord[];
  earlier?: (Patch & { client: string })[];
  order: {
    by?: string;
    role?: Role | 'organiser';
    alias?: string;
    client?: string;
    number?: number;
    seen?: number;
    do: string;
    with: object;
  };
  change?: ShortPatch[];
  after?: ShortRecord[];
  hashes?: { [audience: string]: string };
  refusal?: string;
}

interface CommandFile {
  seq: number;
  before: string;
  records?: ShortRecord[];
  cases: Case[];
}

const fixtures = read<{ [name: string]: ShortRecord[] }>('fixtures.json');

const recordOf = (short: ShortRecord): Rec => ({ audience: 'everyone', ...short });

/** All that a case says in short. Records given later replace earlier ones of the same id. */
function expand(file: CommandFile, c: Case) {
  const given = [...(fixtures[file.before] ?? []), ...(file.records ?? []), ...(c.records ?? [])];
  const records = new Map(given.map((short) => [short.id, recordOf(short)]));
  const { by: member = '', role = records.get(member)?.fields.role, alias } = c.order;
  const by: Actor = { member, role: role as Role, ...(alias === undefined ? {} : { alias }) };
  const change = (c.change ?? []).map(({ to = 'everyone', ...patch }) => ({
    audience: to,
    patch: 'put' in patch ? { put: recordOf(patch.put) } : patch,
  }));
  // A record that the change puts or removes is afterwards as the change says, unless `after` says otherwise.
  const after = new Map<string, Rec | null>();
  for (const { patch } of change) {
    if ('put' in patch) after.set(patch.put.id, patch.put);
    if ('remove' in patch) after.set(patch.remove, null);
  }
  for (const short of c.after ?? []) after.set(short.id, recordOf(short));
  return { ...c, before: [...records.values()], by, change, after };
}

type Expanded = ReturnType<typeof expand>;

// Told from the order alone, before the command is decided: the server's part.
const serverOnly = ['future_seen', 'too_far_behind', 'number_reused', 'other_client'];

// Whoever holds the organiser key acts through the server, never in a board's page.
const isServerOnly = (c: Case) => serverOnly.includes(c.refusal ?? '') || c.order.role === 'organiser';

// What only the server counts up or keeps for itself, and whom a link reaches, is never predicted (see isAwaited for whole commands).
const serverKept = /^(hidden|progress|tally|author):/;

describe('golden commands', () => {
  for (const name of readdirSync(new URL('commands/', vectors))) {
    const file = read<CommandFile>(`commands/${name}`);
    for (const short of file.cases.filter((c) => !isServerOnly(c))) {
      const c = expand(file, short);
      it(`${name}: ${c.name}`, () => {
        const state = new State(limitsOf(c.limits));
        state.seq = file.seq;
        const shown = receiver(c.before, c.by);
        state.apply(c.before.filter(({ audience }) => shown(audience)).map((put) => ({ put })));
        const earlier = applyEarlier(state, file.seq, c);
        const before = dump(state);
        const command = { do: c.order.do, with: c.order.with } as Command;
        if (c.refusal !== undefined) {
          const code = refusalOf(() => decide(state, c.by, command, earlier));
          // Of an awaited command only the permission is checked here, and what one does not see is not counted.
          const blind = state.records.size < c.before.length && ['exists', 'too_many'].includes(c.refusal);
          if (code !== 'accepted' || !(isAwaited(command) || blind)) expect(code).toBe(c.refusal);
          expect(dump(state)).toEqual(before);
          return;
        }
        const change = decide(state, c.by, command, earlier);
        expect(dump(state)).toEqual(before);
        const seen = c.change.filter(({ audience }) => shown(audience)).map(({ patch }) => patch);
        const isKept = (id: string) => serverKept.test(id) || state.of('link', id) !== undefined;
        const wanted = isAwaited(command) ? [] : seen.filter((patch) => !isKept(patched(patch)));
        expect(change).toEqual(wanted);
        const { inverse, more } = perform(state, c.by, command, earlier);
        state.apply(inverse);
        expect(dump(state)).toEqual(before);
        if (c.change.length > 0) expect(more || change.length > 0, 'is sent').toBe(true);
        expectAfter(state, seen, c, shown);
      });
    }
  }
});

/** Whether records of an audience reach the one who gives the command. */
function receiver(records: readonly Rec[], by: Actor): (audience: string) => boolean {
  const whole = new State();
  whole.apply(records.map((put) => ({ put })));
  // Who was removed sees the last they were given.
  const to = viewer(whole, by);
  return (audience) => sees(typeof to === 'string' ? { ...by, team: '' } : to, audience);
}

/** The server's change, as far as it reaches this viewer, makes here what it made there. */
function expectAfter(state: State, seen: readonly Patch[], c: Expanded, shown: (audience: string) => boolean): void {
  state.apply(seen);
  for (const [id, record] of c.after) {
    expect(state.get(id), id).toEqual(record !== null && shown(record.audience) ? record : undefined);
  }
  const reaching = Object.entries(c.hashes ?? {}).filter(([audience]) => shown(audience));
  expect(hashes(state)).toEqual(Object.fromEntries(reaching));
}

function applyEarlier(state: State, seq: number, c: Expanded): EarlierEdit[] {
  const since: EarlierEdit[] = [];
  for (const { client, ...p } of c.earlier ?? []) {
    seq++;
    const target = c.order.with as { record?: string; field?: string };
    if ('put' in p || state.get(patched(p)) !== undefined) state.apply([p]);
    if (!('splice' in p) || p.splice !== target.record || p.field !== target.field) continue;
    if (seq > (c.order.seen ?? seq)) since.push({ own: client === c.order.client, ops: p.ops });
  }
  state.seq = seq;
  return since;
}

function limitsOf(overrides: { [name: string]: number } = {}): Limits {
  const limits: { [name: string]: number } = { ...defaultLimits };
  for (const [name, value] of Object.entries(overrides)) {
    limits[name.charAt(0).toLowerCase() + name.slice(1)] = value;
  }
  return limits as unknown as Limits;
}

function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (reason) {
    if (reason instanceof Refusal) return reason.code;
    throw reason;
  }
  return 'accepted';
}

function hashes(state: State): { [audience: string]: string } {
  return Object.fromEntries(state.audiences().map((a) => [a, state.hash(a)]));
}

function dump(state: State): object {
  return { records: Object.fromEntries(state.records), hashes: hashes(state) };
}

describe('golden splices', () => {
  interface Case {
    text: string;
    earlier: Ops;
    later: Ops;
    transform: [Ops, Ops];
    compose: Ops;
    apply: string;
    invert: Ops;
  }
  for (const c of read<Case[]>('splices.json')) {
    it(`${JSON.stringify(c.earlier)} and ${JSON.stringify(c.later)}`, () => {
      const [earlyAfter, lateAfter] = transform(c.earlier, c.later);
      const composed = compose(c.earlier, lateAfter);
      expect([earlyAfter, lateAfter]).toEqual(c.transform);
      expect(composed).toEqual(c.compose);
      expect(applyOps(c.text, composed)).toBe(c.apply);
      expect(invertOps(composed, c.text)).toEqual(c.invert);
    });
  }
});

describe('golden ranks', () => {
  for (const [after, before, rank] of read<[string, string, string][]>('ranks.json')) {
    it(`between ${after || 'the start'} and ${before || 'the end'}`, () => {
      expect(rankBetween(after, before)).toBe(rank);
    });
  }
});

describe('golden points', () => {
  for (const { points, order } of read<{ points: [string, number, number][]; order: string[] }[]>('points.json')) {
    it(`are read ${order.join(', ')}`, () => {
      const state = new State();
      const noteAt = ([id, x, y]: [string, number, number]) =>
        ({ id, kind: 'note', audience: 'everyone', fields: { board: 'v', x, y } }) satisfies Rec;
      state.apply(points.map((point) => ({ put: noteAt(point) })));
      expect(state.siblings(notesOf('v', '', '')).map(({ id }) => id)).toEqual(order);
    });
  }
});
