import { describe, expect, it } from 'vitest';
import { columns } from '../../board/columns.ts';
import { decide, perform } from '../../board/command.ts';
import { inverse } from '../../board/registry.ts';
import { State } from '../../board/state.ts';
import { pasteCommands, recordVote } from './commands.ts';
import type { PastedNote } from './read.ts';

const by = { member: 'anna', role: 'participant' } as const;

function board(): State {
  const state = new State();
  const record = (id: string, kind: string, fields: { [name: string]: string }) =>
    state.apply([{ put: { id, kind, audience: 'everyone', fields } }]);
  record('workshop', 'workshop', { title: 'Warsztat' });
  record('board-1', 'board', { kind: 'swot', name: 'SWOT', rank: 'V' });
  record('group-1', 'group', { board: 'board-1', name: 'Środowisko', rank: 'V' });
  return state;
}

function commandsFor(state: State, notes: readonly Omit<PastedNote, 'key'>[], mayGroup = true) {
  let n = 0;
  const newId = () => `id-of-twenty-signs-${n++}`.slice(-20);
  return pasteCommands(
    state,
    'board-1',
    notes.map((note, at) => ({ ...note, key: `${at}` })),
    newId,
    mayGroup,
  );
}

const note = (text: string, group?: string) => ({ section: 'strength', text, group });

describe('the commands of a paste', () => {
  it('a group of the board with the same name is filled up', () => {
    const state = board();
    const notes = [note('lasy', 'Środowisko'), note('młodzi', 'Ludzie'), note('rzeki', 'Ludzie')];
    const [command] = commandsFor(state, notes);
    expect(command?.with.groups.map(({ name }) => name)).toEqual(['Ludzie']);
    if (command) perform(state, by, command);
    const [strengths] = columns(state, 'board-1');
    expect(strengths?.groups.map(({ group, notes }) => [group.name, ...notes.map(({ text }) => text)])).toEqual([
      ['Środowisko', 'lasy'],
      ['Ludzie', 'młodzi', 'rzeki'],
    ]);
  });

  it('who may not group pastes the notes alone', () => {
    const [command] = commandsFor(board(), [note('lasy', 'Środowisko')], false);
    expect(command?.with).toMatchObject({ groups: [], notes: [{ section: 'strength', text: 'lasy' }] });
    expect(command?.with.notes[0]).not.toHaveProperty('group');
  });

  it.each([
    ['short notes', Array.from({ length: 1_200 }, (_, at) => note(`nota ${at}`)), 3],
    ['as many groups as notes', Array.from({ length: 300 }, (_, at) => note(`nota ${at}`, `Obszar ${at}`)), 1],
    ['Polish notes of 400 characters', Array.from({ length: 200 }, () => note('żółć '.repeat(80))), 3],
    ['notes of quotation marks', Array.from({ length: 40 }, () => note(`"${'\n"'.repeat(3_000)}a`)), 8],
    ['three very long ones', Array.from({ length: 3 }, () => note('ą'.repeat(10_000))), 1],
    ['an emoji made of several, again and again', Array.from({ length: 9 }, () => note('👩‍🌾'.repeat(3_000))), 9],
  ])('%s: each command fits, and no note is lost', (_, notes, want) => {
    const state = board();
    const commands = commandsFor(state, notes);
    expect(commands).toHaveLength(want);
    expect(commands.flatMap((command) => command.with.notes.map(({ text }) => text))).toEqual(
      notes.map(({ text }) => text),
    );
    for (const command of commands) {
      const frame = JSON.stringify({ type: 'command', number: 123_456, seen: 123_456, ...command });
      expect(new TextEncoder().encode(frame).length).toBeLessThan(64 * 1024);
      expect(decide(state, by, command).length).toBe(command.with.notes.length + command.with.groups.length);
      perform(state, by, command);
    }
  });

  it('a group is made by the first command that needs it', () => {
    const commands = commandsFor(
      board(),
      Array.from({ length: 700 }, (_, at) => note(`nota ${at}`, 'Ludzie')),
    );
    expect(commands.map((command) => command.with.groups.length)).toEqual([1, 0]);
    expect(new Set(commands.flatMap((command) => command.with.notes.map(({ group }) => group))).size).toBe(1);
  });

  it('points become the result of a vote, which is undone with the notes', () => {
    const state = board();
    const pasted = [{ ...note('lasy'), points: 31 }, note('rzeki'), { ...note('łąki'), points: 0 }];
    const commands = commandsFor(state, pasted);
    const ids = commands.flatMap((command) => command.with.notes.map(({ note }) => note));
    const vote = { vote: 'vote-1', title: 'Liczba głosów', board: 'board-1' };
    const [record, more] = recordVote(commands, pasted, vote);
    expect(record).toEqual({ do: 'RecordVote', with: { ...vote, items: [ids[0], ids[2]], points: [31, 0] } });
    expect(more).toBeUndefined();
    expect(record && inverse(state, record, 'anna')).toEqual([{ do: 'RemoveVote', with: { vote: 'vote-1' } }]);
    expect(recordVote(commands, [note('lasy')], vote)).toEqual([]);
  });
});
