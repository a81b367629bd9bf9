import { describe, expect, it } from 'vitest';
import { readRoster } from './roster.ts';

const people = [
  { id: 'a', name: 'Anna Kowalska' },
  { id: 'b', name: 'Anna Nowak' },
  { id: 'j', name: 'Jan Żółć' },
  { id: 'm', name: 'Maria Skłodowska-Curie' },
];
const bare = (n: number) => `Zespół ${n}`;
const read = (text: string) => readRoster(text, people, bare, 30);

describe('a list of names and teams', () => {
  it.each([
    'Anna Kowalska – Zespół 1',
    'Anna Kowalska - Zespół 1',
    'Anna Kowalska\tZespół 1',
    'Anna Kowalska;Zespół 1',
    'Anna Kowalska: Zespół 1',
    'Anna Kowalska, Zespół 1',
    'anna  kowalska — 1',
    'Kowalska Anna\t1',
    'Kowalska, Anna; 1',
    'Anna K. – 1',
  ])('reads %s', (line) => {
    expect(read(line).plan).toEqual([{ name: 'Zespół 1', members: ['a'], lead: '' }]);
  });

  it('finds names without accents, and with a hyphen', () => {
    expect(read('jan zolc - Gospodarka\nMaria Skłodowska-Curie – Gospodarka').plan).toEqual([
      { name: 'Gospodarka', members: ['j', 'm'], lead: '' },
    ]);
  });

  it('keeps the order of the teams and their first spelling', () => {
    const { plan } = read('Jan Żółć – Środowisko\nAnna Nowak – Gospodarka\nAnna Kowalska – środowisko');
    expect(plan.map(({ name, members }) => [name, members])).toEqual([
      ['Środowisko', ['j', 'a']],
      ['Gospodarka', ['b']],
    ]);
  });

  it('leaves out the heading of a spreadsheet and empty lines', () => {
    const roster = read('Imię i nazwisko\tZespół\n\nJan Żółć\t2\n');
    expect(roster.plan.map(({ name }) => name)).toEqual(['Zespół 2']);
    expect(roster.missed).toEqual([]);
    expect(roster.matched).toBe(1);
  });

  it('says which lines fit nobody and why', () => {
    const roster = read('Ewa Wilk – 1\nAnna – 1\nJan Żółć – 1\nJan Żółć – 2\nMaria Skłodowska-Curie');
    expect(roster.missed).toEqual([
      { line: 'Ewa Wilk – 1', reason: 'unknown' },
      { line: 'Anna – 1', reason: 'ambiguous' },
      { line: 'Jan Żółć – 2', reason: 'twice' },
      { line: 'Maria Skłodowska-Curie', reason: 'no_team' },
    ]);
  });

  it('stops at the most teams there may be', () => {
    const many = Array.from({ length: 31 }, (_, i) => ({ id: `p${i}`, name: `Osoba${i} X${i}` }));
    const lines = many.map(({ name }, i) => `${name} – Grupa ${i}`).join('\n');
    const roster = readRoster(lines, many, bare, 30);
    expect(roster.plan.length).toBe(30);
    expect(roster.missed.map(({ reason }) => reason)).toEqual(['too_many']);
  });
});
