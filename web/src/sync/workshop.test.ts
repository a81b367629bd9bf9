import { describe, expect, it } from 'vitest';
import { text } from '../board/record.ts';
import { shown, Table } from './simulation/table.ts';

const addNote = (note: string, written: string) =>
  ({ do: 'AddNote', with: { board: 'board-1', note, quadrant: 'threat', text: written } }) as const;

describe('a command', () => {
  it('shows at once, is kept, and is saved only when it is acknowledged', async () => {
    const table = new Table();
    const anna = await table.sit('anna');
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(anna.workshop.run(addNote('n1', 'powódź'))).toBeNull();
    expect(shown(anna, 'n1')).toBe('powódź');
    expect(anna.workshop.saving).toEqual({ kind: 'saving', pending: 1 });
    expect(table.text('n1')).toBe('');
    await table.run(1_000);
    expect(table.text('n1')).toBe('powódź');
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(table.server.facts).toHaveLength(1);
  });

  it.each([true, false])('is kept before it is sent, and sent as it is kept (WebSocket: %s)', async (sockets) => {
    const table = new Table();
    const anna = await table.sit('anna', { sockets });
    const left: string[] = [];
    anna.network.onCommand = (line) => {
      left.push(line);
      const kept = [...table.storage('anna').queues.values()].flatMap((queue) => [...queue.entries.values()]);
      expect(kept.map((stored) => stored.frame)).toContain(line);
    };
    anna.workshop.run(addNote('n1', 'jeden'));
    anna.workshop.editText('n1', 'text', ['nr ']);
    await table.run(100);
    anna.network.cut();
    anna.workshop.run(addNote('n2', 'dwa'));
    await table.run(20_000);
    expect(new Set(left).size).toBe(3);
    expect(table.server.facts).toHaveLength(3);
  });

  it('is refused at once when everybody can see why', async () => {
    const table = new Table();
    const anna = await table.sit('anna');
    expect(anna.workshop.run(addNote('n1', '  '))?.code).toBe('empty');
    expect(anna.workshop.run({ do: 'RenameWorkshop', with: { title: 'x' } })?.code).toBe('forbidden');
    const notes = Array.from({ length: 400 }, (_, i) => ({
      note: `p${i}`,
      quadrant: 'threat',
      text: 'ż'.repeat(200),
    }));
    const paste = { do: 'PasteNotes', with: { board: 'board-1', groups: [], notes } } as const;
    expect(anna.workshop.run(paste)?.code).toBe('too_large');
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    await table.run(1_000);
    expect(table.server.facts).toEqual([]);
  });

  it('that changes nothing is not sent', async () => {
    const table = new Table();
    const anna = await table.sit('anna');
    expect(anna.workshop.run({ do: 'RestoreNotes', with: { notes: ['note-a'] } })).toBeNull();
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(anna.workshop.canUndo).toBe(false);
  });

  it('that the server refuses is listed with its reason and its text, and taken off the board', async () => {
    const table = new Table();
    const [anna, jan] = [await table.sit('anna'), await table.sit('jan')];
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.editText('note-a', 'text', [5, ' i więcej']);
    anna.workshop.run({ do: 'ColourNotes', with: { notes: ['note-b'], colour: 'rose' } });
    jan.workshop.run({ do: 'DeleteNotes', with: { notes: ['note-a'] } });
    await table.run(5_000);
    expect(anna.workshop.saving).toEqual({ kind: 'offline', pending: 2 });
    expect(anna.workshop.connection).toBe('offline');
    anna.network.online = true;
    await table.run(30_000);
    expect(anna.workshop.refused).toMatchObject([
      { code: 'deleted', message: 'no: deleted', text: 'tekst i więcej a 🌲' },
    ]);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(shown(anna, 'note-a')).toBe('tekst a 🌲');
    expect(text(anna.workshop.state.get('note-b'), 'colour')).toBe('rose');
    const [refused] = anna.workshop.refused;
    anna.workshop.dismissRefused(refused?.number ?? 0);
    expect(anna.workshop.refused).toEqual([]);
  });

  it('that was refused is still listed after a reload, until it is dismissed', async () => {
    const table = new Table();
    const [anna, jan] = [await table.sit('anna'), await table.sit('jan')];
    anna.network.cut();
    anna.workshop.editText('note-a', 'text', ['nowe ']);
    jan.workshop.run({ do: 'DeleteNotes', with: { notes: ['note-a'] } });
    await table.run(20_000);
    expect(anna.workshop.refused).toHaveLength(1);
    anna.vanish();
    const again = await table.sit('anna');
    expect(again.workshop.refused).toMatchObject([{ code: 'deleted', text: 'nowe tekst a 🌲' }]);
    again.workshop.dismissRefused(again.workshop.refused[0]?.number ?? 0);
    await table.run(1_000);
    again.vanish();
    expect((await table.sit('anna')).workshop.refused).toEqual([]);
  });

  it('is tried again when the server has no time for it, in the same order', async () => {
    const table = new Table();
    const anna = await table.sit('anna');
    table.server.whim = () => 'busy';
    anna.workshop.run(addNote('n1', 'jeden'));
    anna.workshop.editText('n1', 'text', ['nr ']);
    anna.workshop.run({ do: 'ColourNotes', with: { notes: ['n1'], colour: 'teal' } });
    await table.run(4_000);
    expect(anna.workshop.saving).toEqual({ kind: 'saving', pending: 3 });
    expect(shown(anna, 'n1')).toBe('nr jeden');
    table.server.whim = () => undefined;
    await table.run(40_000);
    expect(anna.workshop.refused).toEqual([]);
    expect(table.server.facts.map((fact) => fact.command.do)).toEqual(['AddNote', 'EditText', 'ColourNotes']);
    expect(anna.network.rewritten).toEqual([]);
  });

  it('by an observer is refused here already, and nothing is sent', async () => {
    const table = new Table();
    const hall = await table.sit('hall', { role: 'observer' });
    expect(hall.workshop.run(addNote('n1', 'x'))?.code).toBe('forbidden');
    expect(hall.workshop.editText('note-a', 'text', ['x'])?.code).toBe('forbidden');
    hall.workshop.here({ note: 'note-a' });
    await table.run(1_000);
    expect(hall.network.sent.size).toBe(0);
  });
});

describe('what was not acknowledged', () => {
  it('comes back after the tab was closed, is shown, and is sent once', async () => {
    const table = new Table();
    const anna = await table.sit('anna');
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.run(addNote('n1', 'jeden'));
    anna.workshop.editText('n1', 'text', [5, ' i dwa']);
    await table.run(1_000);
    anna.vanish();
    table.server.whim = () => 'busy'; // so that it can be seen before it is sent
    const again = await table.sit('anna');
    expect(shown(again, 'n1')).toBe('jeden i dwa');
    expect(again.workshop.saving).toEqual({ kind: 'saving', pending: 2 });
    table.server.whim = () => undefined;
    await table.run(30_000);
    expect(table.text('n1')).toBe('jeden i dwa');
    expect(again.workshop.saving).toEqual({ kind: 'saved' });
    expect(table.server.facts).toHaveLength(2);
  });

  it('has no second effect when only its answer was lost and the tab closed', async () => {
    const table = new Table();
    const anna = await table.sit('anna');
    anna.workshop.editText('note-a', 'text', ['raz ']);
    anna.workshop.flush();
    while (table.server.facts.length === 0) await table.run(1);
    anna.vanish();
    const again = await table.sit('anna');
    expect(shown(again, 'note-a')).toBe('raz tekst a 🌲');
    await table.run(20_000);
    expect(table.server.facts).toHaveLength(1);
    expect(again.workshop.saving).toEqual({ kind: 'saved' });
  });

  it('by a tab that lives is left to that tab', async () => {
    const table = new Table();
    const [first, second] = [await table.sit('anna'), await table.sit('anna')];
    for (const { network } of [first, second]) {
      network.online = false;
      network.cut();
    }
    first.workshop.run(addNote('n1', 'pierwsza'));
    second.workshop.run(addNote('n2', 'druga'));
    await table.run(15_000);
    first.network.online = true;
    second.network.online = true;
    await table.run(30_000);
    expect(table.server.facts.map((fact) => [fact.command.do, fact.number])).toEqual([
      ['AddNote', 1],
      ['AddNote', 1],
    ]);
    expect(new Set(table.server.facts.map((fact) => fact.client)).size).toBe(2);
  });

  it('of a closed tab is sent by another tab that is open', async () => {
    const table = new Table();
    const [first, second] = [await table.sit('anna'), await table.sit('anna')];
    first.network.online = false;
    first.network.cut();
    first.workshop.run(addNote('n1', 'z zamkniętej karty'));
    await table.run(1_000);
    first.vanish();
    await table.run(30_000);
    expect(table.text('n1')).toBe('z zamkniętej karty');
    expect(shown(second, 'n1')).toBe('z zamkniętej karty');
  });

  it('by another member of this browser is listed, for it cannot be sent any more', async () => {
    const table = new Table();
    const anna = await table.sit('anna');
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.run(addNote('n1', 'zdanie Anny'));
    await table.run(1_000);
    anna.vanish();
    const storage = table.storage('anna');
    for (const kept of storage.queues.values()) Object.assign(kept.owner, { member: 'dawna' });
    const again = await table.sit('anna');
    expect(again.workshop.refused).toMatchObject([{ code: 'other_client', text: 'zdanie Anny' }]);
    await table.run(5_000);
    expect(table.server.facts).toEqual([]);
  });

  it('is sent exactly once when it was sent and the answer is lost again and again', async () => {
    const table = new Table();
    const anna = await table.sit('anna');
    for (let i = 0; i < 5; i++) {
      anna.workshop.editText('note-a', 'text', [`${i}`]);
      anna.workshop.flush();
      const before = table.server.facts.length;
      while (table.server.facts.length === before) await table.run(1);
      anna.network.cut();
      await table.run(3_000);
    }
    await table.run(20_000);
    expect(table.text('note-a')).toBe('43210tekst a 🌲');
    expect(anna.network.rewritten).toEqual([]);
    expect(anna.workshop.corrections).toBe(0);
  });
});

describe('two people in one note', () => {
  it('keep every character, each at its place', async () => {
    const table = new Table();
    const [anna, jan] = [await table.sit('anna'), await table.sit('jan')];
    for (let i = 0; i < 20; i++) {
      anna.workshop.editText('note-a', 'text', i === 0 ? ['A'] : [i, 'A']);
      jan.workshop.editText('note-a', 'text', [[...shown(jan, 'note-a')].length, 'J']);
      await table.run(60);
    }
    await table.run(5_000);
    expect(table.text('note-a')).toBe(`${'A'.repeat(20)}tekst a 🌲${'J'.repeat(20)}`);
    expect(shown(anna, 'note-a')).toBe(table.text('note-a'));
    expect(shown(jan, 'note-a')).toBe(table.text('note-a'));
    expect(anna.workshop.corrections + jan.workshop.corrections).toBe(0);
  });

  it('see the edits of the other as splices of what they see', async () => {
    const table = new Table();
    const [anna, jan] = [await table.sit('anna'), await table.sit('jan')];
    jan.workshop.editText('note-a', 'text', ['J']);
    anna.workshop.editText('note-a', 'text', [6, 'AAA']);
    await table.run(3_000);
    const remote = anna.events.filter((event) => event.type === 'splice');
    expect(remote).toEqual([{ type: 'splice', record: 'note-a', field: 'text', ops: ['J'], remote: true }]);
  });

  it('one edit of a text is under way at a time, and the rest follows as one (W26)', async () => {
    const table = new Table();
    const anna = await table.sit('anna');
    anna.network.weather = { maxDelayMillis: 800, cut: 0, twice: 0, lost: 0 };
    for (const c of 'powodzie') {
      anna.workshop.editText('note-a', 'text', [c]);
      await table.run(200);
    }
    await table.run(10_000);
    expect(table.text('note-a')).toBe('eizdowoptekst a 🌲');
    expect(table.server.facts.length).toBeLessThan(5);
    expect(table.server.refusals.size).toBe(0);
  });

  it('an own deletion of what is still under way survives a lost answer', async () => {
    const table = new Table();
    const anna = await table.sit('anna');
    anna.workshop.editText('note-a', 'text', ['abc']);
    anna.workshop.flush();
    while (table.server.facts.length === 0) await table.run(1);
    anna.network.cut(); // the ack and the change are lost on the way
    anna.workshop.editText('note-a', 'text', [1, -1]);
    await table.run(10_000);
    expect(table.text('note-a')).toBe('actekst a 🌲');
    expect(shown(anna, 'note-a')).toBe('actekst a 🌲');
  });

  it('typing in a note that was binned and restored meanwhile stands behind the restoring', async () => {
    const table = new Table();
    const anna = await table.sit('anna');
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.editText('note-a', 'text', ['x']);
    anna.workshop.editText('note-a', 'text', [-1]);
    anna.workshop.run({ do: 'DeleteNotes', with: { notes: ['note-a'] } });
    anna.workshop.run({ do: 'RestoreNotes', with: { notes: ['note-a'] } });
    anna.workshop.editText('note-a', 'text', ['y']);
    await table.run(1_000);
    expect(shown(anna, 'note-a')).toBe('ytekst a 🌲');
    anna.network.online = true;
    await table.run(20_000);
    expect(table.text('note-a')).toBe('ytekst a 🌲');
    expect(anna.workshop.refused).toEqual([]);
  });

  it('a note that is deleted meanwhile takes no more typing', async () => {
    const table = new Table();
    const [anna, jan] = [await table.sit('anna'), await table.sit('jan')];
    jan.workshop.run({ do: 'DeleteNotes', with: { notes: ['note-a'] } });
    await table.run(2_000);
    expect(anna.workshop.editText('note-a', 'text', ['x'])?.code).toBe('deleted');
    expect(anna.workshop.editText('nowhere', 'text', ['x'])?.code).toBe('not_found');
  });
});

describe('presence', () => {
  it('is told at most four times a second, and again on a fresh connection', async () => {
    const table = new Table();
    const anna = await table.sit('anna');
    for (let i = 0; i < 20; i++) {
      anna.workshop.here({ board: 'board-1', note: i % 2 === 0 ? 'note-a' : 'note-b', typing: true });
      await table.run(50);
    }
    await table.run(1_000);
    expect(anna.network.presence.length).toBeGreaterThan(2);
    expect(anna.network.presence.length).toBeLessThanOrEqual(6);
    expect(anna.network.presence.at(-1)).toMatchObject({ state: 'online', note: 'note-b', typing: true });
    const before = anna.network.presence.length;
    anna.workshop.here({ board: 'board-1', note: 'note-b', typing: true });
    await table.run(1_000);
    expect(anna.network.presence.length).toBe(before);
    anna.network.cut();
    await table.run(5_000);
    expect(anna.network.presence.length).toBe(before + 1);
  });

  it('of others is a list that is amended and replaced (W30)', async () => {
    const table = new Table();
    const anna = await table.sit('anna');
    const tell = (people: object[], whole?: boolean) => table.server.tell({ people, whole });
    tell([{ member: 'jan', state: 'online', quadrant: 'threat' }]);
    tell([{ member: 'ewa', state: 'away' }]);
    await table.run(500);
    expect([...anna.workshop.people]).toEqual([
      ['jan', { state: 'online', quadrant: 'threat' }],
      ['ewa', { state: 'away' }],
    ]);
    tell([{ member: 'jan', state: 'gone' }]);
    await table.run(500);
    expect([...anna.workshop.people.keys()]).toEqual(['ewa']);
    tell([{ member: 'ola', state: 'online' }], true);
    await table.run(500);
    expect([...anna.workshop.people.keys()]).toEqual(['ola']);
    anna.network.cut();
    await table.run(10);
    expect(anna.workshop.people.size).toBe(0);
  });
});
