import { describe, expect, it } from 'vitest';
import type { Command } from '../board/command.ts';
import { flag, type Rec, text } from '../board/record.ts';
import { Setup, shown, skewMillis, type Tab } from './simulation/setup.ts';
import { NotAdmitted } from './workshop.ts';

const rec = (kind: string, id: string, fields: Rec['fields'], audience = 'everyone'): Rec => ({
  kind,
  id,
  audience,
  fields,
});

const silent = rec('phase', 'silent', {
  title: 'Ciche pisanie',
  rank: 'a0',
  allow: ['write'],
  hidden: true,
  counts: true,
});
const reading = rec('phase', 'reading', { title: 'Czytanie', rank: 'a1', allow: ['move'] });

const write = (note: string, words: string): Command => ({
  do: 'AddNote',
  with: { board: 'board-1', note, section: 'threat', text: words },
});

/** Anna and Ewa take part, Jan moderates; a phase of silent writing runs. */
async function workshop(...more: Rec[]): Promise<{ setup: Setup; anna: Tab; ewa: Tab; jan: Tab }> {
  const setup = new Setup();
  const people = [
    rec('member', 'ewa', { name: 'ewa', role: 'participant' }),
    rec('member', 'jan', { name: 'jan', role: 'moderator' }),
  ];
  const records = [...people, silent, reading, ...more];
  setup.server.state.apply(records.map((put) => ({ put })));
  setup.server.state.apply([{ set: 'workshop', fields: { phase: 'silent', began: 0 } }]);
  const anna = await setup.open('anna');
  const ewa = await setup.open('ewa');
  const jan = await setup.open('jan', { role: 'moderator' });
  return { setup, anna, ewa, jan };
}

const given = (tab: Tab, command: Command) => tab.workshop.run(command)?.code ?? 'accepted';

describe('hidden writing', () => {
  it('reaches nobody else, and others see a blank', async () => {
    const { setup, anna, ewa, jan } = await workshop();
    anna.workshop.run(write('n1', 'cisza'));
    expect(anna.workshop.state.get('n1')?.audience).toBe('member:anna');
    await setup.run(2_000);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    for (const other of [ewa, jan]) {
      expect(other.workshop.state.get('n1')).toBeUndefined();
      expect(other.workshop.state.get('hiddenCount:board-1')?.fields).toMatchObject({ threat: 1 });
      expect(JSON.stringify(other.events)).not.toContain('n1');
    }
    setup.server.sendHashes();
    await setup.run(2_000);
    expect(setup.server.diverged).toBe(0);
  });

  it('survives its reveal while its author types: no letter is lost, no caret moves', async () => {
    const { setup, anna, ewa, jan } = await workshop();
    anna.workshop.run(write('n1', 'las'));
    await setup.run(2_000);
    expect(given(jan, { do: 'Reveal', with: { board: 'board-1' } })).toBe('accepted');
    anna.workshop.editText('n1', 'text', [3, 'y']);
    anna.events.length = 0;
    await setup.run(60);
    anna.workshop.editText('n1', 'text', [4, ' i łąki']);
    await setup.run(2_000);
    expect(anna.events.filter(({ type }) => type === 'splice')).toEqual([]);
    for (const tab of [anna, ewa, jan]) {
      expect(shown(tab, 'n1')).toBe('lasy i łąki');
      expect(tab.workshop.state.get('n1')?.audience).toBe('everyone');
    }
    expect(anna.workshop.corrections).toBe(0);
    expect(anna.workshop.refused).toEqual([]);
    expect(ewa.workshop.state.get('hiddenCount:board-1')?.fields).not.toHaveProperty('threat');
  });

  it('is never out of sight for its author: a reveal takes nothing away', async () => {
    const { setup, anna, jan } = await workshop();
    anna.workshop.run(write('n1', 'las'));
    await setup.run(2_000);
    let gone = 0;
    anna.workshop.subscribe(() => {
      if (anna.workshop.state.get('n1') === undefined) gone++;
    });
    jan.workshop.run({ do: 'Reveal', with: { board: 'board-1', section: 'threat' } });
    await setup.run(2_000);
    expect([gone, shown(anna, 'n1')]).toEqual([0, 'las']);
  });

  it('can be taken back and typed back after the reveal', async () => {
    const { setup, anna, jan } = await workshop();
    anna.workshop.run(write('n1', 'las'));
    anna.workshop.editText('n1', 'text', [3, 'y']);
    await setup.run(2_000);
    jan.workshop.run({ do: 'Reveal', with: { board: 'board-1' } });
    await setup.run(2_000);
    expect(anna.workshop.undo()).toBe(true);
    expect(shown(anna, 'n1')).toBe('las');
    expect(anna.workshop.undo()).toBe(true);
    await setup.run(2_000);
    const binned = jan.workshop.state.get('n1');
    expect(binned !== undefined && flag(binned, 'deleted')).toBe(true);
  });

  it('on behalf of somebody is sent, though its writer does not see it', async () => {
    const { setup, ewa, jan } = await workshop();
    const command: Command = {
      do: 'AddNote',
      with: { board: 'board-1', note: 'n1', section: 'threat', text: 'za Ewę', for: 'ewa' },
    };
    expect(given(ewa, command)).toBe('accepted');
    jan.workshop.run({ ...command, with: { ...command.with, note: 'n2' } });
    expect(jan.workshop.state.get('n2')).toBeUndefined();
    expect(jan.workshop.saving).toMatchObject({ kind: 'saving', pending: 1 });
    await setup.run(2_000);
    expect(jan.workshop.saving).toEqual({ kind: 'saved' });
  });
});

describe('a phase that changes', () => {
  it('shows when the server says so, not before', async () => {
    const { setup, anna, jan } = await workshop();
    expect(given(anna, { do: 'GoTo', with: { phase: 'reading', from: 'silent' } })).toBe('forbidden');
    expect(given(jan, { do: 'GoTo', with: { phase: 'reading', from: 'silent' } })).toBe('accepted');
    expect(text(jan.workshop.state.workshop, 'phase')).toBe('silent');
    expect(jan.workshop.canUndo).toBe(false);
    await setup.run(2_000);
    for (const tab of [anna, jan]) expect(text(tab.workshop.state.workshop, 'phase')).toBe('reading');
    expect(given(anna, write('n1', 'za późno'))).toBe('phase');
  });

  it('keeps what came too late until the server has answered, then gives its text back', async () => {
    const { setup, anna, jan } = await workshop();
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.run(write('n1', 'las'));
    anna.workshop.editText('note-a', 'text', [' Anna']);
    jan.workshop.run({ do: 'GoTo', with: { phase: 'reading', from: 'silent' } });
    await setup.run(2_000);
    expect(anna.workshop.saving).toMatchObject({ pending: 2 });
    anna.network.online = true;
    await setup.run(20_000);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(anna.workshop.refused.map(({ code, text: words }) => [code, words])).toEqual([
      ['phase', 'las'],
      ['phase', ' Annatekst a 🌲'],
    ]);
    expect(shown(anna, 'note-a')).toBe('tekst a 🌲');
  });

  it('keeps a step that cannot be taken back now for later', async () => {
    const { setup, anna, jan } = await workshop();
    anna.workshop.run(write('n1', 'las'));
    await setup.run(2_000);
    jan.workshop.run({ do: 'SetFocus', with: { board: 'board-1', mode: 'hold' } });
    await setup.run(2_000);
    anna.events.length = 0;
    expect(anna.workshop.undo()).toBe(false);
    expect(anna.events).toContainEqual({ type: 'undo', skipped: ['n1'], code: 'held' });
    anna.workshop.editText('n1', 'text', ['x']);
    jan.workshop.run({ do: 'Release', with: {} });
    await setup.run(2_000);
    expect([shown(anna, 'n1'), anna.workshop.canUndo]).toEqual(['las', true]);
    expect(anna.workshop.undo()).toBe(true);
  });

  it('leaves points, hands and ready marks out of undo', async () => {
    const vote = rec('vote', 'v', { title: 'V', rank: 'a0', points: 3, perItem: 2 });
    const { setup, anna, jan } = await workshop(vote);
    jan.workshop.run({ do: 'GoTo', with: { phase: '', from: 'silent' } });
    await setup.run(2_000);
    expect(given(anna, { do: 'SetPoints', with: { vote: 'v', item: 'note-a', points: 2 } })).toBe('accepted');
    expect(given(anna, { do: 'SetHand', with: { up: true } })).toBe('accepted');
    expect(given(anna, { do: 'SetReady', with: { ready: true } })).toBe('accepted');
    expect(anna.workshop.state.get('anna')?.fields).toMatchObject({ ready: '-', hand: anna.workshop.now() });
    expect(anna.workshop.canUndo).toBe(false);
    await setup.run(2_000);
    expect(jan.workshop.state.get('ballot:v:anna')).toBeUndefined();
    expect(anna.workshop.state.get('ballot:v:anna')?.fields).toMatchObject({ points: ['note-a', 'note-a'] });
  });
});

describe('another team or role', () => {
  const teamBoard = rec('board', 'board-t', { kind: 'swot', rank: 'a1', team: 't', origin: 'board-1' }, 'team:t');

  it('is fetched anew, and what is pending stays', async () => {
    const hidden = rec('note', 'nt', { board: 'board-t', section: 'threat', rank: 'a0', text: 'zespół' }, 'team:t');
    const { setup, anna, jan } = await workshop(teamBoard, hidden, rec('team', 't', { name: 'T', rank: 'a0' }));
    expect(anna.workshop.state.get('nt')).toBeUndefined();
    expect(shown(jan, 'nt')).toBe('zespół');
    jan.workshop.run({ do: 'AssignTeam', with: { team: 't', members: ['anna'] } });
    await setup.run(30);
    anna.workshop.run(write('n1', 'w drodze'));
    await setup.run(5_000);
    expect(anna.events).toContainEqual({ type: 'reset' });
    expect([shown(anna, 'nt'), shown(anna, 'n1')]).toEqual(['zespół', 'w drodze']);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    jan.workshop.run({ do: 'AssignTeam', with: { team: '', members: ['anna'] } });
    await setup.run(5_000);
    expect(anna.workshop.state.get('nt')).toBeUndefined();
  });

  it('gives and takes rights at once', async () => {
    const { setup, anna, jan } = await workshop();
    jan.workshop.run({ do: 'SetRole', with: { member: 'anna', role: 'moderator' } });
    anna.events.length = 0;
    await setup.run(5_000);
    expect([anna.workshop.me.role, anna.workshop.sessionRole]).toEqual(['moderator', 'participant']);
    expect(anna.events).toContainEqual({ type: 'status' });
    expect(given(anna, { do: 'GoTo', with: { phase: '', from: 'silent' } })).toBe('accepted');
    jan.workshop.run({ do: 'SetRole', with: { member: 'anna', role: 'participant' } });
    await setup.run(5_000);
    expect(given(anna, { do: 'GoTo', with: { phase: 'silent', from: '' } })).toBe('forbidden');
  });
});

describe('the door', () => {
  it('keeps people waiting until they are let in', async () => {
    const waiting = rec('member', 'ola', { name: 'ola', role: 'participant', waiting: true });
    const { setup } = await workshop(waiting);
    const refused = setup.open('ola').catch((fault: unknown) => fault);
    await setup.run(10_000);
    const fault = await refused;
    expect(fault).toBeInstanceOf(NotAdmitted);
    expect((fault as NotAdmitted).me).toMatchObject({ title: 'Próba', locale: 'pl' });
    setup.server.change([{ set: 'ola', fields: { waiting: null } }]);
    const ola = await setup.open('ola');
    expect(ola.workshop.connection).toBe('live');
  });

  it('closes behind whoever is removed, also while they were away', async () => {
    const { setup, anna, ewa } = await workshop();
    ewa.network.online = false;
    ewa.network.cut();
    ewa.workshop.run(write('n1', 'las'));
    setup.server.change([
      { set: 'anna', fields: { removed: true } },
      { set: 'ewa', fields: { removed: true } },
    ]);
    await setup.run(5_000);
    expect(anna.workshop.connection).toBe('ended');
    ewa.network.online = true;
    await setup.run(30_000);
    expect(ewa.workshop.connection).toBe('ended');
    expect(ewa.workshop.saving).toMatchObject({ pending: 1 });
  });
});

describe('what is never stored', () => {
  it('reactions reach everybody, at most one a second from each', async () => {
    const { setup, anna, ewa } = await workshop();
    expect([anna.workshop.react('clap'), anna.workshop.react('clap')]).toEqual([true, false]);
    await setup.run(1_000);
    expect(anna.workshop.react('idea')).toBe(true);
    await setup.run(1_000);
    const heard = ewa.events.filter((event) => event.type === 'reactions').map((event) => event.counts);
    expect(heard).toEqual([{ clap: 1 }, { idea: 1 }]);
    anna.network.cut();
    await setup.run(5);
    expect(anna.workshop.react('yes')).toBe(false);
  });

  it('moderators hear how many people are writing', async () => {
    const { setup, jan } = await workshop();
    setup.server.tell({ people: [], writing: 4 });
    await setup.run(500);
    expect(jan.workshop.writing).toBe(4);
    setup.server.tell({ people: [{ member: 'anna', state: 'online' }] });
    await setup.run(500);
    expect(jan.workshop.writing).toBe(4);
    setup.server.tell({ people: [], writing: 0 });
    await setup.run(500);
    expect(jan.workshop.writing).toBe(0);
  });

  it('the server’s clock is known to a few milliseconds', async () => {
    const { setup, anna } = await workshop();
    const error = () => anna.workshop.now() - (setup.clock.now() + skewMillis);
    expect(Math.abs(error())).toBeLessThanOrEqual(20);
    await setup.run(120_000);
    expect(Math.abs(error())).toBeLessThanOrEqual(20);
  });
});
