import { describe, expect, it } from 'vitest';
import { maxSpliceSteps } from '../board/generated.ts';
import { Setup, shown } from './simulation/setup.ts';

const addNote = (note: string, written: string) =>
  ({ do: 'AddNote', with: { board: 'board-1', note, section: 'threat', text: written } }) as const;

describe('a reset (W16)', () => {
  it('for one too far behind keeps what is pending, carried over what happened', async () => {
    const setup = new Setup();
    setup.server.catchUp = 5;
    const [anna, jan] = [await setup.open('anna'), await setup.open('jan')];
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.editText('note-a', 'text', [7, '!', -1]);
    anna.workshop.run(addNote('n1', 'offline'));
    for (let i = 0; i < 10; i++) {
      jan.workshop.editText('note-a', 'text', [`${i}`]);
      await setup.run(1_000);
    }
    anna.network.online = true;
    await setup.run(30_000);
    expect(anna.events.some((event) => event.type === 'reset')).toBe(true);
    expect(setup.text('note-a')).toBe('9876543210tekst a!🌲');
    expect(shown(anna, 'note-a')).toBe(setup.text('note-a'));
    expect(setup.text('n1')).toBe('offline');
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(anna.workshop.refused).toEqual([]);
  });

  it('asks first what became of what was sent, so that nothing counts twice', async () => {
    const setup = new Setup();
    const [anna, jan] = [await setup.open('anna'), await setup.open('jan')];
    anna.workshop.editText('note-a', 'text', ['abc']);
    anna.workshop.flush();
    while (setup.server.facts.length === 0) await setup.run(1);
    anna.network.cut();
    anna.network.online = false;
    anna.workshop.editText('note-a', 'text', [2, -1]); // takes away the c that is under way
    for (let i = 0; i < 10; i++) {
      jan.workshop.run({ do: 'ColourNotes', with: { notes: ['note-b'], colour: i % 2 ? 'rose' : 'teal' } });
      await setup.run(500);
    }
    setup.server.catchUp = 5;
    anna.network.online = true;
    await setup.run(30_000);
    expect(setup.text('note-a')).toBe('abtekst a 🌲');
    expect(shown(anna, 'note-a')).toBe('abtekst a 🌲');
    expect(anna.workshop.corrections).toBe(0);
  });

  it('by another epoch keeps what is pending and sends it again', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    anna.workshop.run(addNote('n1', 'przed kopią'));
    await setup.run(1_000);
    anna.workshop.run(addNote('n2', 'po kopii'));
    await setup.run(1_000);
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.editText('n1', 'text', ['offline ']);
    anna.workshop.run(addNote('n3', 'czeka'));
    setup.server.restore(1);
    await setup.run(2_000);
    anna.network.online = true;
    await setup.run(30_000);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(shown(anna, 'n1')).toBe('offline przed kopią');
    expect(setup.text('n3')).toBe('czeka');
    // What was acknowledged and then lost with the backup is gone on the screen, too.
    expect(anna.workshop.state.get('n2')).toBeUndefined();
    expect(anna.workshop.state.hash('everyone')).toBe(setup.server.state.hash('everyone'));
  });

  it('by another epoch decides anew, once, what refers to a state that is gone', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    for (let i = 0; i < 4; i++) {
      anna.workshop.run(addNote(`n${i}`, 'x'));
      await setup.run(500);
    }
    setup.server.refuseNext = () => 'busy'; // sent, and certainly not applied
    anna.workshop.editText('note-a', 'text', ['nowe ']);
    await setup.run(1_000);
    anna.network.cut();
    setup.server.restore(1);
    setup.server.refuseNext = () => undefined;
    await setup.run(60_000);
    expect(setup.text('note-a')).toBe('nowe tekst a 🌲');
    expect(anna.workshop.refused).toEqual([]);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
  });
});

describe('a number that was used before (W20)', () => {
  it('shows the text of its command, which is not sent again by itself', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    const answers = ['number_reused' as const];
    setup.server.refuseNext = () => answers.shift();
    anna.workshop.run(addNote('n1', 'nie wiadomo, czy dotarło'));
    await setup.run(60_000);
    expect(anna.workshop.refused).toMatchObject([{ code: 'number_reused', text: 'nie wiadomo, czy dotarło' }]);
    expect(setup.server.facts).toEqual([]);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
  });
});

describe('an edit beyond the bounds (W24, W26)', () => {
  it('of more steps than one may have is sent as several, in order', async () => {
    const setup = new Setup();
    const [anna, jan] = [await setup.open('anna'), await setup.open('jan')];
    const pairs = 1.3 * maxSpliceSteps;
    anna.workshop.editText('note-a', 'text', ['ż'.repeat(pairs)]);
    await setup.run(1_000);
    const before = setup.server.facts.length;
    anna.workshop.editText('note-a', 'text', Array.from({ length: pairs }, () => [1, 'x']).flat());
    anna.workshop.run(addNote('n1', 'zaraz potem'));
    jan.workshop.editText('note-a', 'text', [pairs, '!']);
    await setup.run(5_000);
    const sent = setup.server.facts.slice(before).filter((fact) => fact.member === 'anna');
    expect(sent.map((fact) => fact.command.do)).toEqual(['EditText', 'EditText', 'EditText', 'AddNote']);
    expect(setup.text('note-a')).toMatch(/^(żx){1300}!?x?!?tekst a 🌲$/u);
    expect(shown(anna, 'note-a')).toBe(setup.text('note-a'));
    expect(shown(jan, 'note-a')).toBe(setup.text('note-a'));
    expect([...setup.server.refusals.keys()]).toEqual([]);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(anna.workshop.corrections).toBe(0);
  });

  it('made too long ago is carried over here and sent again', async () => {
    const setup = new Setup();
    const [anna, jan] = [await setup.open('anna'), await setup.open('jan')];
    setup.server.refuseNext = () => 'busy';
    anna.workshop.editText('note-a', 'text', [7, '!']);
    await setup.run(1_000); // sent, and without effect
    setup.server.refuseNext = () => undefined;
    anna.network.online = false;
    anna.network.cut();
    for (let i = 0; i < 10; i++) {
      jan.workshop.editText('note-a', 'text', [`${i}`]);
      await setup.run(500);
    }
    setup.server.carries = 5;
    anna.network.online = true;
    await setup.run(30_000);
    expect(setup.server.refusals.get('too_far_behind')).toBe(1);
    expect(setup.text('note-a')).toBe('9876543210tekst a! 🌲');
    expect(shown(anna, 'note-a')).toBe(setup.text('note-a'));
    expect(anna.workshop.refused).toEqual([]);
    expect(anna.workshop.corrections).toBe(0);
  });
});

describe('a state that is not the server’s (W31)', () => {
  it('is fetched again, and the mismatch is told', async () => {
    const setup = new Setup();
    const [anna, jan] = [await setup.open('anna'), await setup.open('jan')];
    // Delivery is in the order of the sessions: the spoilt change goes to Anna.
    setup.server.corruptNext = () => [{ set: 'note-b', fields: { colour: 'violet' } }];
    jan.workshop.run({ do: 'ColourNotes', with: { notes: ['note-b'], colour: 'rose' } });
    await setup.run(1_000);
    expect(anna.workshop.state.of('note', 'note-b')?.colour).toBe('violet');
    setup.server.sendHashes();
    await setup.run(5_000);
    expect(anna.network.diverged).toBe(1);
    expect(anna.workshop.state.of('note', 'note-b')?.colour).toBe('rose');
    expect(anna.workshop.connection).toBe('live');
    expect(anna.workshop.state.hash('everyone')).toBe(setup.server.state.hash('everyone'));
  });

  it('is noticed when a change does not fit, and does not end the tab (F35)', async () => {
    const setup = new Setup();
    const [anna, jan] = [await setup.open('anna'), await setup.open('jan')];
    setup.server.corruptNext = () => [{ splice: 'note-b', field: 'text', ops: [9_999, 'x'] }];
    jan.workshop.run({ do: 'ColourNotes', with: { notes: ['note-b'], colour: 'rose' } });
    await setup.run(5_000);
    expect(anna.workshop.state.of('note', 'note-b')?.colour).toBe('rose');
    expect(anna.workshop.connection).toBe('live');
  });

  it('again and again ends in a stop with a reason, not in a loop', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    anna.workshop.editText('note-a', 'text', ['x']);
    for (let i = 0; i < 5 && anna.workshop.connection !== 'reload'; i++) {
      const { seq } = setup.server.state;
      setup.server.send({ type: 'hash', seq, hashes: { everyone: '0000000000000000' } });
      await setup.run(10_000);
    }
    expect(anna.workshop.connection).toBe('reload');
    const { snapshots } = setup.server;
    await setup.run(120_000);
    expect(setup.server.snapshots).toBe(snapshots);
  });
});

describe('a workshop that may not be written', () => {
  it('says so, refuses here, and sends what waited once it may (W15)', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.run(addNote('n1', 'czeka'));
    setup.server.readonly = 'quarantined';
    anna.network.online = true;
    await setup.run(20_000);
    expect(anna.workshop.readonly).toBe('quarantined');
    expect(anna.workshop.run(addNote('n2', 'x'))?.code).toBe('quarantined');
    expect(anna.workshop.saving).toEqual({ kind: 'saving', pending: 1 });
    setup.server.readonly = undefined;
    setup.server.restart();
    await setup.run(20_000);
    expect(anna.workshop.readonly).toBeNull();
    expect(setup.text('n1')).toBe('czeka');
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
  });

  it('because the session ended says so and keeps what is pending', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    setup.server.refuseNext = () => 'busy';
    anna.workshop.run(addNote('n1', 'czeka'));
    await setup.run(100);
    setup.server.end();
    await setup.run(1_000);
    expect(anna.workshop.connection).toBe('ended');
    expect(anna.workshop.run(addNote('n2', 'x'))?.code).toBe('no_session');
    expect(anna.workshop.saving).toEqual({ kind: 'offline', pending: 1 });
    const { hellos } = anna.network;
    await setup.run(120_000);
    expect(anna.network.hellos).toBe(hellos);
    const kept = [...setup.storage('anna').queues.values()].flatMap((queue) => [...queue.entries.values()]);
    expect(kept).toHaveLength(1);
  });
});

describe('a storage that fails (F32)', () => {
  it('is told, and the changes are sent all the same, once', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    const storage = setup.storage('anna');
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.run(addNote('n1', 'zapisane'));
    await setup.run(1_000);
    storage.full = true;
    anna.workshop.run(addNote('n2', 'już nie'));
    await setup.run(1_000);
    expect(anna.workshop.storageWarning).toBe(true);
    // What the next tab would find is gone from there: it is sent from here.
    expect([...storage.queues.values()].flatMap((queue) => [...queue.entries.values()])).toEqual([]);
    anna.network.online = true;
    await setup.run(20_000);
    expect(setup.server.facts).toHaveLength(2);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    anna.crash();
    await setup.open('anna');
    await setup.run(20_000);
    expect(setup.server.facts).toHaveLength(2);
  });

  it('and does not even delete, holds back what the next tab might send as well', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    const storage = setup.storage('anna');
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.run(addNote('n1', 'szkic'));
    await setup.run(1_000);
    storage.broken = true;
    anna.network.online = true;
    await setup.run(15_000);
    expect(anna.workshop.storageWarning).toBe(true);
    expect(anna.workshop.saving).toEqual({ kind: 'saving', pending: 1 });
    expect(setup.server.facts).toEqual([]);
    storage.broken = false;
    await setup.run(15_000);
    expect(setup.server.facts).toHaveLength(1);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
  });

  it('from the start means memory, with a warning', async () => {
    const setup = new Setup();
    setup.storage('anna').closed = true;
    const anna = await setup.open('anna');
    expect(anna.workshop.storageWarning).toBe(true);
    anna.workshop.run(addNote('n1', 'x'));
    await setup.run(2_000);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(setup.text('n1')).toBe('x');
  });
});

describe('a queue that another tab has taken over', () => {
  it('is left to it; what was not kept there goes under a new name', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    const storage = setup.storage('anna');
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.run(addNote('n1', 'przejęta'));
    await setup.run(1_000);
    storage.loseTabs(); // the tab seemed to be gone: it slept
    const other = await setup.open('anna');
    await setup.run(2_000);
    anna.workshop.run(addNote('n2', 'własna'));
    anna.network.online = true;
    await setup.run(30_000);
    expect(setup.server.facts.map((fact) => fact.command.with)).toMatchObject([{ note: 'n1' }, { note: 'n2' }]);
    for (const tab of [anna, other]) {
      expect(tab.workshop.saving).toEqual({ kind: 'saved' });
      expect(shown(tab, 'n1')).toBe('przejęta');
      expect(shown(tab, 'n2')).toBe('własna');
    }
    expect(anna.workshop.refused).toEqual([]);
  });

  it('lists what was typed into it since, for nobody can say where it belongs', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    const storage = setup.storage('anna');
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.editText('note-a', 'text', ['abc ']);
    await setup.run(1_000);
    storage.loseTabs();
    await setup.open('anna');
    anna.workshop.editText('note-a', 'text', [3, 'd']);
    anna.network.online = true;
    await setup.run(30_000);
    expect(setup.text('note-a')).toBe('abc tekst a 🌲');
    expect(anna.workshop.refused).toMatchObject([{ code: 'other_client', text: 'abcd tekst a 🌲' }]);
    expect(shown(anna, 'note-a')).toBe('abc tekst a 🌲');
  });
});
