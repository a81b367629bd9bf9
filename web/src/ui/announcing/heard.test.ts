import { describe, expect, it } from 'vitest';
import type { Note } from '../../board/generated.ts';
import type { Fields, Rec } from '../../board/record.ts';
import { note as noteOf, rec } from '../../board/testdata/records.ts';
import { sample } from '../phase/sample.ts';
import { type Happening, heard, type Listener } from './heard.ts';

const me: Listener = {
  member: 'anna',
  role: 'participant',
  owns: ({ author }: Note) => author === 'anna',
  did: (note) => note === 'by me',
  editing: 'edited',
};
const moderator: Listener = { ...me, member: 'maria', role: 'moderator' };

const note = (fields: Parameters<typeof noteOf>[1] = {}, id = 'n') =>
  noteOf(id, { author: 'anna', section: 'strength', text: 'lasy', ...fields });
const member = (fields = {}, id = 'anna') => rec('member', id, { name: id, role: 'participant', ...fields });
const timer = (fields: Fields) => rec('timer', ':timer', fields);
const board = (fields: Fields) => rec('board', 'b', { boardKind: 'swot', ...fields });
const workshop = (fields: Fields) => rec('workshop', ':workshop', { title: 'w', ...fields });
const vote = (fields: Fields) => rec('vote', 'v', { title: 'v', ...fields });
const queue = (now: string, ...teams: string[]) => rec('presentations', ':presentations', { now, queue: teams });

type Case = [string, Rec | undefined, Rec | undefined, Happening[], Listener?];
const cases: Case[] = [
  ['my note moved', note(), note({ section: 'threat' }), [{ is: 'note', what: 'moved', note: 'n' }]],
  ['my note edited', note(), note({ text: 'lasy i łąki' }), [{ is: 'note', what: 'edited', note: 'n' }]],
  ['my note grouped', note(), note({ group: 'g' }), [{ is: 'note', what: 'grouped', note: 'n' }]],
  ['my note taken out of a group', note({ group: 'g' }), note(), [{ is: 'note', what: 'ungrouped', note: 'n' }]],
  ['my note merged', note(), note({ deleted: true, merged: 'm' }), [{ is: 'note', what: 'merged', note: 'n' }]],
  ['my note binned', note(), note({ deleted: true }), [{ is: 'note', what: 'binned', note: 'n' }]],
  ['my note restored', note({ deleted: true }), note(), [{ is: 'note', what: 'restored', note: 'n' }]],
  ['my note locked', note(), note({ locked: true }), [{ is: 'note', what: 'locked', note: 'n' }]],
  ['my note, by me', note({}, 'by me'), note({ section: 'threat' }, 'by me'), []],
  ['my note, while I edit it', note({}, 'edited'), note({ text: 'las' }, 'edited'), []],
  [
    'my note binned while I edit it',
    note({}, 'edited'),
    note({ deleted: true }, 'edited'),
    [{ is: 'note', what: 'binned', note: 'edited' }],
  ],
  ['somebody else’s note', note({ author: 'jan' }), note({ author: 'jan', deleted: true }), []],
  ['one place further down', note({ rank: 'a' }), note({ rank: 'b' }), []],
  [
    'a note locked while I edit it',
    note({ author: 'jan' }, 'edited'),
    note({ author: 'jan', locked: true }, 'edited'),
    [{ is: 'editedLocked' }],
  ],
  ['my team', member(), member({ team: 't1' }), [{ is: 'team', team: 't1' }]],
  ['another’s team', member({}, 'jan'), member({ team: 't1' }, 'jan'), []],
  ['my role', member(), member({ role: 'moderator' }), [{ is: 'role', role: 'moderator' }]],
  ['my hand lowered', member({ hand: 5 }), member(), [{ is: 'hand' }]],
  ['a hand, to a participant', member({}, 'jan'), member({ hand: 5 }, 'jan'), []],
  ['a hand', member({}, 'jan'), member({ hand: 5 }, 'jan'), [{ is: 'raised', member: 'jan' }], moderator],
  ['a newcomer', undefined, member({ waiting: true }, 'jan'), [{ is: 'waits', member: 'jan' }], moderator],
  ['one who was let in', member({ waiting: true }, 'jan'), member({}, 'jan'), [], moderator],
  ['my lead', rec('team', 't1', {}), rec('team', 't1', { lead: 'anna' }), [{ is: 'lead', team: 't1', on: true }]],
  [
    'the lead given to another',
    rec('team', 't1', { lead: 'anna' }),
    rec('team', 't1', { lead: 'jan' }),
    [{ is: 'lead', team: 't1', on: false }],
  ],
  ['the timer started', undefined, timer({ ends: 9 }), [{ is: 'timer', what: 'started' }]],
  ['the timer made longer', timer({ ends: 9 }), timer({ ends: 19 }), [{ is: 'timer', what: 'longer' }]],
  ['the timer made shorter', timer({ left: 9 }), timer({ left: 3 }), [{ is: 'timer', what: 'shorter' }]],
  ['the timer paused', timer({ ends: 9 }), timer({ left: 3 }), [{ is: 'timer', what: 'paused' }]],
  ['the timer going on', timer({ left: 3 }), timer({ ends: 9 }), [{ is: 'timer', what: 'resumed' }]],
  ['the timer stopped', timer({ ends: 9 }), timer({}), [{ is: 'timer', what: 'stopped' }]],
  [
    'locks',
    board({ lockedSections: ['threat'] }),
    board({ locked: true, lockedSections: ['strength'] }),
    [
      { is: 'lock', board: 'b', section: undefined, on: true },
      { is: 'lock', board: 'b', section: 'strength', on: true },
      { is: 'lock', board: 'b', section: 'threat', on: false },
    ],
  ],
  ['a phase', workshop({}), workshop({ phase: 'p' }), [{ is: 'phase' }]],
  ['choosing a team', workshop({}), workshop({ choosing: true }), [{ is: 'choosing' }]],
  ['choosing a team, to a moderator', workshop({}), workshop({ choosing: true }), [], moderator],
  ['a vote opened', undefined, vote({}), [{ is: 'opened', vote: 'v' }]],
  ['a vote closed', vote({}), vote({ closed: true }), [{ is: 'closed', vote: 'v' }]],
  ['totals of a vote that runs', undefined, rec('tally', 'tally:v', { vote: 'v' }), []],
  ['a result', undefined, rec('tally', 'tally:over', { vote: 'over' }), [{ is: 'closed', vote: 'over' }]],
  ['the queue', undefined, queue('', 't1', 't2'), [{ is: 'presenting' }]],
  ['the next team', queue('t1', 't2'), queue('t2'), [{ is: 'presenting' }]],
];

describe('what is heard', () => {
  it.each(cases)('of %s', (_name, old, now, wanted, who = me) => {
    const state = sample(vote({}), rec('vote', 'over', { closed: true }));
    expect(heard([{ old, now }], state, who)).toEqual(wanted);
  });

  it('of a phase that brings its timer along is the phase alone', () => {
    const changes = [
      { old: undefined, now: timer({ ends: 9 }) },
      { old: workshop({}), now: workshop({ phase: 'p' }) },
      { old: queue('t1'), now: undefined },
    ];
    expect(heard(changes, sample(), me)).toEqual([{ is: 'phase' }]);
  });
});
