import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../board/generated.ts';
import { isBlank, prose } from '../../board/limits.ts';
import { readClip } from './clipboard.ts';
import type { Choices } from './read.ts';
import { readSwot } from './testdata/swot.ts';

const into = fc.constantFrom(undefined, 'strength', 'threat');
const role = fc.constantFrom('note', 'detail', 'section', 'group', 'points', 'author', 'number', 'out');
const choices: fc.Arbitrary<Partial<Choices>> = fc.record(
  {
    roles: fc.array(fc.tuple(fc.nat(4), role)).map((pairs) => new Map(pairs)),
    points: fc.constantFrom('out', 'text'),
    authors: fc.boolean(),
    back: fc.constantFrom(new Set(), new Set(['titles', 'columns'])),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Partial<Choices>>;

/** What anybody pastes, read when there is something to read. */
function read(text: string, into: string | undefined, choices: Partial<Choices>) {
  return typeof readClip({ text, html: '' }) === 'string'
    ? undefined
    : readSwot(text.replace(/^<+/, ''), into, choices);
}

// Cells that people and programs write, and such as make a reader stumble; "#" becomes a number that no other cell has.
const cells = fc.constantFrom(
  '',
  '',
  '',
  'nota#',
  'dobre położenie nota#',
  'Nota# i inne',
  '• nota#',
  '- nota#',
  '–nota#',
  '1. nota#',
  'a) nota#',
  'nota#;',
  'nota#, dalej',
  '"• nota#\n• druga#"',
  '"nota#\ndruga#"',
  '"Środowisko#:\n- nota#\n- druga#\nreszta#"',
  '"nota# ""cytat#"""',
  '"nota#"',
  '"nota#',
  '„nota#”',
  'OBSZAR# SPOŁECZNY',
  'Obszar #: nota#',
  'I. Nota#',
  'NOTA# WIELKA',
  'Nota#:',
  'Sfera społeczna',
  'ŹRÓDŁO: nota#',
  'Źródło: nota#',
  '| nota# |',
  'Mocne strony',
  'SŁABE STRONY',
  'Szanse:',
  'Zagrożenia (T)',
  'S',
  'W',
  'O',
  'T',
  'S1',
  'Mocne strony – nota#',
  'Słabe strony: nota#; druga#',
  '"Mocne strony:\n- nota#"',
  'Mocne i słabe strony',
  'szanse na nota#',
  'Czynniki wewnętrzne',
  'Obszar',
  'Lp.',
  'pkt',
  'Uwagi',
  'Czynnik',
  'Waga',
  '1',
  '12',
  '0,5',
  '31 pkt',
  '12.05.2023',
  '-',
  '—',
  'brak',
  'n/d',
  '•',
  '1.',
  'II',
  'Razem',
  'ANALIZA SWOT nota#',
  'x\u00a0nota#',
  '\ufeffnota#',
);
const table = fc
  .tuple(
    fc.array(fc.array(cells, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 14 }),
    fc.constantFrom('\t', '\t', '\t', ';', ','),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([rows, delimiter, end]) => {
    let n = 100;
    const text = rows.map((row) => row.join(delimiter)).join(end);
    return text.replaceAll('#', () => `${n++}`);
  });

describe('whatever is pasted', () => {
  it('never throws and makes only notes and groups that a command takes', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({
        unit: fc.constantFrom(
          '"',
          '\t',
          '\n',
          ';',
          ',',
          '|',
          '-',
          '•',
          '1',
          '.',
          'a',
          ':',
          ' ',
          'S',
          '\ud83d',
          '\u0000',
        ),
      }),
      table,
    );
    fc.assert(
      fc.property(anything, into, choices, (text, into, choices) => {
        const reading = read(text, into, choices);
        for (const { text } of reading?.lists.flatMap(({ lines }) => lines) ?? []) {
          expect(isBlank(text)).toBe(false);
          prose(text, defaultLimits.maxTextLength);
        }
        const used = new Set(reading?.notes.flatMap(({ group }) => (group === undefined ? [] : [group])));
        expect(reading?.groups ?? []).toEqual([...used]);
      }),
      { numRuns: 500 },
    );
  });

  it('loses no word: each is in a note, a group, a heading or what is left out', () => {
    fc.assert(
      fc.property(table, into, choices, (text, into, choices) => {
        const reading = read(text, into, choices);
        if (reading === undefined) return;
        const { lists, columns, left } = reading;
        const kept = [
          ...lists.flatMap(({ title, lines }) => [title, ...lines.flatMap(({ text, group }) => [text, group ?? ''])]),
          ...columns.map(({ heading }) => heading),
          ...left.flatMap(({ texts }) => texts),
        ].join('\n');
        for (const word of text.match(/\p{L}+\d{3}/gu) ?? []) expect(kept).toContain(word);
      }),
      { numRuns: 1_000 },
    );
  });
});
