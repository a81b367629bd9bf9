import { describe, expect, it } from 'vitest';
import { type Rec, text } from '../../board/record.ts';
import { applyOps, length } from '../../board/splice.ts';
import { State } from '../../board/state.ts';
import { openWorkshop, type SyncEvent, type Workshop } from '../workshop.ts';
import { SeededRandom, SimulatedClock } from './clock.ts';
import { badNetwork, goodNetwork, type NetworkQuality, SimulatedNetwork } from './network.ts';
import { sampleRecords } from './records.ts';
import { FakeServer } from './server.ts';
import { FakeStorage } from './storage.ts';

/** A person at a browser with one tab, who types, moves, closes and comes back. */
class Person {
  workshop: Workshop | undefined;
  network: SimulatedNetwork;
  tab: ReturnType<FakeStorage['tab']>;
  readonly storage: FakeStorage;
  /** Every character this person typed, each one only once. */
  readonly typed: string[] = [];
  private readonly fields = new Map<string, string>();
  readonly mayBeLost = new Set<string>();
  /** What this person deleted, and when. */
  readonly erased = new Map<string, number>();
  readonly networks: SimulatedNetwork[] = [];
  resets = 0;
  private opening = false;

  constructor(
    private readonly sim: Simulation,
    readonly name: string,
  ) {
    this.storage = new FakeStorage(sim.clock, sim.random, sim.random.pick([5, 30, 400]));
    this.network = this.newNetwork();
    this.tab = this.storage.tab();
  }

  async open(): Promise<void> {
    if (this.opening || this.workshop !== undefined) return;
    this.opening = true;
    const { clock, random } = this.sim;
    const { network, tab } = this;
    try {
      const workshop = await openWorkshop({ storage: tab, transport: network, clock, random });
      if (this.tab !== tab) return;
      this.workshop = workshop;
      this.listen(workshop);
    } catch {
      clock.after(700, () => void this.open());
    } finally {
      this.opening = false;
    }
  }

  /** Closes the tab, in every other case without a word, and starts another one. */
  crash(): void {
    if (this.workshop === undefined) return;
    if (this.sim.random.chance(0.5)) {
      this.workshop.leaving(); // then nothing may be lost
    } else {
      for (const c of this.unkept()) this.mayBeLost.add(c);
      for (const [c, at] of this.erased) if (this.sim.clock.now() - at < 1_000) this.erased.delete(c);
    }
    this.network.crash();
    this.tab.crash();
    this.workshop = undefined;
    this.network = this.newNetwork();
    this.tab = this.storage.tab();
    void this.open();
  }

  act(): void {
    const { workshop } = this;
    const { random } = this.sim;
    if (workshop === undefined) return;
    if (workshop.me.role === 'moderator' && random.chance(0.15)) {
      this.moderate(workshop);
      return;
    }
    const notes = [...workshop.state.records.values()].filter((r) => r.kind === 'note');
    // Most of them crowd into one note.
    const popular = workshop.state.of('note', 'note-a');
    const note = popular !== undefined && random.chance(0.6) ? popular : random.pick(notes);
    const roll = random.below(24);
    if (roll < 8) this.type(workshop, note.id);
    else if (roll < 14) this.backspace(workshop);
    else if (roll < 16) {
      const id = workshop.newId();
      const section = random.pick(['strength', 'weakness', 'opportunity', 'threat']);
      const c = this.sim.character();
      if (workshop.run({ do: 'AddNote', with: { board: 'board-1', note: id, section, text: c } }) === null) {
        this.typed.push(c);
      }
    } else if (roll < 18) {
      const section = random.pick(['strength', 'threat']);
      const before = random.pick(notes).id;
      workshop.run({ do: 'MoveNotes', with: { moves: [{ note: note.id, section, before }] } });
    } else if (roll === 18) {
      const colour = random.pick(['amber', 'rose', undefined]);
      workshop.run({ do: 'ColourNotes', with: { notes: [note.id], colour } });
    } else if (roll === 19 && this.sim.deletes) {
      workshop.run({ do: random.pick(['DeleteNotes', 'RestoreNotes'] as const), with: { notes: [note.id] } });
    } else if (roll === 20) {
      for (const c of this.sim.everTyped()) this.sim.undone.add(c); // an undo takes typed characters away
      workshop.undo();
    } else if (roll === 21) workshop.redo();
    else if (roll === 22) workshop.setPresence({ item: note.id, typing: random.chance(0.5) });
    else workshop.hint(random.pick(['online', 'visible', 'hidden', 'offline']));
    this.compare();
  }

  /** Goes to another phase, or reveals what is hidden. */
  private moderate(workshop: Workshop): void {
    const { random } = this.sim;
    const from = text(workshop.state.workshop, 'phase');
    const section = random.pick(['strength', 'threat', undefined]);
    if (random.chance(0.4)) {
      workshop.run({ do: 'GoTo', with: { phase: random.pick(['', 'silent', 'secret', 'writing', 'reading']), from } });
    } else {
      workshop.run({ do: 'Reveal', with: { board: 'board-1', section, next: random.chance(0.3) || undefined } });
    }
    this.compare();
  }

  private type(workshop: Workshop, id: string): void {
    const { random } = this.sim;
    const value = text(workshop.state.get(id), 'text');
    const size = length(value);
    const at = random.below(size + 1);
    const keep = at > 0 ? [at] : [];
    if (random.chance(0.75) || size === 0) {
      const typed = Array.from({ length: 1 + random.below(3) }, () => this.sim.character());
      const ops = [...keep, typed.join('')];
      if (workshop.editText(id, 'text', ops) !== null) return;
      this.fields.set(id, applyOps(value, ops));
      this.typed.push(...typed);
    } else if (at < size) {
      const n = 1 + random.below(Math.min(3, size - at));
      this.erase(workshop, id, at, n);
    }
  }

  /** Takes away a character typed a moment ago. */
  private backspace(workshop: Workshop): void {
    for (const c of this.typed.slice(-4).reverse()) {
      for (const record of workshop.state.records.values()) {
        const at = [...text(record, 'text')].indexOf(c);
        if (at >= 0) {
          this.erase(workshop, record.id, at, 1);
          return;
        }
      }
    }
  }

  private erase(workshop: Workshop, id: string, at: number, n: number): void {
    const value = text(workshop.state.get(id), 'text');
    const ops = at > 0 ? [at, -n] : [-n];
    if (workshop.editText(id, 'text', ops) !== null) return;
    this.fields.set(id, applyOps(value, ops));
    for (const c of [...value].slice(at, at + n)) {
      this.sim.deleted.add(c);
      this.erased.set(c, this.sim.clock.now());
    }
  }

  /** Follows splice events as open text fields do. */
  private listen(workshop: Workshop): void {
    const { fields } = this;
    const refill = () => {
      fields.clear();
      for (const record of workshop.state.records.values()) fields.set(record.id, text(record, 'text'));
    };
    refill();
    workshop.subscribe((event: SyncEvent) => {
      if (event.type === 'reset') {
        this.resets++;
        refill();
      }
      if (event.type === 'splice') {
        fields.set(event.record, applyOps(fields.get(event.record) ?? '', event.ops));
      } else if (event.type === 'records') {
        for (const id of event.ids) {
          const record = workshop.state.get(id);
          if (record === undefined) fields.delete(id);
          else if (!fields.has(id)) fields.set(id, text(record, 'text'));
        }
      }
    });
  }

  /** What open text fields show is what the state says, and its hash is that of its records. */
  compare(): void {
    const { workshop } = this;
    if (workshop === undefined) return;
    const recomputed = new State();
    recomputed.apply([...workshop.state.records.values()].map((put) => ({ put })));
    expect(workshop.state.hash('everyone')).toBe(recomputed.hash('everyone'));
    for (const record of workshop.state.records.values()) {
      expect(this.fields.get(record.id), `${this.name} ${record.id}`).toBe(text(record, 'text'));
    }
  }

  private unkept(): string[] {
    const open = this.storage;
    const kept = JSON.stringify([...open.queues.values()].map((queue) => [...queue.entries.values()]));
    const confirmed = JSON.stringify(this.sim.server.facts);
    return this.typed.filter((c) => !kept.includes(c) && !confirmed.includes(c));
  }

  private newNetwork(): SimulatedNetwork {
    const backend = this.sim.server.backend({ member: this.name, role: 'participant' });
    const network = new SimulatedNetwork(backend, this.sim.clock, this.sim.random);
    network.quality = this.sim.quality;
    network.sockets = this.sim.random.chance(0.7);
    this.networks.push(network);
    return network;
  }
}

class Simulation {
  readonly clock = new SimulatedClock();
  readonly random: SeededRandom;
  readonly server: FakeServer;
  readonly people: Person[];
  readonly deleted = new Set<string>();
  readonly undone = new Set<string>();
  quality: NetworkQuality;
  private refusalPeriods = 0;
  private characters = 0;
  private readonly pace: number;

  constructor(
    seed: number,
    size: number,
    readonly deletes: boolean,
    /** The first person moderates, and goes through phases of hidden and open writing. */
    readonly phases: boolean,
  ) {
    this.random = new SeededRandom(seed);
    const names = Array.from({ length: size }, (_, i) => `member-${i}`);
    this.server = new FakeServer([...sampleRecords(names), ...(phases ? phaseRecords(names[0] ?? '') : [])]);
    this.quality = this.random.chance(0.7) ? badNetwork : { ...badNetwork, cut: 0.005, lost: 0.02 };
    this.pace = this.random.pick([60, 200, 500]);
    this.server.catchUp = this.random.pick([10, 60, Number.POSITIVE_INFINITY]);
    this.people = names.map((name) => new Person(this, name));
  }

  /** A character that nobody typed before; every third lies beyond U+FFFF. */
  character(): string {
    const n = this.characters++;
    return String.fromCodePoint(n % 3 === 0 ? 0x20000 + n : 0x4e00 + n);
  }

  everTyped(): string[] {
    return this.people.flatMap((p) => p.typed);
  }

  async act(steps: number): Promise<void> {
    for (const person of this.people) void person.open();
    await this.clock.run(3_000);
    for (let i = 0; i < steps; i++) {
      const person = this.random.pick(this.people);
      const roll = this.random.below(100);
      if (roll < 80) {
        for (let burst = this.random.below(4); burst >= 0; burst--) person.act();
        if (this.random.chance(0.03)) person.crash();
      } else if (roll < 84) person.network.cut();
      else if (roll < 87) person.network.online = !person.network.online;
      else if (roll < 89) person.crash();
      else if (roll === 89) this.server.restart();
      else if (roll === 90) this.refuseForAWhile();
      await this.clock.run(this.random.below(this.pace));
      for (const p of this.people) p.compare();
    }
  }

  private refuseForAWhile(): void {
    this.refusalPeriods++;
    const code = this.random.pick(['busy', 'storage_full', undefined] as const);
    this.server.refuseNext = () => (this.random.chance(0.5) ? code : undefined);
    this.clock.after(3_000, () => {
      this.server.refuseNext = () => undefined;
    });
  }

  async recover(): Promise<void> {
    this.quality = goodNetwork;
    this.server.refuseNext = () => undefined;
    for (const person of this.people) {
      person.network.online = true;
      person.network.quality = goodNetwork;
    }
    await this.clock.run(120_000);
    this.server.sendHashes();
    await this.clock.run(5_000);
  }

  /** Checks everything that has to hold once the networks are good again. */
  check(): void {
    const { server } = this;
    for (const { workshop, name, networks, storage, resets } of this.people) {
      if (workshop === undefined) throw new Error(`${name} could not open the workshop`);
      expect(workshop.connection, name).toBe('live');
      expect(workshop.saving, name).toEqual({ kind: 'saved' });
      const wanted = server.shownTo({ member: name, role: 'participant' });
      expect(Object.fromEntries(workshop.state.records), name).toEqual(Object.fromEntries(wanted.records));
      expect(workshop.state.audiences().sort()).toEqual(wanted.audiences().sort());
      for (const audience of wanted.audiences()) {
        expect(workshop.state.hash(audience), audience).toBe(wanted.hash(audience));
      }
      // A frozen edit that the server had no time for is carried over a jump as well as can be.
      if (!(this.refusalPeriods > 0 && resets > 0)) expect(workshop.corrections, `${name}: corrections`).toBe(0);
      for (const network of networks) expect(network.rewritten, name).toEqual([]);
      const left = [...storage.queues.values()].flatMap((queue) => [...queue.entries.values()]);
      expect(left.filter((stored) => stored.refused === undefined)).toEqual([]);
    }
    // Edits that come late are carried over, so none of these has a reason to occur.
    for (const code of ['bad_splice', 'out_of_order', 'future_seen', 'other_client']) {
      expect(server.refusals.get(code) ?? 0, code).toBe(0);
    }
    const numbers = server.facts.map((fact) => `${fact.client} ${fact.number}`);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(server.facts.map((fact) => fact.seq)).toEqual(server.facts.map((_, i) => i + 1));
    this.checkCharacters();
  }

  private checkCharacters(): void {
    const texts = [...this.server.state.records.values()].map((r) => text(r, 'text')).join('');
    const count = new Map<string, number>();
    const typed = new Set(this.everTyped());
    for (const c of texts) count.set(c, (count.get(c) ?? 0) + 1);
    for (const person of this.people) {
      const listed = person.workshop?.refused.map((r) => r.text).join('') ?? '';
      for (const c of person.erased.keys()) {
        const certain = !this.deletes && !this.phases && !this.undone.has(c) && typed.has(c);
        if (certain) expect(count.get(c) ?? 0, `${person.name} deleted ${c}`).toBe(0);
      }
      for (const c of person.typed) {
        const n = count.get(c) ?? 0;
        // Two people may each take back their own deletion of one character.
        const restored = this.deleted.has(c) && this.undone.has(c);
        if (!restored) expect(n, `${person.name} typed ${c}`).toBeLessThanOrEqual(1);
        const excused = this.deleted.has(c) || this.undone.has(c) || person.mayBeLost.has(c) || listed.includes(c);
        if (n === 0 && !excused) throw new Error(`${person.name} typed ${c} and it is lost`);
      }
    }
  }
}

function phaseRecords(moderator: string): Rec[] {
  const everyone = 'everyone';
  const phase = (id: string, rank: string, fields: Rec['fields']): Rec => ({
    id,
    kind: 'phase',
    audience: everyone,
    fields: { title: id, rank, ...fields },
  });
  return [
    { id: moderator, kind: 'member', audience: everyone, fields: { name: moderator, role: 'moderator' } },
    phase('silent', 'a0', { allow: ['write', 'move'], hidden: true, counts: true }),
    phase('secret', 'a1', { allow: ['write'], hidden: true, anonymous: true }),
    phase('writing', 'a2', { allow: ['write', 'move'] }),
    phase('reading', 'a3', { allow: ['move'] }),
  ];
}

async function run(seed: number, size: number, steps: number, deletes: boolean, phases: boolean): Promise<void> {
  const sim = new Simulation(seed, size, deletes, phases);
  await sim.act(steps);
  await sim.recover();
  sim.check();
}

const seeds = Number(process.env.SIMULATION_SEEDS ?? '12');
const first = Number(process.env.SIMULATION_FIRST ?? '1');

// Each of these has found a fault once.
const once = process.env.SIMULATION_FIRST === undefined ? [1106, 1535, 3099, 4167] : [];
const all = [...Array.from({ length: seeds }, (_, i) => first + i), ...once];

describe('several people on bad networks', () => {
  for (const seed of all) {
    it(`converge and lose nothing (seed ${seed})`, { timeout: 60_000 }, () =>
      run(seed, 2 + (seed % 3), 150, seed % 2 === 0, false),
    );
  }
});

describe('several people in phases of hidden and open writing', () => {
  for (const seed of all) {
    it(`see what they may, and lose nothing (seed ${seed})`, { timeout: 60_000 }, () =>
      run(seed, 2 + (seed % 3), 150, seed % 2 === 0, true),
    );
  }
});
