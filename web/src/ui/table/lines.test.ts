import { describe, expect, it } from 'vitest';
import type { Line } from '../../board/outline.ts';
import { ancestors, drawnLines, type Look, partOf } from './lines.ts';

const line = (id: string, level: string, depth: number): Line => ({ id, level, depth, number: id });

const outline = [
  line('I', 'area', 0),
  line('g1', 'goal', 1),
  line('o1', 'objective', 2),
  line('m1', 'measure', 3),
  line('m2', 'measure', 3),
  line('a1', 'action', 3),
  line('p1', 'project', 4),
  line('a2', 'action', 3),
  line('g2', 'goal', 1),
  line('II', 'area', 0),
];

const adds: Readonly<Record<string, readonly string[]>> = {
  area: ['goal'],
  goal: ['objective'],
  objective: ['measure', 'action'],
};

const look = (given: Partial<Look> = {}): Look => ({
  folded: new Set(),
  columns: (level) => (level === 'measure' || level === 'project' ? ['name', 'unit'] : ['name']),
  headed: (level) => level === 'measure' || level === 'project',
  adds: () => [],
  ...given,
});

const keys = (given?: Partial<Look>) => drawnLines(outline, look(given)).map(({ key }) => key);

describe('the lines of a table', () => {
  it('have the titles of columns over the first row of a level, under each row anew', () => {
    expect(keys()).toEqual([
      'I',
      'g1',
      'o1',
      'head o1 measure',
      'm1',
      'm2',
      'a1',
      'head a1 project',
      'p1',
      'a2',
      'g2',
      'II',
    ]);
  });

  it('leave out what stands under a folded line', () => {
    expect(keys({ folded: new Set(['o1']) })).toEqual(['I', 'g1', 'o1', 'g2', 'II']);
    expect(keys({ folded: new Set(['I']) })).toEqual(['I', 'II']);
  });

  it('end with the places where rows are added, unless they are folded', () => {
    const given = { adds: (level: string) => adds[level] ?? [] };
    expect(keys(given).filter((key) => key.startsWith('add'))).toEqual([
      'add o1',
      'add g1',
      'add g2',
      'add I',
      'add II',
    ]);
    const folded = keys({ ...given, folded: new Set(['g1']) });
    expect(folded).toEqual(['I', 'g1', 'g2', 'add g2', 'add I', 'II', 'add II']);
  });

  it('say whether they can be folded', () => {
    const found = new Map(drawnLines(outline, look()).map(({ key, folded }) => [key, folded]));
    expect(found.get('a1')).toBe(false);
    expect(found.get('a2')).toBeUndefined();
    expect(found.get('II')).toBe(false);
  });
});

describe('a part of a table', () => {
  const part = (of: 'one' | 'chain', id: string) => partOf(outline, { of, id }).map((each) => each.id);

  it('is one section or row with what it stands under and what stands under it', () => {
    expect(part('one', 'II')).toEqual(['II']);
    expect(part('one', 'o1')).toEqual(['I', 'g1', 'o1', 'm1', 'm2', 'a1', 'p1', 'a2']);
    expect(part('chain', 'p1')).toEqual(['I', 'g1', 'o1', 'a1', 'p1']);
  });

  it('is the whole when what it names has gone', () => {
    expect(part('one', 'gone')).toHaveLength(outline.length);
  });

  it('knows what a line stands under', () => {
    expect(ancestors(outline, 6).map(({ id }) => id)).toEqual(['I', 'g1', 'o1', 'a1']);
    expect(ancestors(outline, 0)).toEqual([]);
  });
});
