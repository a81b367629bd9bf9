import { describe, expect, it } from 'vitest';
import { rec } from '../../board/testdata/records.ts';
import { during, sample } from '../phase/sample.ts';
import { boardsOfDraft, flaw, newDraft, openCommands, outlook, type VoteDraft } from './draft.ts';

const title = (n: number) => `Głosowanie ${n}`;
let n = 0;
const newId = () => `id${++n}`;
const draft = (fields: Partial<VoteDraft> = {}): VoteDraft => ({ ...newDraft(sample(), title), ...fields });

describe('a new vote', () => {
  it('is everybody’s and is counted on from those before', () => {
    expect(newDraft(sample(), title)).toMatchObject({ title: 'Głosowanie 1', who: 'everyone', boards: ['b'] });
    expect(newDraft(sample(rec('vote', 'v', { rank: 'a' })), title).title).toBe('Głosowanie 2');
    expect(newDraft(during({}), title).title).toBe('Etap');
    const taken = ['Etap', 'Etap 2'].map((each) => rec('vote', each, { rank: 'a', title: each }));
    expect(newDraft(during({}, ...taken), title).title).toBe('Etap 3');
  });

  it('is one for each team while the teams work', () => {
    expect(newDraft(during({ teams: true }), title).who).toBe('teams');
  });

  it('begins with the boards in focus', () => {
    const second = rec('board', 'c', { kind: 'swot', rank: 'a9' });
    expect(newDraft(during({ boards: ['c'] }, second), title).boards).toEqual(['c']);
  });
});

it.each([
  [{}, null],
  [{ title: ' ' }, 'title'],
  [{ points: 0 }, 'points'],
  [{ points: 101 }, 'points'],
  [{ points: 2.5 }, 'points'],
  [{ points: 3, perItem: 4 }, 'perItem'],
  [{ boards: [] }, 'boards'],
  [{ sections: [] }, 'sections'],
] as const)('%o lacks %s', (fields, wanted) => {
  expect(flaw(sample(), draft(fields as Partial<VoteDraft>))).toBe(wanted);
});

describe('the commands', () => {
  it('open one vote for everybody, on all boards and sections', () => {
    expect(openCommands(sample(), draft(), newId)).toMatchObject([
      {
        do: 'OpenVote',
        with: { title: 'Głosowanie 1', boards: [], sections: [], points: 5, perItem: 2, liveTotals: false },
      },
    ]);
  });

  it('open one for each team, on its own copies', () => {
    const commands = openCommands(sample(), draft({ who: 'teams', sections: ['threat'] }), newId);
    expect(commands.map((c) => c.do === 'OpenVote' && [c.with.team, c.with.boards, c.with.sections])).toEqual([
      ['t1', ['b1'], ['threat']],
      ['t2', ['b2'], ['threat']],
    ]);
  });

  it('open one for a single team', () => {
    expect(openCommands(sample(), draft({ who: 't2' }), newId)).toMatchObject([
      { with: { team: 't2', boards: ['b2'] } },
    ]);
    expect(boardsOfDraft(sample(), draft({ who: 't2' })).map(({ id }) => id)).toEqual(['b2']);
  });
});

describe('the outlook', () => {
  it('names the phase that will allow voting', () => {
    expect(outlook(during({ title: 'Ranking' }), draft()).allows).toBe('Ranking');
    expect(outlook(during({ allow: ['vote'] }), draft()).allows).toBeNull();
    expect(outlook(sample(), draft()).allows).toBeNull();
  });

  it('sees that the phase leaves these boards out', () => {
    expect(outlook(during({ teams: true }), draft({ who: 'everyone' })).outside).toBe(true);
    expect(outlook(during({ teams: true }), draft({ who: 'teams' })).outside).toBe(false);
  });

  it('sees hidden notes', () => {
    expect(outlook(during({ hidden: true }), draft()).hidden).toBe(true);
    expect(outlook(sample(), draft()).hidden).toBe(false);
    const own = rec('note', 'n', { board: 'b', section: 'threat', rank: 'a', text: 'x' }, 'member:maria');
    expect(outlook(sample(own), draft()).hidden).toBe(true);
  });

  it('counts who may vote, in a vote for each team in the smallest', () => {
    expect(outlook(sample(), draft()).electorate).toBe(3);
    expect(outlook(sample(), draft({ who: 't1' })).electorate).toBe(1);
    expect(outlook(sample(), draft({ who: 'teams' })).electorate).toBe(0);
  });

  it('sees another vote over the same notes', () => {
    const other = rec('vote', 'v', { rank: 'a', sections: ['threat'] });
    expect(outlook(sample(other), draft()).overlaps).toBe(true);
    expect(outlook(sample(other), draft({ sections: ['strength'] })).overlaps).toBe(false);
    expect(outlook(sample(other), draft({ who: 'teams' })).overlaps).toBe(false);
  });
});
