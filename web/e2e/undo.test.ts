import { afterEach, describe, expect, it } from 'vitest';
import type { Command } from '../src/board/command.ts';
import { groupsOf, notesOf } from '../src/board/state.ts';
import { openBoards } from '../src/board/team.ts';
import { type Tab, Tabs } from '../src/sync/simulation/setup.ts';
import { RealServer } from './real-server.ts';

// Undo of what only the server decides; undo of what shows at once is tested beside it, in src/sync.

let server: RealServer;
let tabs: Tabs<RealServer>;

async function alone(): Promise<Tab> {
  server = await RealServer.open('moderator');
  await server.give(server.members[0] ?? '', {
    do: 'AddBoard',
    with: { board: 'second', kind: 'swot', before: server.board },
  });
  tabs = new Tabs(server);
  return tabs.open(server.members[0] ?? '', { role: 'moderator' });
}

afterEach(() => server.close());

const place = ({ workshop }: Tab) => workshop.state.siblings(notesOf(server.board, 'strength', '')).map(({ id }) => id);
const open = ({ workshop }: Tab) => openBoards(workshop.state).map(({ id, title }) => [id, title]);
const merge: Command = { do: 'MergeNotes', with: { into: 'note-a', notes: ['note-c', 'note-b'] } };

describe('undo and redo of what the server decides', () => {
  const cases: [name: string, command: Command, see: (tab: Tab) => unknown][] = [
    ['a merge', merge, (tab) => [place(tab), tab.workshop.state.of('note', 'note-b')?.merged]],
    [
      'a title',
      { do: 'RenameWorkshop', with: { title: 'Strategia 2035' } },
      (tab) => tab.workshop.state.workshop?.title,
    ],
    [
      'an own name',
      { do: 'RenameMember', with: { name: 'Ania', affiliation: 'UG' } },
      (tab) => tab.workshop.state.of('member', tab.workshop.me.member)?.name,
    ],
    ['a new board, which is archived then', { do: 'AddBoard', with: { board: 'c', kind: 'swot' } }, open],
    ['the title of a board', { do: 'RenameBoard', with: { board: 'second', title: 'Dojazdy' } }, open],
    ['the place of a board', { do: 'MoveBoard', with: { board: 'second' } }, open],
    ['an archived board', { do: 'ArchiveBoard', with: { board: 'second', on: true } }, open],
  ];

  it.each(cases)('%s', async (_name, command, see) => {
    const anna = await alone();
    const before = JSON.stringify(see(anna));
    expect(anna.workshop.run(command)).toBeNull();
    await tabs.run(1_000);
    const after = JSON.stringify(see(anna));
    expect(after).not.toBe(before);
    expect([anna.workshop.canUndo, anna.workshop.canRedo]).toEqual([true, false]);
    for (let round = 0; round < 2; round++) {
      expect(anna.workshop.undo()).toBe(true);
      await tabs.run(1_000);
      expect(JSON.stringify(see(anna))).toBe(before);
      expect([anna.workshop.canUndo, anna.workshop.canRedo]).toEqual([false, true]);
      expect(anna.workshop.redo()).toBe(true);
      await tabs.run(1_000);
      expect(JSON.stringify(see(anna))).toBe(after);
    }
    expect(anna.workshop.refused).toEqual([]);
  });

  it('a group gets back its name and its place', async () => {
    const anna = await alone();
    const { workshop } = anna;
    for (const [group, note] of [
      ['g1', 'note-a'],
      ['g2', 'note-b'],
    ] as const) {
      workshop.run({ do: 'GroupNotes', with: { board: server.board, group, name: group, notes: [note] } });
    }
    workshop.run({ do: 'RenameGroup', with: { group: 'g2', name: 'Kultura' } });
    workshop.run({ do: 'MoveGroup', with: { group: 'g2', before: 'g1' } });
    await tabs.run(1_000);
    const order = () => workshop.state.siblings(groupsOf(server.board)).map(({ name }) => name);
    expect(order()).toEqual(['Kultura', 'g1']);
    workshop.undo();
    expect(order()).toEqual(['g1', 'Kultura']);
    workshop.undo();
    await tabs.run(1_000);
    expect(order()).toEqual(['g1', 'g2']);
  });

  it('before its answer is there', async () => {
    const anna = await alone();
    const before = place(anna);
    anna.network.online = false;
    anna.workshop.run(merge);
    expect(anna.workshop.undo()).toBe(true);
    await tabs.run(1_000);
    anna.network.online = true;
    anna.workshop.hint('online');
    await tabs.run(5_000);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect([place(anna), anna.workshop.state.of('note', 'note-b')?.merged]).toEqual([before, '']);
    expect(anna.workshop.refused).toEqual([]);
  });
});
