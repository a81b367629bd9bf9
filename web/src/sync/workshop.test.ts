import { describe, expect, it } from 'vitest';
import type { PersonFrame } from './frames.ts';
import { Setup, shown, skewMillis } from './simulation/setup.ts';

const addNote = (note: string, written: string) =>
  ({ do: 'AddNote', with: { board: 'board-1', note, section: 'threat', text: written } }) as const;

describe('a command', () => {
  it('shows at once, is kept, and is saved only when it is acknowledged', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(anna.workshop.run(addNote('n1', 'powódź'))).toBeNull();
    expect(shown(anna, 'n1')).toBe('powódź');
    expect(anna.workshop.saving).toEqual({ kind: 'saving', pending: 1 });
    expect(setup.text('n1')).toBe('');
    await setup.run(1_000);
    expect(setup.text('n1')).toBe('powódź');
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(setup.server.facts).toHaveLength(1);
  });

  it.each([true, false])('is kept before it is sent, and sent as it is kept (WebSocket: %s)', async (sockets) => {
    const setup = new Setup();
    const anna = await setup.open('anna', { sockets });
    const left: string[] = [];
    anna.network.onCommand = (line) => {
      left.push(line);
      const kept = [...setup.storage('anna').queues.values()].flatMap((queue) => [...queue.entries.values()]);
      expect(kept.map((stored) => stored.frame)).toContain(line);
    };
    anna.workshop.run(addNote('n1', 'jeden'));
    anna.workshop.editText('n1', 'text', ['nr ']);
    await setup.run(100);
    anna.network.cut();
    anna.workshop.run(addNote('n2', 'dwa'));
    await setup.run(20_000);
    expect(new Set(left).size).toBe(3);
    expect(setup.server.facts).toHaveLength(3);
  });

  it('is refused at once when everybody can see why', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    expect(anna.workshop.run(addNote('n1', '  '))?.code).toBe('empty');
    expect(anna.workshop.run({ do: 'RenameWorkshop', with: { title: 'x' } })?.code).toBe('forbidden');
    const notes = Array.from({ length: 400 }, (_, i) => ({
      note: `p${i}`,
      section: 'threat',
      text: 'ż'.repeat(200),
    }));
    const paste = { do: 'PasteNotes', with: { board: 'board-1', groups: [], notes } } as const;
    expect(anna.workshop.run(paste)?.code).toBe('too_large');
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    await setup.run(1_000);
    expect(setup.server.facts).toEqual([]);
  });

  it('that changes nothing is not sent', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    expect(anna.workshop.run({ do: 'RestoreNotes', with: { notes: ['note-a'] } })).toBeNull();
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(anna.workshop.canUndo).toBe(false);
  });

  it('that the server refuses is listed with its reason and its text, and taken off the board', async () => {
    const setup = new Setup();
    const [anna, jan] = [await setup.open('anna'), await setup.open('jan')];
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.editText('note-a', 'text', [5, ' i więcej']);
    anna.workshop.run({ do: 'ColourNotes', with: { notes: ['note-b'], colour: 'rose' } });
    jan.workshop.run({ do: 'DeleteNotes', with: { notes: ['note-a'] } });
    await setup.run(5_000);
    expect(anna.workshop.saving).toEqual({ kind: 'offline', pending: 2 });
    expect(anna.workshop.connection).toBe('offline');
    anna.network.online = true;
    await setup.run(30_000);
    expect(anna.workshop.refused).toMatchObject([
      { code: 'deleted', message: 'no: deleted', text: 'tekst i więcej a 🌲' },
    ]);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(shown(anna, 'note-a')).toBe('tekst a 🌲');
    expect(anna.workshop.state.of('note', 'note-b')?.colour).toBe('rose');
    const [refused] = anna.workshop.refused;
    anna.workshop.dismissRefused(refused?.number ?? 0);
    expect(anna.workshop.refused).toEqual([]);
  });

  it('that was refused is still listed after a reload, until it is dismissed', async () => {
    const setup = new Setup();
    const [anna, jan] = [await setup.open('anna'), await setup.open('jan')];
    anna.network.cut();
    anna.workshop.editText('note-a', 'text', ['nowe ']);
    jan.workshop.run({ do: 'DeleteNotes', with: { notes: ['note-a'] } });
    await setup.run(20_000);
    expect(anna.workshop.refused).toHaveLength(1);
    anna.crash();
    const again = await setup.open('anna');
    expect(again.workshop.refused).toMatchObject([{ code: 'deleted', text: 'nowe tekst a 🌲' }]);
    again.workshop.dismissRefused(again.workshop.refused[0]?.number ?? 0);
    await setup.run(1_000);
    again.crash();
    expect((await setup.open('anna')).workshop.refused).toEqual([]);
  });

  it('is tried again when the server has no time for it, in the same order', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    setup.server.refuseNext = () => 'busy';
    anna.workshop.run(addNote('n1', 'jeden'));
    anna.workshop.editText('n1', 'text', ['nr ']);
    anna.workshop.run({ do: 'ColourNotes', with: { notes: ['n1'], colour: 'teal' } });
    await setup.run(4_000);
    expect(anna.workshop.saving).toEqual({ kind: 'saving', pending: 3 });
    expect(shown(anna, 'n1')).toBe('nr jeden');
    setup.server.refuseNext = () => undefined;
    await setup.run(40_000);
    expect(anna.workshop.refused).toEqual([]);
    expect(setup.server.facts.map((fact) => fact.command.do)).toEqual(['AddNote', 'EditText', 'ColourNotes']);
    expect(anna.network.rewritten).toEqual([]);
  });

  it('by an observer is refused here already, and nothing is sent', async () => {
    const setup = new Setup();
    const observer = await setup.open('observer', { role: 'observer' });
    expect(observer.workshop.run(addNote('n1', 'x'))?.code).toBe('forbidden');
    expect(observer.workshop.editText('note-a', 'text', ['x'])?.code).toBe('forbidden');
    observer.workshop.setPresence({ item: 'note-a' });
    await setup.run(1_000);
    expect(observer.network.sent.size).toBe(0);
  });
});

describe('what was not acknowledged', () => {
  it('comes back after the tab was closed, is shown, and is sent once', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.run(addNote('n1', 'jeden'));
    anna.workshop.editText('n1', 'text', [5, ' i dwa']);
    await setup.run(1_000);
    anna.crash();
    setup.server.refuseNext = () => 'busy'; // so that it can be seen before it is sent
    const again = await setup.open('anna');
    expect(shown(again, 'n1')).toBe('jeden i dwa');
    expect(again.workshop.saving).toEqual({ kind: 'saving', pending: 2 });
    setup.server.refuseNext = () => undefined;
    await setup.run(30_000);
    expect(setup.text('n1')).toBe('jeden i dwa');
    expect(again.workshop.saving).toEqual({ kind: 'saved' });
    expect(setup.server.facts).toHaveLength(2);
  });

  it('has no second effect when only its answer was lost and the tab closed', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    anna.workshop.editText('note-a', 'text', ['raz ']);
    anna.workshop.flush();
    while (setup.server.facts.length === 0) await setup.run(1);
    anna.crash();
    const again = await setup.open('anna');
    expect(shown(again, 'note-a')).toBe('raz tekst a 🌲');
    await setup.run(20_000);
    expect(setup.server.facts).toHaveLength(1);
    expect(again.workshop.saving).toEqual({ kind: 'saved' });
  });

  it('by a tab that lives is left to that tab', async () => {
    const setup = new Setup();
    const [first, second] = [await setup.open('anna'), await setup.open('anna')];
    for (const { network } of [first, second]) {
      network.online = false;
      network.cut();
    }
    first.workshop.run(addNote('n1', 'pierwsza'));
    second.workshop.run(addNote('n2', 'druga'));
    await setup.run(15_000);
    first.network.online = true;
    second.network.online = true;
    await setup.run(30_000);
    expect(setup.server.facts.map((fact) => [fact.command.do, fact.number])).toEqual([
      ['AddNote', 1],
      ['AddNote', 1],
    ]);
    expect(new Set(setup.server.facts.map((fact) => fact.client)).size).toBe(2);
  });

  it('of a closed tab is sent by another tab that is open', async () => {
    const setup = new Setup();
    const [first, second] = [await setup.open('anna'), await setup.open('anna')];
    first.network.online = false;
    first.network.cut();
    first.workshop.run(addNote('n1', 'z zamkniętej karty'));
    await setup.run(1_000);
    first.crash();
    await setup.run(30_000);
    expect(setup.text('n1')).toBe('z zamkniętej karty');
    expect(shown(second, 'n1')).toBe('z zamkniętej karty');
  });

  it('by another member of this browser is listed, for it cannot be sent any more', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.run(addNote('n1', 'zdanie Anny'));
    await setup.run(1_000);
    anna.crash();
    const storage = setup.storage('anna');
    for (const kept of storage.queues.values()) Object.assign(kept.owner, { member: 'dawna' });
    const again = await setup.open('anna');
    expect(again.workshop.refused).toMatchObject([{ code: 'other_client', text: 'zdanie Anny' }]);
    await setup.run(5_000);
    expect(setup.server.facts).toEqual([]);
  });

  it('is sent exactly once when it was sent and the answer is lost again and again', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    for (let i = 0; i < 5; i++) {
      anna.workshop.editText('note-a', 'text', [`${i}`]);
      anna.workshop.flush();
      const before = setup.server.facts.length;
      while (setup.server.facts.length === before) await setup.run(1);
      anna.network.cut();
      await setup.run(3_000);
    }
    await setup.run(20_000);
    expect(setup.text('note-a')).toBe('43210tekst a 🌲');
    expect(anna.network.rewritten).toEqual([]);
    expect(anna.workshop.corrections).toBe(0);
  });
});

describe('two people in one note', () => {
  it('keep every character, each at its place', async () => {
    const setup = new Setup();
    const [anna, jan] = [await setup.open('anna'), await setup.open('jan')];
    for (let i = 0; i < 20; i++) {
      anna.workshop.editText('note-a', 'text', i === 0 ? ['A'] : [i, 'A']);
      jan.workshop.editText('note-a', 'text', [[...shown(jan, 'note-a')].length, 'J']);
      await setup.run(60);
    }
    await setup.run(5_000);
    expect(setup.text('note-a')).toBe(`${'A'.repeat(20)}tekst a 🌲${'J'.repeat(20)}`);
    expect(shown(anna, 'note-a')).toBe(setup.text('note-a'));
    expect(shown(jan, 'note-a')).toBe(setup.text('note-a'));
    expect(anna.workshop.corrections + jan.workshop.corrections).toBe(0);
  });

  it('see the edits of the other as splices of what they see', async () => {
    const setup = new Setup();
    const [anna, jan] = [await setup.open('anna'), await setup.open('jan')];
    jan.workshop.editText('note-a', 'text', ['J']);
    anna.workshop.editText('note-a', 'text', [6, 'AAA']);
    await setup.run(3_000);
    const remote = anna.events.filter((event) => event.type === 'splice');
    expect(remote).toEqual([{ type: 'splice', record: 'note-a', field: 'text', ops: ['J'], remote: true }]);
  });

  it('one edit of a text is under way at a time, and the rest follows as one (W26)', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    anna.network.quality = { maxDelayMillis: 800, cut: 0, twice: 0, lost: 0 };
    for (const c of 'powodzie') {
      anna.workshop.editText('note-a', 'text', [c]);
      await setup.run(200);
    }
    await setup.run(10_000);
    expect(setup.text('note-a')).toBe('eizdowoptekst a 🌲');
    expect(setup.server.facts.length).toBeLessThan(5);
    expect(setup.server.refusals.size).toBe(0);
  });

  it('an own deletion of what is still under way survives a lost answer', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    anna.workshop.editText('note-a', 'text', ['abc']);
    anna.workshop.flush();
    while (setup.server.facts.length === 0) await setup.run(1);
    anna.network.cut(); // the ack and the change are lost on the way
    anna.workshop.editText('note-a', 'text', [1, -1]);
    await setup.run(10_000);
    expect(setup.text('note-a')).toBe('actekst a 🌲');
    expect(shown(anna, 'note-a')).toBe('actekst a 🌲');
  });

  it('typing in a note that was binned and restored meanwhile stands behind the restoring', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.editText('note-a', 'text', ['x']);
    anna.workshop.editText('note-a', 'text', [-1]);
    anna.workshop.run({ do: 'DeleteNotes', with: { notes: ['note-a'] } });
    anna.workshop.run({ do: 'RestoreNotes', with: { notes: ['note-a'] } });
    anna.workshop.editText('note-a', 'text', ['y']);
    await setup.run(1_000);
    expect(shown(anna, 'note-a')).toBe('ytekst a 🌲');
    anna.network.online = true;
    await setup.run(20_000);
    expect(setup.text('note-a')).toBe('ytekst a 🌲');
    expect(anna.workshop.refused).toEqual([]);
  });

  it('a note that is deleted meanwhile takes no more typing', async () => {
    const setup = new Setup();
    const [anna, jan] = [await setup.open('anna'), await setup.open('jan')];
    jan.workshop.run({ do: 'DeleteNotes', with: { notes: ['note-a'] } });
    await setup.run(2_000);
    expect(anna.workshop.editText('note-a', 'text', ['x'])?.code).toBe('deleted');
    expect(anna.workshop.editText('nowhere', 'text', ['x'])?.code).toBe('not_found');
  });
});

describe('presence', () => {
  it('is told at most four times a second, and again on a fresh connection', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    for (let i = 0; i < 20; i++) {
      anna.workshop.setPresence({ board: 'board-1', item: i % 2 === 0 ? 'note-a' : 'note-b', typing: true });
      await setup.run(50);
    }
    await setup.run(1_000);
    expect(anna.network.presence.length).toBeGreaterThan(2);
    expect(anna.network.presence.length).toBeLessThanOrEqual(6);
    expect(anna.network.presence.at(-1)).toMatchObject({ state: 'online', item: 'note-b', typing: true });
    const before = anna.network.presence.length;
    anna.workshop.setPresence({ board: 'board-1', item: 'note-b', typing: true });
    await setup.run(1_000);
    expect(anna.network.presence.length).toBe(before);
    anna.network.cut();
    await setup.run(5_000);
    expect(anna.network.presence.length).toBe(before + 1);
  });

  it('of others is a list that is amended and replaced (W30)', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    const tell = (people: PersonFrame[], whole = false) => setup.server.send({ type: 'presence', people, whole });
    tell([{ member: 'jan', state: 'online', section: 'threat' }]);
    tell([{ member: 'ewa', state: 'away' }]);
    await setup.run(500);
    expect([...anna.workshop.people]).toEqual([
      ['jan', { state: 'online', section: 'threat' }],
      ['ewa', { state: 'away' }],
    ]);
    tell([{ member: 'jan', state: 'gone' }]);
    await setup.run(500);
    expect([...anna.workshop.people.keys()]).toEqual(['ewa']);
    tell([{ member: 'ola', state: 'online' }], true);
    await setup.run(500);
    expect([...anna.workshop.people.keys()]).toEqual(['ola']);
    anna.network.cut();
    await setup.run(10);
    expect(anna.workshop.people.size).toBe(0);
  });
});

describe('what is never stored', () => {
  it('reactions reach everybody, at most one a second from each', async () => {
    const setup = new Setup();
    const [anna, jan] = [await setup.open('anna'), await setup.open('jan')];
    expect([anna.workshop.react('clap'), anna.workshop.react('clap')]).toEqual([true, false]);
    await setup.run(1_000);
    expect(anna.workshop.react('idea')).toBe(true);
    await setup.run(1_000);
    const heard = jan.events.filter((event) => event.type === 'reactions').map((event) => event.counts);
    expect(heard).toEqual([{ clap: 1 }, { idea: 1 }]);
    anna.network.cut();
    await setup.run(5);
    expect(anna.workshop.react('yes')).toBe(false);
  });

  it('moderators hear how many people are writing', async () => {
    const setup = new Setup();
    const jan = await setup.open('jan', { role: 'moderator' });
    setup.server.send({ type: 'presence', people: [], writing: 4 });
    await setup.run(500);
    expect(jan.workshop.writing).toBe(4);
    setup.server.send({ type: 'presence', people: [{ member: 'anna', state: 'online' }] });
    await setup.run(500);
    expect(jan.workshop.writing).toBe(4);
    setup.server.send({ type: 'presence', people: [], writing: 0 });
    await setup.run(500);
    expect(jan.workshop.writing).toBe(0);
  });

  it('the server’s clock is known to a few milliseconds', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    const error = () => anna.workshop.now() - (setup.clock.now() + skewMillis);
    expect(Math.abs(error())).toBeLessThanOrEqual(20);
    await setup.run(120_000);
    expect(Math.abs(error())).toBeLessThanOrEqual(20);
  });
});
