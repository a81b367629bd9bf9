import { describe, expect, it } from 'vitest';
import type { Command } from '../src/board/command.ts';
import { addRows } from '../src/board/registry.ts';
import { tableRows } from '../src/board/rows.ts';
import { cell } from '../src/board/table.ts';
import { type Tab, Tabs } from '../src/sync/simulation/setup.ts';
import { Simulation } from '../src/sync/simulation/simulation.ts';
import { addPhase, RealServer } from './real-server.ts';

async function run(seed: number, phases: boolean): Promise<void> {
  const others = Array.from({ length: 1 + (seed % 3) }, () => 'participant' as const);
  const server = await RealServer.open(phases ? 'moderator' : 'participant', ...others);
  try {
    if (phases) {
      await server.give(
        server.members[0] ?? '',
        addPhase('silent', ['write', 'move'], { hidden: true, counts: true }),
        addPhase('secret', ['write'], { hidden: true, anonymous: true }),
        addPhase('writing', ['write', 'move']),
        addPhase('reading', ['move']),
      );
    }
    await new Simulation(server, seed, { deletes: seed % 2 === 0, pastes: true, phases }).run(150);
  } finally {
    await server.close();
  }
}

const seeds = Number(process.env.SIMULATION_SEEDS ?? '6');
const first = Number(process.env.SIMULATION_FIRST ?? '1');
const all = Array.from({ length: seeds }, (_, i) => first + i);

describe.each([
  ['on bad networks', false],
  ['in phases of hidden and open writing', true],
])('several people at the real server, %s', (_, phases) => {
  it.concurrent.each(all)('converge and lose nothing (seed %i)', (seed) => run(seed, phases));
});

describe('a matrix at the real server', () => {
  /** What a team fills: a goal, three objectives, and under each two measures, three actions and a project. */
  function matrix(board: string): Command[] {
    const area = `${board}-area`;
    const rows: { row: string; level: string; section: string; parent?: string; cells: [] }[] = [];
    const add = (level: string, parent?: string) => {
      const row = `${board}-${rows.length}`;
      rows.push({ row, level, section: area, ...(parent === undefined ? {} : { parent }), cells: [] });
      return row;
    };
    const goal = add('goal');
    for (let i = 0; i < 3; i++) {
      const objective = add('objective', goal);
      for (const level of ['measure', 'measure', 'action', 'action', 'action', 'project']) add(level, objective);
    }
    return [
      { do: 'AddBoard', with: { board, kind: 'matrix' } },
      { do: 'AddArea', with: { board, area, title: 'Społeczeństwo' } },
      { do: 'PasteRows', with: { board, rows } },
    ];
  }

  it('takes 660 cell writes, 33 of them in one cell within two seconds: replicas are equal, no letter and no value is lost', async () => {
    addRows(tableRows);
    const server = await RealServer.open('moderator', ...Array.from({ length: 12 }, () => 'participant' as const));
    try {
      const [lead = '', ...members] = server.members;
      const boards = ['m1', 'm2', 'm3', 'm4'];
      for (const board of boards) await server.give(lead, ...matrix(board));
      const tabs = new Tabs(server);
      const people: Tab[] = [];
      for (const member of members) people.push(await tabs.open(member));
      const letters: string[] = [];
      let values = 0;
      const value = ({ workshop }: Tab, row: string, column: string) => {
        const record = workshop.state.of('row', row);
        return record === undefined ? '' : cell(record, column);
      };
      const type = (tab: Tab, row: string, column: string) => {
        const letter = String.fromCodePoint(0x4e00 + letters.length);
        letters.push(letter);
        const at = tabs.random.below([...value(tab, row, column)].length + 1);
        expect(tab.workshop.editText(row, column, at === 0 ? [letter] : [at, letter])).toBeNull();
      };
      const set = (tab: Tab, row: string, column: string, to: string) => {
        const command: Command = { do: 'SetCell', with: { row, column, value: to, was: value(tab, row, column) } };
        expect(tab.workshop.run(command)).toBeNull();
        values++;
      };
      for (let i = 0; i < 660 - 33 - people.length; i++) {
        const tab = people[i % people.length] as Tab;
        const row = `${boards[i % 4]}-${tabs.random.below(22)}`;
        const level = tab.workshop.state.of('row', row)?.level;
        if (level === 'measure' && i % 3 > 0) set(tab, row, 'target', `${i}`);
        else type(tab, row, level === 'project' ? 'lead' : 'name');
        await tabs.run(tabs.random.below(120));
      }
      for (let i = 0; i < 33; i++) {
        type(people[i % people.length] as Tab, 'm1-0', 'name');
        await tabs.run(60);
      }
      // All at once give one number: one of them has it, the others see that and choose.
      for (const [i, tab] of people.entries()) set(tab, 'm1-2', 'target', `${1_000 + i}`);
      await tabs.run(30_000);

      const refused = people.flatMap(({ workshop }) => workshop.refused);
      expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['overtaken']));
      const taken = people.flatMap(({ network: { answers, sent } }) =>
        answers.filter(({ client, frame }) => {
          return frame.type === 'ack' && sent.get(`${client} ${frame.number}`)?.includes('"SetCell"');
        }),
      );
      expect(taken.length + refused.length).toBe(values);
      const texts = people[0]?.workshop.state.all('row').map((row) => cell(row, 'name') + cell(row, 'lead'));
      expect([...(texts?.join('') ?? '')].sort()).toEqual(letters);
      for (const { workshop } of people) {
        const wanted = await server.backend({ member: workshop.me.member, role: 'participant' }).snapshot();
        expect(workshop.saving).toEqual({ kind: 'saved' });
        expect(workshop.state.seq).toBe(wanted.seq);
        expect(Object.fromEntries(workshop.state.records)).toEqual(
          Object.fromEntries(wanted.records.map((record) => [record.id, record])),
        );
        const hashes = workshop.state.audiences().map((audience) => [audience, workshop.state.hash(audience)]);
        expect(Object.fromEntries(hashes)).toEqual(wanted.hashes);
      }
    } finally {
      await server.close();
    }
  });
});
