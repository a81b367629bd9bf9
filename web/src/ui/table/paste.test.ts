import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boardKinds } from '../../board/generated.ts';
import type { Line } from '../../board/outline.ts';
import { titles } from '../../board/titles.ts';
import { filledRows, readClip } from '../paste/clipboard.ts';
import { parseNumber, parts, readRows, type Sheet } from './paste.ts';

const none = { title: ['', ''] as const, columns: {}, choices: {} };
const { levels } = boardKinds.matrix;
const line = (id: string, level: string, depth: number, number: string): Line => ({ id, level, depth, number });

const sheet = (at?: string): Sheet => ({
  levels,
  titles: (level) => titles.matrix?.[level] ?? none,
  name: (level) => ({ I: 'Społeczeństwo', II: 'Gospodarka' })[level] ?? titles.matrix?.[level]?.title[0] ?? '',
  outline: [
    line('I', 'area', 0, 'I'),
    line('g', 'goal', 1, 'I.1'),
    line('o', 'objective', 2, 'I.1.1'),
    line('II', 'area', 0, 'II'),
  ],
  grows: false,
  at,
});

const read = (text: string, level = 'measure', at?: string, grows = false) => {
  let n = 0;
  const rows = text.split('\n').map((row) => row.split('\t'));
  const found = readRows(rows, { ...sheet(at), grows }, level, () => `n${++n}`);
  const told = found.rows.map(({ id, level, section, parent, cells }) =>
    [id, level, section, parent ?? '-', ...cells.map(({ column, value }) => `${column}=${value}`)].join(' '),
  );
  return { ...found, told };
};

describe('what is pasted into a table', () => {
  it('is placed by the numbers of a first column, under pasted rows and under those that stand there', () => {
    expect(
      read('II.1\tNowy cel\nII.1.1\tCel operacyjny\nII.1.1.m1\tmiernik\nII.1.1.d1\tdziałanie\nI.1.1.m9\tinny').told,
    ).toEqual([
      'n1 goal II - name=Nowy cel',
      'n2 objective II n1 name=Cel operacyjny',
      'n3 measure II n2 name=miernik',
      'n4 action II n2 name=działanie',
      'n5 measure I o name=inny',
    ]);
  });

  it('has its columns named by titles, in Polish or in English', () => {
    const polish =
      'Nr\tNazwa\tJednostka\tKierunek\tWartość bazowa\tRok bazowy\tUwagi\nI.1.1.m1\tżłobki\tszt.\twięcej\t100 255,5\t2025\tx';
    expect(read(polish).told).toEqual([
      'n1 measure I o name=żłobki unit=szt. direction=more baseline=100255.5 baselineYear=2025',
    ]);
    const english = 'Number\tName\tTarget value\tData source\nI.1.1.m1\tnurseries\t35\tGUS';
    expect(read(english).told).toEqual(['n1 measure I o name=nurseries target=35 source=GUS']);
  });

  it('may name levels in columns, where merged cells say again what rows stand under', () => {
    const text =
      'Obszar priorytetowy\tCel strategiczny\tCel operacyjny\tMiernik\tJednostka\nGospodarka\tPraca\tFirmy\tliczba firm\tszt.\nGospodarka\tPraca\tFirmy\tbezrobocie\t%\n\t\tSzkoły\t\t';
    expect(read(text).told).toEqual([
      'n1 goal II - name=Praca',
      'n2 objective II n1 name=Firmy',
      'n3 measure II n2 name=liczba firm unit=szt.',
      'n4 measure II n2 name=bezrobocie unit=%',
      'n5 objective II n1 name=Szkoły',
    ]);
  });

  it('without either comes under the line with the cursor, its columns in order', () => {
    expect(read('żłobki\tszt.\nprzedszkola\tszt.', 'measure', 'o').told).toEqual([
      'n1 measure I o name=żłobki unit=szt.',
      'n2 measure I o name=przedszkola unit=szt.',
    ]);
  });

  it('loses nothing: what has no place and what is no value is told', () => {
    const { told, left, wrong } = read(
      'Nr\tNazwa\tWartość docelowa\tRok docelowy\nI.1.1.m1\ta\tdużo\t20226\nX.1\tnigdzie\t1\t2030\nI.1.1.m2\tb\t1.234\t2030',
    );
    expect(told).toEqual([
      'n1 measure I o name=a',
      'n2 goal I - name=nigdzie',
      'n3 measure I o name=b targetYear=2030',
    ]);
    expect(left).toEqual([]);
    expect(wrong.map(({ title, text }) => `${title}: ${text}`)).toEqual([
      'Wartość docelowa: dużo',
      'Rok docelowy: 20226',
      'Wartość docelowa: 1.234',
    ]);
  });

  it('gets the rows that are missing over it, without names', () => {
    expect(read('żłobki\tszt.\ndrugi\tos.', 'measure', 'II').told).toEqual([
      'n1 goal II - name=',
      'n2 objective II n1 name=',
      'n3 measure II n2 name=żłobki unit=szt.',
      'n4 measure II n2 name=drugi unit=os.',
    ]);
  });

  it('gets the areas that are missing from those who may add some; others are told what has no place', () => {
    const text =
      'Obszar priorytetowy\tCel strategiczny\nGospodarka\tPraca\nPrzestrzeń\tŁad\n\tParki\nprzestrzeń\tPlace';
    const { sections, told } = read(text, 'goal', 'I', true);
    expect(sections).toEqual([{ id: 'n2', title: 'Przestrzeń' }]);
    expect(told).toEqual([
      'n1 goal II - name=Praca',
      'n3 goal n2 - name=Ład',
      'n4 goal n2 - name=Parki',
      'n5 goal n2 - name=Place',
    ]);
    const guest = read(text, 'goal', 'I');
    expect(guest.told).toEqual(['n1 goal II - name=Praca']);
    expect(guest.left).toEqual(['Przestrzeń · Ład', 'Parki', 'przestrzeń · Place']);
    expect(read('Nr\tNazwa\nIII\tŁad\nIII.1\tParki', 'goal', 'I', true).told).toEqual(['n2 goal n1 - name=Parki']);
  });

  it('may say the same twice: rows with values of their own are two', () => {
    const text = 'Cel operacyjny\tMiernik\tJednostka\nFirmy\tliczba\tszt.\nFirmy\tliczba\tos.';
    expect(read(text, 'goal', 'g').told).toEqual([
      'n1 objective I g name=Firmy',
      'n2 measure I n1 name=liczba unit=szt.',
      'n3 measure I n1 name=liczba unit=os.',
    ]);
  });
});

describe('a table of a published strategy', () => {
  const data = (name: string) => readFileSync(resolve(import.meta.dirname, 'testdata', name), 'utf8');
  const taken = (copied: { text: string; html: string }) => {
    const clip = readClip(copied, false);
    if (typeof clip === 'string') throw new Error(clip);
    let n = 0;
    const bare: Sheet = { ...sheet(), outline: [], grows: true };
    const found = readRows(filledRows(clip), bare, 'measure', () => `n${++n}`);
    expect([found.left, found.wrong]).toEqual([[], []]);
    const levels = found.rows.map(({ level }) => level);
    const count = (level: string) => levels.filter((each) => each === level).length;
    return { ...found, counts: ['goal', 'objective', 'measure', 'action'].map(count) };
  };

  it('brings its measures with all their values, under areas with the goals and objectives still to be named', () => {
    const { sections, rows, counts } = taken({ text: '', html: data('podkarpackie.html') });
    expect(sections.map(({ title }) => title)).toEqual([
      'Infrastruktura dla zrównoważonego rozwoju i środowiska',
      'Dostępność usług',
    ]);
    expect(counts).toEqual([2, 2, 15, 0]);
    const cells = (name: string) =>
      rows.find((row) => row.cells[0]?.value === name)?.cells.map(({ column, value }) => `${column}=${value}`);
    expect(cells('linie komunikacji miejskiej')?.slice(1)).toEqual([
      ...['unit=km', 'baseline=2961.3', 'baselineYear=2018', 'target=3227.8', 'targetYear=2030', 'source=GUS/BDL'],
    ]);
    expect(cells('gospodarstwa z komputerem i szerokopasmowym internetem')?.[1]).toBe('unit=%');
    const under = (section: string | undefined) =>
      rows.filter((row) => row.level === 'measure' && row.section === section).length;
    expect(sections.map(({ id }) => under(id))).toEqual([11, 4]);
  });

  it('brings its directions and actions, also those that have none', () => {
    const { sections, rows, counts } = taken({ text: data('olesno.tsv'), html: '' });
    expect(sections).toHaveLength(7);
    expect(counts).toEqual([2, 2, 0, 11]);
    expect(rows.filter(({ level }) => level === 'action').map(({ cells }) => cells[0]?.value)).toContain(
      'wychowanie do społeczeństwa wielokulturowego i obywatelstwa europejskiego',
    );
  });
});

describe('a number in a first column', () => {
  it('tells the level', () => {
    const level = (text: string) => parseNumber(text, { levels })?.level;
    expect(['I', 'I.1', 'I.1.1', 'I.1.1.m2', 'i.1.1.D1', 'I.1.1.d1.p1', '1.2.3', 'II.1.1.p4.'].map(level)).toEqual([
      'area',
      'goal',
      'objective',
      'measure',
      'action',
      'project',
      'objective',
      'project',
    ]);
    expect(['miernik', 'I.x', 'I.1.1.q1', '', 'I.1.1.1'].map(level)).toEqual(Array(5).fill(undefined));
  });
});

describe('a large paste', () => {
  it('goes in as many parts as messages hold', () => {
    const rows = Array.from({ length: 1200 }, (_, i) => {
      return {
        id: `${i}`,
        level: 'goal',
        section: 'I',
        parent: undefined,
        depth: 1,
        cells: [{ column: 'name', value: 'ż'.repeat(100) }],
      };
    });
    const all = parts(rows, 500);
    expect(all.flat()).toHaveLength(1200);
    for (const part of all) expect(new TextEncoder().encode(JSON.stringify(part)).length).toBeLessThan(64 * 1024);
    expect(parts([], 500)).toEqual([]);
  });
});
