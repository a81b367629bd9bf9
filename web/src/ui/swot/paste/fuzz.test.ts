import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../../board/generated.ts';
import { isBlank, prose } from '../../../board/limits.ts';
import { sections } from '../../../board/swot.ts';
import { readNotes } from './notes.ts';
import { parsePaste } from './paste.ts';

const fallback = fc.constantFrom(...sections);

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
      fc.property(anything, fallback, (text, fallback) => {
        const pasted = parsePaste(text, fallback, defaultLimits);
        for (const { text } of pasted.notes) {
          expect(isBlank(text)).toBe(false);
          prose(text, defaultLimits.maxTextLength);
        }
        const used = new Set(pasted.notes.flatMap(({ group }) => (group === undefined ? [] : [group])));
        expect(pasted.groups).toEqual([...used]);
        const sum = sections.reduce((all, section) => all + pasted.counts[section], 0);
        expect(sum).toBe(pasted.notes.length);
      }),
      { numRuns: 500 },
    );
  });

  it('loses no word: each is in a note, a group, a heading or a warning', () => {
    fc.assert(
      fc.property(table, fallback, (text, fallback) => {
        const { notes, groups, columns, warnings } = parsePaste(text, fallback, defaultLimits);
        const { left } = readNotes(text, fallback).harvest;
        for (const [code, cells] of left)
          expect(warnings.find((warning) => warning.code === code)?.count).toBe(cells.length);
        const kept = [
          ...notes.flatMap(({ text, group }) => [text, group ?? '']),
          ...groups,
          ...columns.map(({ header }) => header),
          ...[...left.values()].flat(),
        ].join('\n');
        for (const word of text.match(/\p{L}+\d{3}/gu) ?? []) expect(kept).toContain(word);
      }),
      { numRuns: 1_000 },
    );
  });
});
