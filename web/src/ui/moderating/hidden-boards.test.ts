import { describe, expect, it } from 'vitest';
import { rec } from '../../board/testdata/records.ts';
import { during, sample } from '../phase/sample.ts';
import { hiddenBoards, sumOf } from './hidden-boards.ts';

const hiddenCounts = (board: string, counts: Record<string, number>) =>
  Object.entries(counts).map(([section, count]) =>
    rec('hiddenCount', `hidden:${board}/${section}`, { board, count, section }),
  );

describe('what is covered', () => {
  it('nothing, where nothing is hidden', () => {
    expect(hiddenBoards(sample())).toEqual([]);
    expect(hiddenBoards(during({ allow: ['write'] }))).toEqual([]);
  });

  it('all fields that are still hidden, with their counts', () => {
    const state = during(
      { hidden: true, counts: true, revealed: ['b/threat'] },
      ...hiddenCounts('b', { strength: 4, weakness: 2 }),
    );
    expect(hiddenBoards(state)).toEqual([
      {
        board: 'b',
        count: 6,
        sections: [
          { section: 'strength', count: 4 },
          { section: 'weakness', count: 2 },
          { section: 'opportunity', count: 0 },
        ],
      },
    ]);
  });

  it('counts what the moderator hid as well', () => {
    const own = rec('note', 'n', { board: 'b', section: 'strength', rank: 'a0', text: 'x' }, 'member:maria');
    const state = during({ hidden: true, counts: true }, ...hiddenCounts('b', { strength: 4 }), own);
    expect(hiddenBoards(state)[0]?.sections[0]).toEqual({ section: 'strength', count: 4 });
  });

  it('each team’s board in a team phase', () => {
    const state = during({ hidden: true, counts: true, teams: true }, ...hiddenCounts('b2', { threat: 1 }));
    expect(hiddenBoards(state).map(({ board, count }) => [board, count])).toEqual([
      ['b1', 0],
      ['b2', 1],
    ]);
  });

  it('keeps counts to itself where the phase does', () => {
    const state = during({ hidden: true });
    expect(hiddenBoards(state)[0]).toMatchObject({ board: 'b', count: null });
    expect(sumOf(hiddenBoards(state))).toBeNull();
  });

  it('what an earlier phase left hidden', () => {
    const state = during({ allow: ['group'] }, ...hiddenCounts('b', { strength: 3 }));
    expect(hiddenBoards(state)).toEqual([{ board: 'b', count: 3, sections: [{ section: 'strength', count: 3 }] }]);
  });
});
