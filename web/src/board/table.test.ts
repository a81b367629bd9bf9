import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sees, type Viewer } from './audience.ts';
import { compareDecimals, isDecimal, parseDecimal, showDecimal } from './decimal.ts';
import { gaps } from './gap.ts';
import { outline } from './outline.ts';
import { viewer } from './permission.ts';
import type { Rec } from './record.ts';
import { State } from './state.ts';
import { isDate, isYear } from './table.ts';

const vectors = new URL('../../../board/testdata/vectors/', import.meta.url);

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, vectors), 'utf8'));
}

type ShortRecord = Omit<Rec, 'audience'> & { audience?: string };

const fixtures = read<{ [name: string]: ShortRecord[] }>('fixtures.json');

interface OutlineCase {
  name: string;
  records?: ShortRecord[];
  by?: string;
  boards: string[];
  lines: [string, string, string, string][];
}

/** What a member, or an observer, sees of the matrix with the records of a case. */
function seenBy(c: { records?: ShortRecord[]; by?: string }): State {
  const all = new State();
  const records = [...(fixtures.matrix ?? []), ...(c.records ?? [])];
  all.apply(records.map((short) => ({ put: { audience: 'everyone', ...short } })));
  const by = viewer(all, { member: c.by ?? '', role: c.by ? 'participant' : 'observer' }) as Viewer;
  const state = new State();
  state.apply([...all.records.values()].filter(({ audience }) => sees(by, audience)).map((put) => ({ put })));
  return state;
}

describe('golden outlines', () => {
  for (const c of read<OutlineCase[]>('outlines.json')) {
    it(c.name, () => {
      const lines = outline(seenBy(c), ...c.boards);
      expect(lines.map(({ id, level, depth, number }) => [id, level, '.'.repeat(depth), number])).toEqual(c.lines);
    });
  }
});

interface GapCase {
  name: string;
  records?: ShortRecord[];
  by?: string;
  boards: string[];
  only?: string;
  gaps: [string, string, string, string][];
}

describe('golden gaps', () => {
  for (const c of read<GapCase[]>('gaps.json')) {
    it(c.name, () => {
      const found = gaps(seenBy(c), ...c.boards).filter(({ item }) => c.only === undefined || item === c.only);
      expect(found.map(({ kind, item, section, reason }) => [kind, item, section, reason])).toEqual(c.gaps);
    });
  }
});

describe('decimals', () => {
  const cases = read<{
    parse: { [typed: string]: string[] };
    not: string[];
    compare: [string, string][];
    equal: [string, string][];
    show: { [decimal: string]: [string, string] };
  }>('decimals.json');

  it.each(Object.entries(cases.parse))('reads %j as %j', (typed, readings) => {
    expect(parseDecimal(typed)).toEqual(readings);
  });

  it('tells what is none', () => {
    expect(cases.not.filter(isDecimal)).toEqual([]);
  });

  it.each(cases.compare)('%s is less than %s', (less, more) => {
    expect([compareDecimals(less, more) < 0, compareDecimals(more, less) > 0]).toEqual([true, true]);
  });

  it.each(cases.equal)('%s is %s', (a, b) => expect(compareDecimals(a, b)).toBe(0));

  it.each(Object.entries(cases.show))('shows %s', (decimal, [polish, english]) => {
    expect([showDecimal(decimal, 'pl'), showDecimal(decimal, 'en')]).toEqual([polish, english]);
  });

  it('reads what it shows', () => {
    for (const decimal of Object.keys(cases.show)) {
      expect(parseDecimal(showDecimal(decimal, 'pl'))).toContain(decimal);
    }
  });
});

describe('years and days', () => {
  it.each(['1900', '2026', '2199'])('%s is a year', (year) => expect(isYear(year)).toBe(true));
  it.each(['', '26', '20226', '1899', '2200', ' 2026'])('%j is none', (year) => expect(isYear(year)).toBe(false));
  it.each(['2026-02-28', '2028-02-29'])('%s is a day', (day) => expect(isDate(day)).toBe(true));
  it.each(['2026-02-29', '2026-13-01', '1.2.2026', '20226-01-01'])('%j is none', (day) =>
    expect(isDate(day)).toBe(false),
  );
});
