import { describe, expect, it } from 'vitest';
import type { Command } from '../board/command.ts';
import { flag, type Rec, text } from '../board/record.ts';
import { type Seat, shown, skewMillis, Table } from './simulation/table.ts';
import { NotLetIn } from './workshop.ts';

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
  with: { board: 'board-1', note, quadrant: 'threat', text: words },
});

/** Anna and Ewa take part, Jan moderates; a phase of silent writing runs. */
async function workshop(...more: Rec[]): Promise<{ table: Table; anna: Seat; ewa: Seat; jan: Seat }> {
  const table = new Table();
  const people = [
    rec('member', 'ewa', { name: 'ewa', role: 'participant' }),
    rec('member', 'jan', { name: 'jan', role: 'moderator' }),
  ];
  const records = [...people, silent, reading, ...more];
  table.server.state.apply(records.map((put) => ({ put })));
  table.server.state.apply([{ set: 'workshop', fields: { phase: 'silent', began: 0 } }]);
  const anna = await table.sit('anna');
  const ewa = await table.sit('ewa');
  const jan = await table.sit('jan', { role: 'moderator' });
  return { table, anna, ewa, jan };
}

const given = (seat: Seat, command: Command) => seat.workshop.run(command)?.code ?? 'accepted';

describe('hidden writing', () => {
  it('reaches nobody else, and others see a blank', async () => {
    const { table, anna, ewa, jan } = await workshop();
    anna.workshop.run(write('n1', 'cisza'));
    expect(anna.workshop.state.get('n1')?.audience).toBe('member:anna');
    await table.run(2_000);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    for (const other of [ewa, jan]) {
      expect(other.workshop.state.get('n1')).toBeUndefined();
      expect(other.workshop.state.get('blanks:board-1')?.fields).toMatchObject({ threat: 1 });
      expect(JSON.stringify(other.events)).not.toContain('n1');
    }
    table.server.sendHashes();
    await table.run(2_000);
    expect(table.server.diverged).toBe(0);
  });

  it('survives its reveal while its author types: no letter is lost, no caret moves', async () => {
    const { table, anna, ewa, jan } = await workshop();
    anna.workshop.run(write('n1', 'las'));
    await table.run(2_000);
    expect(given(jan, { do: 'Reveal', with: { board: 'board-1' } })).toBe('accepted');
    anna.workshop.editText('n1', 'text', [3, 'y']);
    anna.events.length = 0;
    await table.run(60);
    anna.workshop.editText('n1', 'text', [4, ' i łąki']);
    await table.run(2_000);
    expect(anna.events.filter(({ type }) => type === 'splice')).toEqual([]);
    for (const seat of [anna, ewa, jan]) {
      expect(shown(seat, 'n1')).toBe('lasy i łąki');
      expect(seat.workshop.state.get('n1')?.audience).toBe('everyone');
    }
    expect(anna.workshop.corrections).toBe(0);
    expect(anna.workshop.refused).toEqual([]);
    expect(ewa.workshop.state.get('blanks:board-1')?.fields).not.toHaveProperty('threat');
  });

  it('is never out of sight for its author: a reveal takes nothing away', async () => {
    const { table, anna, jan } = await workshop();
    anna.workshop.run(write('n1', 'las'));
    await table.run(2_000);
    let gone = 0;
    anna.workshop.subscribe(() => {
      if (anna.workshop.state.get('n1') === undefined) gone++;
    });
    jan.workshop.run({ do: 'Reveal', with: { board: 'board-1', quadrant: 'threat' } });
    await table.run(2_000);
    expect([gone, shown(anna, 'n1')]).toEqual([0, 'las']);
  });

  it('can be taken back and typed back after the reveal', async () => {
    const { table, anna, jan } = await workshop();
    anna.workshop.run(write('n1', 'las'));
    anna.workshop.editText('n1', 'text', [3, 'y']);
    await table.run(2_000);
    jan.workshop.run({ do: 'Reveal', with: { board: 'board-1' } });
    await table.run(2_000);
    expect(anna.workshop.undo()).toBe(true);
    expect(shown(anna, 'n1')).toBe('las');
    expect(anna.workshop.undo()).toBe(true);
    await table.run(2_000);
    const binned = jan.workshop.state.get('n1');
    expect(binned !== undefined && flag(binned, 'deleted')).toBe(true);
  });

  it('on behalf of somebody is sent, though its writer does not see it', async () => {
    const { table, ewa, jan } = await workshop();
    const command: Command = {
      do: 'AddNote',
      with: { board: 'board-1', note: 'n1', quadrant: 'threat', text: 'za Ewę', for: 'ewa' },
    };
    expect(given(ewa, command)).toBe('accepted');
    jan.workshop.run({ ...command, with: { ...command.with, note: 'n2' } });
    expect(jan.workshop.state.get('n2')).toBeUndefined();
    expect(jan.workshop.saving).toMatchObject({ kind: 'saving', pending: 1 });
    await table.run(2_000);
    expect(jan.workshop.saving).toEqual({ kind: 'saved' });
  });
});

describe('a phase that changes', () => {
  it('shows when the server says so, not before', async () => {
    const { table, anna, jan } = await workshop();
    expect(given(anna, { do: 'GoTo', with: { phase: 'reading', from: 'silent' } })).toBe('forbidden');
    expect(given(jan, { do: 'GoTo', with: { phase: 'reading', from: 'silent' } })).toBe('accepted');
    expect(text(jan.workshop.state.workshop, 'phase')).toBe('silent');
    expect(jan.workshop.canUndo).toBe(false);
    await table.run(2_000);
    for (const seat of [anna, jan]) expect(text(seat.workshop.state.workshop, 'phase')).toBe('reading');
    expect(given(anna, write('n1', 'za późno'))).toBe('phase');
  });

  it('keeps what came too late until the server has answered, then gives its text back', async () => {
    const { table, anna, jan } = await workshop();
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.run(write('n1', 'las'));
    anna.workshop.editText('note-a', 'text', [' Anna']);
    jan.workshop.run({ do: 'GoTo', with: { phase: 'reading', from: 'silent' } });
    await table.run(2_000);
    expect(anna.workshop.saving).toMatchObject({ pending: 2 });
    anna.network.online = true;
    await table.run(20_000);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(anna.workshop.refused.map(({ code, text: words }) => [code, words])).toEqual([
      ['phase', 'las'],
      ['phase', ' Annatekst a 🌲'],
    ]);
    expect(shown(anna, 'note-a')).toBe('tekst a 🌲');
  });

  it('keeps a step that cannot be taken back now for later', async () => {
    const { table, anna, jan } = await workshop();
    anna.workshop.run(write('n1', 'las'));
    await table.run(2_000);
    jan.workshop.run({ do: 'SetFocus', with: { board: 'board-1', pull: 'hold' } });
    await table.run(2_000);
    anna.events.length = 0;
    expect(anna.workshop.undo()).toBe(false);
    expect(anna.events).toContainEqual({ type: 'undo', skipped: ['n1'], code: 'held' });
    anna.workshop.editText('n1', 'text', ['x']);
    jan.workshop.run({ do: 'Release', with: {} });
    await table.run(2_000);
    expect([shown(anna, 'n1'), anna.workshop.canUndo]).toEqual(['las', true]);
    expect(anna.workshop.undo()).toBe(true);
  });

  it('leaves points, hands and ready marks out of undo', async () => {
    const vote = rec('vote', 'v', { title: 'V', rank: 'a0', points: 3, most: 2 });
    const { table, anna, jan } = await workshop(vote);
    jan.workshop.run({ do: 'GoTo', with: { phase: '', from: 'silent' } });
    await table.run(2_000);
    expect(given(anna, { do: 'SetDots', with: { vote: 'v', item: 'note-a', dots: 2 } })).toBe('accepted');
    expect(given(anna, { do: 'SetHand', with: { up: true } })).toBe('accepted');
    expect(given(anna, { do: 'SetReady', with: { ready: true } })).toBe('accepted');
    expect(anna.workshop.state.get('anna')?.fields).toMatchObject({ ready: '-', hand: anna.workshop.now() });
    expect(anna.workshop.canUndo).toBe(false);
    await table.run(2_000);
    expect(jan.workshop.state.get('ballot:v:anna')).toBeUndefined();
    expect(anna.workshop.state.get('ballot:v:anna')?.fields).toMatchObject({ dots: ['note-a', 'note-a'] });
  });
});

describe('another team or role', () => {
  const teamBoard = rec('board', 'board-t', { kind: 'swot', rank: 'a1', team: 't', origin: 'board-1' }, 'team:t');

  it('is fetched anew, and what is pending stays', async () => {
    const hidden = rec('note', 'nt', { board: 'board-t', quadrant: 'threat', rank: 'a0', text: 'zespół' }, 'team:t');
    const { table, anna, jan } = await workshop(teamBoard, hidden, rec('team', 't', { name: 'T', rank: 'a0' }));
    expect(anna.workshop.state.get('nt')).toBeUndefined();
    expect(shown(jan, 'nt')).toBe('zespół');
    jan.workshop.run({ do: 'AssignTeam', with: { team: 't', members: ['anna'] } });
    await table.run(30);
    anna.workshop.run(write('n1', 'w drodze'));
    await table.run(5_000);
    expect(anna.events).toContainEqual({ type: 'reset' });
    expect([shown(anna, 'nt'), shown(anna, 'n1')]).toEqual(['zespół', 'w drodze']);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    jan.workshop.run({ do: 'AssignTeam', with: { team: '', members: ['anna'] } });
    await table.run(5_000);
    expect(anna.workshop.state.get('nt')).toBeUndefined();
  });

  it('gives and takes rights at once', async () => {
    const { table, anna, jan } = await workshop();
    jan.workshop.run({ do: 'SetRole', with: { member: 'anna', role: 'moderator' } });
    anna.events.length = 0;
    await table.run(5_000);
    expect([anna.workshop.me.role, anna.workshop.sessionRole]).toEqual(['moderator', 'participant']);
    expect(anna.events).toContainEqual({ type: 'status' });
    expect(given(anna, { do: 'GoTo', with: { phase: '', from: 'silent' } })).toBe('accepted');
    jan.workshop.run({ do: 'SetRole', with: { member: 'anna', role: 'participant' } });
    await table.run(5_000);
    expect(given(anna, { do: 'GoTo', with: { phase: 'silent', from: '' } })).toBe('forbidden');
  });
});

describe('the door', () => {
  it('keeps people waiting until they are let in', async () => {
    const waiting = rec('member', 'ola', { name: 'ola', role: 'participant', waiting: true });
    const { table } = await workshop(waiting);
    const refused = table.sit('ola').catch((fault: unknown) => fault);
    await table.run(10_000);
    const fault = await refused;
    expect(fault).toBeInstanceOf(NotLetIn);
    expect((fault as NotLetIn).me).toMatchObject({ title: 'Próba', locale: 'pl' });
    table.server.change([{ set: 'ola', fields: { waiting: null } }]);
    const ola = await table.sit('ola');
    expect(ola.workshop.connection).toBe('live');
  });

  it('closes behind whoever is removed, also while they were away', async () => {
    const { table, anna, ewa } = await workshop();
    ewa.network.online = false;
    ewa.network.cut();
    ewa.workshop.run(write('n1', 'las'));
    table.server.change([
      { set: 'anna', fields: { removed: true } },
      { set: 'ewa', fields: { removed: true } },
    ]);
    await table.run(5_000);
    expect(anna.workshop.connection).toBe('ended');
    ewa.network.online = true;
    await table.run(30_000);
    expect(ewa.workshop.connection).toBe('ended');
    expect(ewa.workshop.saving).toMatchObject({ pending: 1 });
  });
});

describe('what is never stored', () => {
  it('reactions reach everybody, at most one a second from each', async () => {
    const { table, anna, ewa } = await workshop();
    expect([anna.workshop.react('clap'), anna.workshop.react('clap')]).toEqual([true, false]);
    await table.run(1_000);
    expect(anna.workshop.react('idea')).toBe(true);
    await table.run(1_000);
    const heard = ewa.events.filter((event) => event.type === 'reactions').map((event) => event.counts);
    expect(heard).toEqual([{ clap: 1 }, { idea: 1 }]);
    anna.network.cut();
    await table.run(5);
    expect(anna.workshop.react('yes')).toBe(false);
  });

  it('moderators hear how many people are writing', async () => {
    const { table, jan } = await workshop();
    table.server.tell({ people: [], writing: 4 });
    await table.run(500);
    expect(jan.workshop.writing).toBe(4);
    table.server.tell({ people: [{ member: 'anna', state: 'online' }] });
    await table.run(500);
    expect(jan.workshop.writing).toBe(4);
    table.server.tell({ people: [], writing: 0 });
    await table.run(500);
    expect(jan.workshop.writing).toBe(0);
  });

  it('the server’s clock is known to a few milliseconds', async () => {
    const { table, anna } = await workshop();
    const error = () => anna.workshop.now() - (table.clock.now() + skewMillis);
    expect(Math.abs(error())).toBeLessThanOrEqual(20);
    await table.run(120_000);
    expect(Math.abs(error())).toBeLessThanOrEqual(20);
  });
});
