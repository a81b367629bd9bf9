import { expect } from 'vitest';
import type { Actor } from '../../board/permission.ts';
import { State } from '../../board/state.ts';
import { SeededRandom, SimulatedClock } from './clock.ts';
import { type Backend, badNetwork, goodNetwork, type NetworkQuality } from './network.ts';
import { Person } from './person.ts';
import { textsIn } from './records.ts';

/** A server with one workshop, which has members and a board with the notes note-a, note-b and note-c. */
export interface SimulatedServer {
  /** The ids of the members who take part. */
  readonly members: readonly string[];
  /** How many changes it sends to a client that comes back; one that missed more is reset. */
  catchUp: number;
  /** How many changes back an edit may have been made; an older one is refused. */
  carries?: number;
  /** Called for every command. Returns the code with which to refuse it; undefined to decide it. */
  refuseNext: () => 'busy' | 'storage_full' | 'number_reused' | undefined;
  /** The server as one of its members reaches it. */
  backend(who: Actor): Backend;
  /** Closes every connection. */
  restart(): void | Promise<void>;
  /** Resolves when everything has happened that can happen without time passing. Not needed if only promises do. */
  settle?(): Promise<void>;
}

/** What people do besides writing, moving and undoing. */
export interface Habits {
  readonly deletes?: boolean;
  readonly pastes?: boolean;
  /** The first person moderates phases of hidden and open writing. */
  readonly phases?: boolean;
}

/** People on bad networks. Every act, delay and crash follows from the seed. */
export class Simulation {
  readonly clock: SimulatedClock;
  readonly random: SeededRandom;
  readonly people: readonly Person[];
  readonly deleted = new Set<string>();
  readonly undone = new Set<string>();
  quality: NetworkQuality;
  private refusalPeriods = 0;
  private characters = 0;
  private readonly maxPauseMillis: number;

  constructor(
    readonly server: SimulatedServer,
    seed: number,
    readonly habits: Habits,
  ) {
    this.clock = new SimulatedClock(server.settle?.bind(server));
    this.random = new SeededRandom(seed);
    this.quality = this.random.chance(0.7) ? badNetwork : { ...badNetwork, cut: 0.005, lost: 0.02 };
    this.maxPauseMillis = this.random.pick([60, 200, 500]);
    server.catchUp = this.random.pick([10, 60, Number.POSITIVE_INFINITY]);
    if (server.carries !== undefined && seed % 5 === 3) server.carries = 8;
    this.people = server.members.map((member) => new Person(this, member));
  }

  /** Lets the people act, makes every network good, and checks what has to hold in the end. */
  async run(steps: number): Promise<void> {
    const start = (await this.snapshots())[0]?.seq ?? 0;
    await this.act(steps);
    await this.recover();
    await this.check(start);
  }

  /** A character that nobody typed before. Every third lies beyond U+FFFF. */
  character(): string {
    const n = this.characters++;
    return String.fromCodePoint(n % 3 === 0 ? 0x20000 + n : 0x4e00 + n);
  }

  everTyped(): string[] {
    return this.people.flatMap((p) => p.typed);
  }

  /** The commands that the server acknowledged, by client and number. */
  acknowledged(): Map<string, { line: string; seq: number }> {
    const commands = new Map<string, { line: string; seq: number }>();
    for (const { answers, sent } of this.people.flatMap((p) => p.networks)) {
      for (const { client, frame } of answers) {
        if (frame.type !== 'ack') continue;
        const key = `${client} ${frame.number}`;
        const { seq } = commands.get(key) ?? frame;
        expect(frame.seq, `the change that ${key} became`).toBe(seq);
        commands.set(key, { line: sent.get(key) ?? '', seq });
      }
    }
    return commands;
  }

  private snapshots() {
    return Promise.all(this.people.map((person) => person.backend.snapshot()));
  }

  private async act(steps: number): Promise<void> {
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
      else if (roll === 89) await this.server.restart();
      else if (roll === 90) this.refuseForAWhile();
      await this.clock.run(this.random.below(this.maxPauseMillis));
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

  private async recover(): Promise<void> {
    this.quality = goodNetwork;
    this.server.refuseNext = () => undefined;
    for (const person of this.people) {
      person.network.online = true;
      person.network.quality = goodNetwork;
    }
    await this.clock.run(125_000);
  }

  private async check(start: number): Promise<void> {
    const snapshots = await this.snapshots();
    const networks = this.people.flatMap((p) => p.networks);
    const records = new State();
    this.people.forEach(({ workshop, member, storage, resets }, i) => {
      const wanted = snapshots[i] as (typeof snapshots)[number];
      records.apply(wanted.records.map((put) => ({ put })));
      if (workshop === undefined) throw new Error(`${member} could not open the workshop`);
      expect(workshop.connection, member).toBe('live');
      expect(workshop.saving, member).toEqual({ kind: 'saved' });
      expect(workshop.state.seq, member).toBe(wanted.seq);
      const shown = Object.fromEntries(workshop.state.records);
      expect(shown, member).toEqual(Object.fromEntries(wanted.records.map((record) => [record.id, record])));
      const hashes = workshop.state.audiences().map((audience) => [audience, workshop.state.hash(audience)]);
      expect(Object.fromEntries(hashes), member).toEqual(wanted.hashes);
      // A frozen edit that was refused as busy cannot be transformed exactly over a snapshot.
      if (!(this.refusalPeriods > 0 && resets > 0)) expect(workshop.corrections, `${member}: corrections`).toBe(0);
      const left = [...storage.queues.values()].flatMap((queue) => [...queue.entries.values()]);
      expect(left.filter((stored) => stored.refused === undefined)).toEqual([]);
    });
    expect(networks.flatMap((network) => network.rewritten)).toEqual([]);
    expect(
      networks.reduce((n, network) => n + network.diverged, 0),
      'states that were not the server’s',
    ).toBe(0);
    // The server transforms edits that come late, so these refusals have no reason to occur.
    const answers = networks.flatMap((network) => network.answers);
    const codes = answers.map(({ frame }) => (frame.type === 'refused' ? frame.code : ''));
    for (const code of ['bad_splice', 'out_of_order', 'future_seen', 'other_client']) {
      expect(codes, code).not.toContain(code);
    }
    // Every acknowledged command is one change, and every change is one acknowledged command.
    const seqs = [...this.acknowledged().values()].map(({ seq }) => seq).sort((a, b) => a - b);
    const head = snapshots[0]?.seq ?? 0;
    expect(seqs).toEqual(Array.from({ length: head - start }, (_, i) => start + 1 + i));
    this.checkNotes(records);
    this.checkCharacters(records);
  }

  /** Checks that every note that was acknowledged exists. */
  private checkNotes(records: State): void {
    for (const { line } of this.acknowledged().values()) {
      const { do: name, with: args } = JSON.parse(line) as { do: string; with: { note?: string; notes?: unknown } };
      const notes = name === 'AddNote' ? [args] : name === 'PasteNotes' ? (args.notes as { note: string }[]) : [];
      for (const { note } of notes) expect(records.get(note ?? ''), `${name} ${note}`).toBeDefined();
    }
  }

  /** Checks that no typed character is lost or doubled. */
  private checkCharacters(records: State): void {
    const texts = textsIn(records)
      .map(({ text }) => text)
      .join('');
    const count = new Map<string, number>();
    const typed = new Set(this.everTyped());
    for (const c of texts) count.set(c, (count.get(c) ?? 0) + 1);
    for (const person of this.people) {
      const listed = person.workshop?.refused.map((r) => r.text).join('') ?? '';
      for (const c of person.erased.keys()) {
        const certain = !this.habits.deletes && !this.habits.phases && !this.undone.has(c) && typed.has(c);
        if (certain) expect(count.get(c) ?? 0, `${person.member} deleted ${c}`).toBe(0);
      }
      for (const c of person.typed) {
        const n = count.get(c) ?? 0;
        // Two people may each undo their own deletion of one character.
        const restored = this.deleted.has(c) && this.undone.has(c);
        if (!restored) expect(n, `${person.member} typed ${c}`).toBeLessThanOrEqual(1);
        const excused = this.deleted.has(c) || this.undone.has(c) || person.mayBeLost.has(c) || listed.includes(c);
        if (n === 0 && !excused) throw new Error(`${person.member} typed ${c} and it is lost`);
      }
    }
  }
}
