import { describe, expect, it } from 'vitest';
import type { Command } from '../board/command.ts';
import { groupsOf, notesOf } from '../board/state.ts';
import { statementsOf } from '../board/statement.ts';
import { Setup, shown, type Tab } from './simulation/setup.ts';

const place = (tab: Tab, section: string, group = '') =>
  tab.workshop.state.siblings(notesOf('board-1', section, group)).map((r) => r.id);

const move = (note: string, section: string, before?: string): Command => ({
  do: 'MoveNotes',
  with: { moves: [{ note, section, before }] },
});

const lies = ({ workshop: { state } }: Tab, id: string) => {
  const area = state.of('area', id);
  return area && [area.title, area.x, area.y, area.width, area.height];
};

const stands = ({ workshop: { state } }: Tab, id: string) => {
  const note = state.of('note', id);
  return note && [note.section, note.x, note.y, note.size];
};

async function alone(): Promise<[Setup, Tab]> {
  const setup = new Setup();
  return [setup, await setup.open('anna', { role: 'moderator' })];
}

describe('undo and redo of one’s own commands', () => {
  const cases: [name: string, command: Command, see: (tab: Tab) => unknown][] = [
    [
      'a new note',
      { do: 'AddNote', with: { board: 'board-1', note: 'n1', section: 'threat', text: 'x' } },
      (tab) => place(tab, 'threat'),
    ],
    [
      'a paste',
      {
        do: 'PasteNotes',
        with: {
          board: 'board-1',
          groups: [{ group: 'g1', name: 'Zasoby' }],
          notes: [
            { note: 'p1', section: 'strength', group: 'g1', text: 'a' },
            { note: 'p2', section: 'threat', text: 'b' },
          ],
        },
      },
      (tab) => [place(tab, 'strength', 'g1'), place(tab, 'threat')],
    ],
    [
      'a new statement',
      { do: 'AddStatement', with: { board: 'vision', statement: 's1', subject: 'vision', text: 'Rudnik.' } },
      ({ workshop: { state } }) => state.siblings(statementsOf('vision', 'vision')).map(({ text }) => text),
    ],
    [
      'the end of an area',
      { do: 'RemoveArea', with: { area: 'area-1' } },
      (tab) => [lies(tab, 'area-1'), stands(tab, 'note-v')],
    ],
    [
      'a new area',
      {
        do: 'AddArea',
        with: { board: 'vision', area: 'x', title: 'Dla kogo?', x: 0, y: 0, width: 400, height: 400 },
      },
      (tab) => lies(tab, 'x'),
    ],
    [
      'an area moved',
      { do: 'PlaceAreas', with: { areas: [{ area: 'area-1', x: 0, y: 0, width: 400, height: 400 }] } },
      (tab) => lies(tab, 'area-1'),
    ],
    [
      'a move on a plane',
      { do: 'MoveNotes', with: { moves: [{ note: 'note-v', section: '', x: 900, y: 1_000 }] } },
      (tab) => stands(tab, 'note-v'),
    ],
    ['another size', { do: 'SizeNotes', with: { notes: ['note-v'], size: 'large' } }, (tab) => stands(tab, 'note-v')],
    ['a move', move('note-a', 'threat'), (tab) => [place(tab, 'strength'), place(tab, 'threat')]],
    ['a move within', move('note-c', 'strength', 'note-a'), (tab) => place(tab, 'strength')],
    [
      'a move of several',
      {
        do: 'MoveNotes',
        with: {
          moves: [
            { note: 'note-c', section: 'threat' },
            { note: 'note-a', section: 'threat' },
            { note: 'note-b', section: 'strength' },
          ],
        },
      },
      (tab) => [place(tab, 'strength'), place(tab, 'threat')],
    ],
    [
      'a grouping',
      { do: 'GroupNotes', with: { board: 'board-1', group: 'g1', name: 'Razem', notes: ['note-b', 'note-a'] } },
      (tab) => [place(tab, 'strength'), place(tab, 'strength', 'g1')],
    ],
    [
      'a colour',
      { do: 'ColourNotes', with: { notes: ['note-a', 'note-b'], colour: 'teal' } },
      (tab) => ['note-a', 'note-b'].map((id) => tab.workshop.state.of('note', id)?.colour),
    ],
    ['a deletion', { do: 'DeleteNotes', with: { notes: ['note-b', 'note-a'] } }, (tab) => place(tab, 'strength')],
  ];

  it.each(cases)('%s', async (_name, command, see) => {
    const [setup, anna] = await alone();
    const before = JSON.stringify(see(anna));
    expect(anna.workshop.run(command)).toBeNull();
    const after = JSON.stringify(see(anna));
    expect(after).not.toBe(before);
    expect([anna.workshop.canUndo, anna.workshop.canRedo]).toEqual([true, false]);
    for (let round = 0; round < 2; round++) {
      expect(anna.workshop.undo()).toBe(true);
      expect(JSON.stringify(see(anna))).toBe(before);
      await setup.run(1_000);
      expect(JSON.stringify(see(anna))).toBe(before);
      expect([anna.workshop.canUndo, anna.workshop.canRedo]).toEqual([false, true]);
      expect(anna.workshop.redo()).toBe(true);
      expect(JSON.stringify(see(anna))).toBe(after);
      await setup.run(1_000);
    }
    expect(anna.workshop.refused).toEqual([]);
  });

  it('colours that differed come back each as it was', async () => {
    const [setup, anna] = await alone();
    anna.workshop.run({ do: 'ColourNotes', with: { notes: ['note-a'], colour: 'rose' } });
    anna.workshop.run({ do: 'ColourNotes', with: { notes: ['note-a', 'note-b'], colour: 'teal' } });
    anna.workshop.undo();
    await setup.run(1_000);
    const colours = ['note-a', 'note-b'].map((id) => setup.server.state.of('note', id)?.colour);
    expect(colours).toEqual(['rose', '']);
    anna.workshop.redo();
    anna.workshop.undo();
    anna.workshop.undo();
    expect(anna.workshop.state.of('note', 'note-a')?.colour).toBe('');
    expect(anna.workshop.undo()).toBe(false);
  });

  it('a group gets back its place', async () => {
    const [setup, anna] = await alone();
    for (const [group, note] of [
      ['g1', 'note-a'],
      ['g2', 'note-b'],
    ] as const) {
      anna.workshop.run({ do: 'GroupNotes', with: { board: 'board-1', group, name: group, notes: [note] } });
    }
    anna.workshop.run({ do: 'MoveGroup', with: { group: 'g2', before: 'g1' } });
    const order = () => anna.workshop.state.siblings(groupsOf('board-1')).map((g) => g.name);
    expect(order()).toEqual(['g2', 'g1']);
    anna.workshop.undo();
    expect(order()).toEqual(['g1', 'g2']);
    await setup.run(1_000);
    expect(order()).toEqual(['g1', 'g2']);
  });

  it('something new forgets what was undone', async () => {
    const [, anna] = await alone();
    anna.workshop.run(move('note-a', 'threat'));
    anna.workshop.undo();
    anna.workshop.run(move('note-b', 'threat'));
    expect(anna.workshop.canRedo).toBe(false);
    expect(anna.workshop.redo()).toBe(false);
  });

  it('what is not undoable leaves no step', async () => {
    const [, anna] = await alone();
    anna.workshop.run(move('note-a', 'threat'), { undo: 'never' });
    expect(anna.workshop.canUndo).toBe(false);
  });

  it('commands that are joined are one step, undone and redone together', async () => {
    const [setup, anna] = await alone();
    const before = place(anna, 'strength');
    anna.workshop.run({ do: 'ColourNotes', with: { notes: ['note-a'], colour: 'rose' } });
    const paste = (note: string) =>
      ({
        do: 'PasteNotes',
        with: { board: 'board-1', groups: [], notes: [{ note, section: 'strength', text: note }] },
      }) as const;
    anna.workshop.run(paste('p1'));
    anna.workshop.run(paste('p2'), { undo: 'joined' });
    anna.workshop.run(paste('p3'), { undo: 'joined' });
    const after = place(anna, 'strength');
    await setup.run(1_000);
    expect(anna.workshop.undo()).toBe(true);
    expect(place(anna, 'strength')).toEqual(before);
    expect(anna.workshop.state.of('note', 'note-a')?.colour).toBe('rose');
    expect(anna.workshop.redo()).toBe(true);
    expect(place(anna, 'strength')).toEqual(after);
    expect(anna.workshop.undo()).toBe(true);
    expect(place(anna, 'strength')).toEqual(before);
  });

  it('one that was refused leaves the others of its step', async () => {
    const [setup, anna] = await alone();
    const jan = await setup.open('jan');
    anna.network.cut();
    anna.workshop.run({ do: 'ColourNotes', with: { notes: ['note-b'], colour: 'teal' } });
    anna.workshop.run({ do: 'ColourNotes', with: { notes: ['note-a'], colour: 'rose' } }, { undo: 'joined' });
    jan.workshop.run({ do: 'DeleteNotes', with: { notes: ['note-a'] } });
    await setup.run(20_000);
    expect(anna.workshop.refused).toHaveLength(1);
    expect(anna.workshop.undo()).toBe(true);
    expect(anna.workshop.state.of('note', 'note-b')?.colour).toBe('');
  });

  it('a refused command leaves no step', async () => {
    const [setup, anna] = await alone();
    const jan = await setup.open('jan');
    anna.network.cut();
    anna.workshop.run({ do: 'ColourNotes', with: { notes: ['note-a'], colour: 'rose' } });
    jan.workshop.run({ do: 'DeleteNotes', with: { notes: ['note-a'] } });
    await setup.run(20_000);
    expect(anna.workshop.refused).toHaveLength(1);
    expect(anna.workshop.canUndo).toBe(false);
  });
});

describe('undo beside others', () => {
  async function two(): Promise<[Setup, Tab, Tab]> {
    const setup = new Setup();
    return [setup, await setup.open('anna'), await setup.open('jan')];
  }

  it('leaves alone what somebody else has changed since, and says so', async () => {
    const [setup, anna, jan] = await two();
    anna.workshop.run({
      do: 'MoveNotes',
      with: { moves: ['note-a', 'note-b'].map((note) => ({ note, section: 'threat' })) },
    });
    await setup.run(1_000);
    jan.workshop.run(move('note-a', 'weakness'));
    await setup.run(1_000);
    expect(anna.workshop.undo()).toBe(true);
    expect(anna.events).toContainEqual({ type: 'undo', skipped: ['note-a'] });
    expect(place(anna, 'weakness')).toEqual(['note-a']);
    expect(place(anna, 'strength')).toEqual(['note-b', 'note-c']);
  });

  it('does nothing at all when somebody else changed all of it', async () => {
    const [setup, anna, jan] = await two();
    anna.workshop.run({ do: 'ColourNotes', with: { notes: ['note-a'], colour: 'rose' } });
    await setup.run(1_000);
    jan.workshop.run({ do: 'ColourNotes', with: { notes: ['note-a'], colour: 'grey' } });
    await setup.run(1_000);
    expect(anna.workshop.undo()).toBe(false);
    expect(anna.events).toContainEqual({ type: 'undo', skipped: ['note-a'] });
    expect(anna.workshop.state.of('note', 'note-a')?.colour).toBe('grey');
  });

  it('is not hindered by what others changed elsewhere, or by one’s own confirmed changes', async () => {
    const [setup, anna, jan] = await two();
    anna.workshop.run({ do: 'ColourNotes', with: { notes: ['note-a'], colour: 'rose' } });
    jan.workshop.run(move('note-b', 'threat'));
    jan.workshop.editText('note-a', 'text', ['J']);
    await setup.run(1_000);
    expect(anna.workshop.undo()).toBe(true);
    expect(anna.workshop.state.of('note', 'note-a')?.colour).toBe('');
  });

  it('does not take away a note that somebody else has written in', async () => {
    const [setup, anna, jan] = await two();
    anna.workshop.run({ do: 'AddNote', with: { board: 'board-1', note: 'n1', section: 'threat', text: 'x' } });
    await setup.run(1_000);
    jan.workshop.editText('n1', 'text', [1, 'y']);
    await setup.run(1_000);
    expect(anna.workshop.undo()).toBe(false);
    expect(shown(anna, 'n1')).toBe('xy');
  });

  it('takes away one’s own characters and no others', async () => {
    const [setup, anna, jan] = await two();
    anna.workshop.editText('note-a', 'text', ['abcd']);
    await setup.run(1_000);
    jan.workshop.editText('note-a', 'text', [2, 'XY']);
    jan.workshop.editText('note-a', 'text', [1, -1]);
    await setup.run(2_000);
    expect(shown(anna, 'note-a')).toBe('aXYcdtekst a 🌲');
    expect(anna.workshop.undo()).toBe(true);
    expect(shown(anna, 'note-a')).toBe('XYtekst a 🌲');
    await setup.run(2_000);
    expect(setup.text('note-a')).toBe('XYtekst a 🌲');
    expect(anna.workshop.redo()).toBe(true);
    await setup.run(2_000);
    expect(setup.text('note-a')).toBe(shown(jan, 'note-a'));
    expect(setup.text('note-a')).toContain('XY');
    expect(setup.text('note-a')).not.toContain('b');
  });

  it('goes back through typing pause by pause, and across texts', async () => {
    const [setup, anna] = await two();
    for (const c of ['a', 'b']) {
      anna.workshop.editText('note-a', 'text', [c]);
      await setup.run(100);
    }
    await setup.run(2_000);
    anna.workshop.editText('note-b', 'text', ['N']);
    anna.workshop.editText('note-a', 'text', ['c']);
    expect(anna.workshop.undo()).toBe(true);
    expect(shown(anna, 'note-a')).toBe('batekst a 🌲');
    expect(anna.workshop.undo()).toBe(true);
    expect(shown(anna, 'note-b')).toBe('tekst b 🌲');
    expect(anna.workshop.undo()).toBe(true);
    expect(shown(anna, 'note-a')).toBe('tekst a 🌲');
    for (let i = 0; i < 3; i++) anna.workshop.redo();
    await setup.run(2_000);
    expect(setup.text('note-a')).toBe('cbatekst a 🌲');
    expect(setup.text('note-b')).toBe('Ntekst b 🌲');
  });

  it('tells an open text field what undo did, as not remote', async () => {
    const [, anna] = await two();
    anna.workshop.editText('note-a', 'text', ['abc']);
    anna.workshop.undo();
    expect(anna.events).toContainEqual({
      type: 'splice',
      record: 'note-a',
      field: 'text',
      ops: [-3],
      remote: false,
    });
  });

  it('passes over typing of which nothing is left', async () => {
    const [setup, anna, jan] = await two();
    anna.workshop.run({ do: 'ColourNotes', with: { notes: ['note-b'], colour: 'rose' } });
    anna.workshop.editText('note-a', 'text', ['abc']);
    await setup.run(1_000);
    jan.workshop.editText('note-a', 'text', [-3]);
    await setup.run(1_000);
    expect(anna.workshop.undo()).toBe(true);
    expect(anna.workshop.state.of('note', 'note-b')?.colour).toBe('');
  });

  it('in a note that lies in the bin is skipped', async () => {
    const [setup, anna, jan] = await two();
    anna.workshop.editText('note-a', 'text', ['abc']);
    await setup.run(1_000);
    jan.workshop.run({ do: 'DeleteNotes', with: { notes: ['note-a'] } });
    await setup.run(1_000);
    expect(anna.workshop.undo()).toBe(false);
    expect(anna.events).toContainEqual({ type: 'undo', skipped: ['note-a'] });
  });
});
