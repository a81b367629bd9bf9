import { describe, expect, it } from 'vitest';
import type { Drawn } from './lines.ts';
import { type Step, step } from './steps.ts';

const line = (kind: Drawn['kind'], key: string, level: string, cells: readonly string[]): Drawn => ({
  kind,
  key,
  id: key,
  level,
  depth: 0,
  number: '',
  cells,
});

const lines = [
  line('section', 'I', 'area', ['name']),
  line('row', 'g', 'goal', ['name']),
  line('head', 'head', 'measure', []),
  line('row', 'm1', 'measure', ['name', 'unit', 'target']),
  line('row', 'm2', 'measure', ['name', 'unit', 'target']),
  line('add', 'add', 'objective', ['measure', 'action']),
];

const go = (key: string, cell: string, where: Step) => {
  const to = step(lines, { key, cell }, where);
  return to === null ? null : `${to.key} ${to.cell}`;
};

describe('the cursor of a table', () => {
  it('stays in its column up and down, and passes over titles', () => {
    expect(go('m1', 'target', 'down')).toBe('m2 target');
    expect(go('m1', 'name', 'up')).toBe('g name');
    expect(go('m1', 'unit', 'up')).toBe('g name');
    expect(go('g', 'name', 'down')).toBe('m1 name');
  });

  it('comes from a row to the place where more of its level is added', () => {
    expect(go('m2', 'target', 'down')).toBe('add measure');
    expect(go('add', 'action', 'up')).toBe('m2 name');
  });

  it('ends at the ends of lines and of the table', () => {
    expect(go('m1', 'unit', 'left')).toBe('m1 name');
    expect(go('m1', 'name', 'left')).toBeNull();
    expect(go('m1', 'target', 'right')).toBeNull();
    expect(go('I', 'name', 'up')).toBeNull();
    expect(go('add', 'measure', 'down')).toBeNull();
    expect(go('gone', 'name', 'down')).toBeNull();
  });

  it('leaps to the ends of a line, of the table, and by pages', () => {
    expect(go('m1', 'unit', 'home')).toBe('m1 name');
    expect(go('m1', 'unit', 'end')).toBe('m1 target');
    expect(go('m2', 'unit', 'first')).toBe('I name');
    expect(go('I', 'name', 'last')).toBe('add measure');
    expect(go('I', 'name', 'pageDown')).toBe('add measure');
    expect(go('m2', 'target', 'pageUp')).toBe('I name');
  });
});
