import { afterEach, describe, expect, it } from 'vitest';
import type { Command } from '../src/board/command.ts';
import { NotAdmitted } from '../src/sync/open.ts';
import { shown, type Tab, Tabs } from '../src/sync/simulation/setup.ts';
import { addPhase, RealServer } from './real-server.ts';

let server: RealServer;
let tabs: Tabs<RealServer>;
let ids: { anna: string; ewa: string; jan: string };

const write = (note: string, words: string): Command => ({
  do: 'AddNote',
  with: { board: server.board, note, section: 'threat', text: words },
});

/** Anna and Ewa take part, Jan moderates; a phase of silent writing runs. */
async function workshop(...more: Command[]): Promise<{ anna: Tab; ewa: Tab; jan: Tab }> {
  server = await RealServer.open('participant', 'participant', 'moderator');
  const [anna = '', ewa = '', jan = ''] = server.members;
  ids = { anna, ewa, jan };
  const silent = addPhase('silent', ['write'], { hidden: true, counts: true });
  await server.give(jan, ...more, silent, addPhase('reading', ['move']));
  await server.give(jan, { do: 'GoTo', with: { phase: 'silent', from: '' } });
  tabs = new Tabs(server);
  return { anna: await tabs.open(anna), ewa: await tabs.open(ewa), jan: await tabs.open(jan, { role: 'moderator' }) };
}

afterEach(() => server.close());

const given = (tab: Tab, command: Command) => tab.workshop.run(command)?.code ?? 'accepted';

/** The count of hidden notes among the threats, as a tab knows it. */
const hiddenThreats = ({ workshop: { state } }: Tab) =>
  state.all('hiddenCount').find(({ section }) => section === 'threat')?.fields.count;

describe('hidden writing', () => {
  it('reaches nobody else, and others see a blank', async () => {
    const { anna, ewa, jan } = await workshop();
    anna.workshop.run(write('n1', 'cisza'));
    expect(anna.workshop.state.get('n1')?.audience).toBe(`member:${ids.anna}`);
    await tabs.run(2_000);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    for (const other of [ewa, jan]) {
      expect(other.workshop.state.get('n1')).toBeUndefined();
      expect(hiddenThreats(other)).toBe(1);
      expect(JSON.stringify(other.events)).not.toContain('n1');
    }
    for (const [tab, member] of [
      [anna, ids.anna],
      [ewa, ids.ewa],
      [jan, ids.jan],
    ] as const) {
      const { hashes } = await server.backend({ member, role: 'participant' }).snapshot();
      const { state } = tab.workshop;
      expect(Object.fromEntries(state.audiences().map((audience) => [audience, state.hash(audience)]))).toEqual(hashes);
      expect(tab.network.diverged).toBe(0);
    }
  });

  it('survives its reveal while its author types: no letter is lost, no caret moves', async () => {
    const { anna, ewa, jan } = await workshop();
    anna.workshop.run(write('n1', 'las'));
    await tabs.run(2_000);
    expect(given(jan, { do: 'Reveal', with: { board: server.board } })).toBe('accepted');
    anna.workshop.editText('n1', 'text', [3, 'y']);
    anna.events.length = 0;
    await tabs.run(60);
    anna.workshop.editText('n1', 'text', [4, ' i łąki']);
    await tabs.run(2_000);
    expect(anna.events.filter(({ type }) => type === 'splice')).toEqual([]);
    for (const tab of [anna, ewa, jan]) {
      expect(shown(tab, 'n1')).toBe('lasy i łąki');
      expect(tab.workshop.state.get('n1')?.audience).toBe('everyone');
    }
    expect(anna.workshop.corrections).toBe(0);
    expect(anna.workshop.refused).toEqual([]);
    expect(hiddenThreats(ewa)).toBeUndefined();
  });

  it('is never out of sight for its author: a reveal takes nothing away', async () => {
    const { anna, jan } = await workshop();
    anna.workshop.run(write('n1', 'las'));
    await tabs.run(2_000);
    let gone = 0;
    anna.workshop.subscribe(() => {
      if (anna.workshop.state.get('n1') === undefined) gone++;
    });
    jan.workshop.run({ do: 'Reveal', with: { board: server.board, section: 'threat' } });
    await tabs.run(2_000);
    expect([gone, shown(anna, 'n1')]).toEqual([0, 'las']);
  });

  it('can be taken back and typed back after the reveal', async () => {
    const { anna, jan } = await workshop();
    anna.workshop.run(write('n1', 'las'));
    anna.workshop.editText('n1', 'text', [3, 'y']);
    await tabs.run(2_000);
    jan.workshop.run({ do: 'Reveal', with: { board: server.board } });
    await tabs.run(2_000);
    expect(anna.workshop.undo()).toBe(true);
    expect(shown(anna, 'n1')).toBe('las');
    expect(anna.workshop.undo()).toBe(true);
    await tabs.run(2_000);
    expect(jan.workshop.state.of('note', 'n1')?.deleted).toBe(true);
  });

  it('of one person is opened whole, though it is more than the server opens at once', async () => {
    const { jan } = await workshop();
    const notes = Array.from({ length: 30 }, (_, i) => `long-${i}`);
    for (const note of notes) await server.give(ids.anna, write(note, '🌲'.repeat(10_000))); // 40 kB each
    await tabs.run(2_000);
    const open = () => notes.filter((id) => jan.workshop.state.of('note', id) !== undefined).length;
    expect(open()).toBe(0);
    let whole: boolean | undefined;
    void jan.workshop
      .runWhole({ do: 'Reveal', with: { board: server.board, member: ids.anna } })
      .then((done) => (whole = done));
    while (whole === undefined) await tabs.run(1_000);
    expect([whole, open()]).toEqual([true, 30]);
  });

  it('on behalf of somebody is sent, though its writer does not see it', async () => {
    const { ewa, jan } = await workshop();
    const command: Command = {
      do: 'AddNote',
      with: { board: server.board, note: 'n1', section: 'threat', text: 'za Ewę', for: ids.ewa },
    };
    expect(given(ewa, command)).toBe('accepted');
    jan.workshop.run({ ...command, with: { ...command.with, note: 'n2' } });
    expect(jan.workshop.state.get('n2')).toBeUndefined();
    expect(jan.workshop.saving).toMatchObject({ kind: 'saving', pending: 1 });
    await tabs.run(2_000);
    expect(jan.workshop.saving).toEqual({ kind: 'saved' });
  });
});

describe('a phase that changes', () => {
  it('shows when the server says so, not before', async () => {
    const { anna, jan } = await workshop();
    expect(given(anna, { do: 'GoTo', with: { phase: 'reading', from: 'silent' } })).toBe('forbidden');
    expect(given(jan, { do: 'GoTo', with: { phase: 'reading', from: 'silent' } })).toBe('accepted');
    expect(jan.workshop.state.workshop?.phase).toBe('silent');
    expect(jan.workshop.canUndo).toBe(false);
    await tabs.run(2_000);
    for (const tab of [anna, jan]) expect(tab.workshop.state.workshop?.phase).toBe('reading');
    expect(given(anna, write('n1', 'za późno'))).toBe('phase');
  });

  it('keeps what came too late until the server has answered, then gives its text back', async () => {
    const { anna, jan } = await workshop();
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.run(write('n1', 'las'));
    anna.workshop.editText('note-a', 'text', [' Anna']);
    jan.workshop.run({ do: 'GoTo', with: { phase: 'reading', from: 'silent' } });
    await tabs.run(2_000);
    expect(anna.workshop.saving).toMatchObject({ pending: 2 });
    anna.network.online = true;
    await tabs.run(20_000);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect(anna.workshop.refused.map(({ code, text: words }) => [code, words])).toEqual([
      ['phase', 'las'],
      ['phase', ' Annatekst a 🌲'],
    ]);
    expect(shown(anna, 'note-a')).toBe('tekst a 🌲');
  });

  it('keeps a step that cannot be taken back now for later', async () => {
    const { anna, jan } = await workshop();
    anna.workshop.run(write('n1', 'las'));
    await tabs.run(2_000);
    jan.workshop.run({ do: 'SetFocus', with: { board: server.board, mode: 'hold' } });
    await tabs.run(2_000);
    anna.events.length = 0;
    expect(anna.workshop.undo()).toBe(false);
    expect(anna.events).toContainEqual({ type: 'undo', skipped: ['n1'], code: 'held' });
    anna.workshop.editText('n1', 'text', ['x']);
    jan.workshop.run({ do: 'Release', with: {} });
    await tabs.run(2_000);
    expect([shown(anna, 'n1'), anna.workshop.canUndo]).toEqual(['las', true]);
    expect(anna.workshop.undo()).toBe(true);
  });

  it('leaves points, hands and ready marks out of undo', async () => {
    const vote: Command = {
      do: 'OpenVote',
      with: {
        vote: 'v',
        title: 'V',
        points: 3,
        perItem: 2,
        groups: false,
        boards: [],
        sections: [],
        liveTotals: false,
      },
    };
    const { anna, jan } = await workshop(vote);
    jan.workshop.run({ do: 'GoTo', with: { phase: '', from: 'silent' } });
    await tabs.run(2_000);
    expect(given(anna, { do: 'SetPoints', with: { vote: 'v', item: 'note-a', points: 2 } })).toBe('accepted');
    expect(given(anna, { do: 'SetHand', with: { up: true } })).toBe('accepted');
    expect(given(anna, { do: 'SetReady', with: { ready: true } })).toBe('accepted');
    expect([anna.workshop.pending('SetHand'), anna.workshop.pending('SetReady')]).toEqual([
      [{ up: true }],
      [{ ready: true }],
    ]);
    expect(anna.workshop.canUndo).toBe(false);
    await tabs.run(2_000);
    expect([anna.workshop.pending('SetHand'), anna.workshop.pending('SetReady')]).toEqual([[], []]);
    expect(anna.workshop.state.of('member', ids.anna)).toMatchObject({ ready: '-', hand: expect.any(Number) });
    expect(jan.workshop.state.get(`ballot:v:${ids.anna}`)).toBeUndefined();
    expect(anna.workshop.state.of('ballot', `ballot:v:${ids.anna}`)?.points).toEqual(['note-a', 'note-a']);
  });
});

const inTeams = {
  title: 'W zespołach',
  minutes: 0,
  boards: [],
  teams: true,
  allow: [],
  hidden: false,
  counts: false,
  anonymous: false,
};

describe('another team or role', () => {
  it('is fetched anew, and what is pending stays', async () => {
    const { anna, jan } = await workshop();
    await server.give(
      ids.jan,
      { do: 'GoTo', with: { phase: '', from: 'silent' } },
      { do: 'FormTeams', with: { teams: [{ team: 't', name: 'T', members: [] }] } },
      { do: 'AddPhase', with: { ...inTeams, phase: 'in-teams' } },
      { do: 'GoTo', with: { phase: 'in-teams', from: '' } },
      { do: 'GoTo', with: { phase: '', from: 'in-teams' } },
      { do: 'AddNote', with: { board: `copy:${server.board}:t`, note: 'nt', section: 'threat', text: 'zespół' } },
    );
    await tabs.run(2_000);
    expect(anna.workshop.state.get('nt')).toBeUndefined();
    expect(shown(jan, 'nt')).toBe('zespół');
    jan.workshop.run({ do: 'AssignTeam', with: { team: 't', members: [ids.anna] } });
    await tabs.run(30);
    anna.workshop.run(write('n1', 'w drodze'));
    await tabs.run(5_000);
    expect(anna.events).toContainEqual({ type: 'reset' });
    expect([shown(anna, 'nt'), shown(anna, 'n1')]).toEqual(['zespół', 'w drodze']);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    jan.workshop.run({ do: 'AssignTeam', with: { team: '', members: [ids.anna] } });
    await tabs.run(5_000);
    expect(anna.workshop.state.get('nt')).toBeUndefined();
  });

  it('gives and takes rights at once', async () => {
    const { anna, jan } = await workshop();
    jan.workshop.run({ do: 'SetRole', with: { member: ids.anna, role: 'moderator' } });
    anna.events.length = 0;
    await tabs.run(5_000);
    expect([anna.workshop.me.role, anna.workshop.sessionRole]).toEqual(['moderator', 'participant']);
    expect(anna.events).toContainEqual({ type: 'status' });
    expect(given(anna, { do: 'GoTo', with: { phase: '', from: 'silent' } })).toBe('accepted');
    jan.workshop.run({ do: 'SetRole', with: { member: ids.anna, role: 'participant' } });
    await tabs.run(5_000);
    expect(given(anna, { do: 'GoTo', with: { phase: 'silent', from: '' } })).toBe('forbidden');
  });
});

describe('the waiting room', () => {
  it('keeps people waiting until they are admitted', async () => {
    const { jan } = await workshop();
    jan.workshop.run({ do: 'SetWaitingRoom', with: { on: true } });
    await tabs.run(2_000);
    const ola = await server.enter('participant');
    const fault = await tabs.open(ola).catch((refused: unknown) => refused);
    expect(fault).toBeInstanceOf(NotAdmitted);
    expect((fault as NotAdmitted).me).toMatchObject({ title: 'Strategia Rudnika nad Sanem', locale: 'pl' });
    jan.workshop.run({ do: 'AdmitMembers', with: { members: [ola] } });
    await tabs.run(2_000);
    expect((await tabs.open(ola)).workshop.connection).toBe('live');
  });

  it('is where members who were removed belong, also when they were away', async () => {
    const { anna, ewa, jan } = await workshop();
    ewa.network.online = false;
    ewa.network.cut();
    ewa.workshop.run(write('n1', 'las'));
    for (const member of [ids.anna, ids.ewa]) jan.workshop.run({ do: 'RemoveMember', with: { member, ban: false } });
    await tabs.run(5_000);
    expect(anna.workshop.connection).toBe('ended');
    ewa.network.online = true;
    await tabs.run(30_000);
    expect(ewa.workshop.connection).toBe('ended');
    expect(ewa.workshop.saving).toMatchObject({ pending: 1 });
  });
});
