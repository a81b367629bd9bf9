import { expect } from 'vitest';
import { text } from '../../board/record.ts';
import { applyOps, length } from '../../board/splice.ts';
import { boards, State } from '../../board/state.ts';
import { openWorkshop } from '../open.ts';
import * as orphan from '../orphan.ts';
import type { SyncEvent, Workshop } from '../workshop.ts';
import { type Backend, SimulatedNetwork } from './network.ts';
import { textsIn } from './records.ts';
import type { Simulation } from './simulation.ts';
import { FakeStorage } from './storage.ts';

/** A person with one tab in a browser, who types, moves, closes the tab and opens another. */
export class Person {
  workshop: Workshop | undefined;
  network: SimulatedNetwork;
  tab: ReturnType<FakeStorage['tab']>;
  readonly storage: FakeStorage;
  /** Every character that this person typed. Each is typed only once. */
  readonly typed: string[] = [];
  private readonly fields = new Map<string, string>();
  readonly mayBeLost = new Set<string>();
  /** The characters that this person deleted, and when. */
  readonly erased = new Map<string, number>();
  readonly networks: SimulatedNetwork[] = [];
  resets = 0;
  readonly backend: Backend;
  private opening = false;

  constructor(
    private readonly sim: Simulation,
    readonly member: string,
  ) {
    this.backend = sim.server.backend({ member, role: 'participant' });
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
      const fetched = { kinds: async () => {}, orphan: async () => orphan };
      const workshop = await openWorkshop({ storage: tab, transport: network, clock, random, ...fetched });
      if (this.tab !== tab) return;
      this.workshop = workshop;
      this.listen(workshop);
    } catch {
      clock.after(700, () => void this.open());
    } finally {
      this.opening = false;
    }
  }

  /** Closes the tab and opens another one. In half of the cases the page gets no chance to stash anything. */
  crash(): void {
    if (this.workshop === undefined) return;
    if (this.sim.random.chance(0.5)) {
      this.workshop.leaving(); // so nothing may be lost
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
    const board = workshop.state.siblings(boards)[0]?.id ?? '';
    if (workshop.me.role === 'moderator' && random.chance(0.15)) {
      this.moderate(workshop, board);
      return;
    }
    if (this.sim.habits.pastes && random.chance(0.04)) {
      this.paste(workshop, board);
      return;
    }
    const notes = textsIn(workshop.state);
    // Most of the typing goes into one note and one statement.
    const popular = workshop.state.item(random.chance(0.5) ? 'note-a' : 'statement-1');
    const note = popular !== undefined && random.chance(0.6) ? popular : random.pick(notes);
    const roll = random.below(24);
    if (roll < 8) this.type(workshop, note.id);
    else if (roll < 14) this.backspace(workshop);
    else if (roll < 16) {
      const id = workshop.newId();
      const section = random.pick(['strength', 'weakness', 'opportunity', 'threat']);
      const c = this.sim.character();
      if (workshop.run({ do: 'AddNote', with: { board, note: id, section, text: c } }) === null) {
        this.typed.push(c);
      }
    } else if (roll < 18) {
      const section = random.pick(['strength', 'threat']);
      const before = random.pick(notes).id;
      const point = { section: random.pick(['area-1', '']), x: random.below(2_000), y: random.below(2_000) };
      const place = note.board === 'vision' ? point : { section, before };
      workshop.run({ do: 'MoveNotes', with: { moves: [{ note: note.id, ...place }] } });
    } else if (roll === 18) {
      const colour = random.pick(['amber', 'rose', undefined]);
      workshop.run({ do: 'ColourNotes', with: { notes: [note.id], colour } });
    } else if (roll === 19 && this.sim.habits.deletes) {
      workshop.run({ do: random.pick(['DeleteNotes', 'RestoreNotes'] as const), with: { notes: [note.id] } });
    } else if (roll === 20) {
      for (const c of this.sim.everTyped()) this.sim.undone.add(c); // an undo may remove any typed character
      workshop.undo();
    } else if (roll === 21) workshop.redo();
    else if (roll === 22) workshop.setPresence({ item: note.id, typing: random.chance(0.5) });
    else workshop.hint(random.pick(['online', 'visible', 'hidden', 'offline']));
    this.compare();
  }

  /** Goes to another phase, or reveals what is hidden. */
  private moderate(workshop: Workshop, board: string): void {
    const { random } = this.sim;
    const from = workshop.state.workshop?.phase ?? '';
    const section = random.pick(['strength', 'threat', undefined]);
    if (random.chance(0.4)) {
      workshop.run({ do: 'GoTo', with: { phase: random.pick(['', 'silent', 'secret', 'writing', 'reading']), from } });
    } else {
      workshop.run({ do: 'Reveal', with: { board, section, next: random.chance(0.3) || undefined } });
    }
    this.compare();
  }

  /** Pastes a batch of notes, some of them in a group. */
  private paste(workshop: Workshop, board: string): void {
    const { random } = this.sim;
    const group = workshop.newId();
    const notes = Array.from({ length: 2 + random.below(4) }, () => ({
      note: workshop.newId(),
      section: random.pick(['weakness', 'opportunity']),
      group: random.chance(0.5) ? group : undefined,
      text: this.sim.character(),
    }));
    const command = { do: 'PasteNotes', with: { board, groups: [{ group, name: 'wklejone' }], notes } } as const;
    if (workshop.run(command) === null) this.typed.push(...notes.map((note) => note.text));
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

  /** Deletes a character that was typed a moment ago. */
  private backspace(workshop: Workshop): void {
    for (const c of this.typed.slice(-4).reverse()) {
      for (const record of textsIn(workshop.state)) {
        const at = [...record.text].indexOf(c);
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

  /** Follows the splice events as open text fields do. */
  private listen(workshop: Workshop): void {
    const { fields } = this;
    const refill = () => {
      fields.clear();
      for (const record of textsIn(workshop.state)) fields.set(record.id, record.text);
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
          const record = textsIn(workshop.state).find((each) => each.id === id);
          if (record === undefined) fields.delete(id);
          else if (!fields.has(id)) fields.set(id, record.text);
        }
      }
    });
  }

  /** Checks that open text fields show the texts of the state, and that its hash is that of its records. */
  compare(): void {
    const { workshop } = this;
    if (workshop === undefined) return;
    const recomputed = new State();
    recomputed.apply([...workshop.state.records.values()].map((put) => ({ put })));
    expect(workshop.state.hash('everyone')).toBe(recomputed.hash('everyone'));
    for (const record of textsIn(workshop.state)) {
      expect(this.fields.get(record.id), `${this.member} ${record.id}`).toBe(record.text);
    }
  }

  private unkept(): string[] {
    const open = this.storage;
    const kept = JSON.stringify([...open.queues.values()].map((queue) => [...queue.entries.values()]));
    const acknowledged = [...this.sim.acknowledged().values()].map(({ line }) => line).join();
    return this.typed.filter((c) => !kept.includes(c) && !acknowledged.includes(c));
  }

  private newNetwork(): SimulatedNetwork {
    const network = new SimulatedNetwork(this.backend, this.sim.clock, this.sim.random);
    network.quality = this.sim.quality;
    network.sockets = this.sim.random.chance(0.7);
    this.networks.push(network);
    return network;
  }
}
