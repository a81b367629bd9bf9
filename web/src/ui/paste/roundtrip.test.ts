import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Section, sections } from '../../board/swot.ts';
import { readSwot, wholeSwot } from './testdata/swot.ts';

// Tables are laid out as people lay them out, and read back: whatever the layout, the same notes in the same groups.

interface Area {
  name: string;
  notes: Record<Section, string[]>;
}
type Table = string[][];

const vocabulary = wholeSwot
  .split(/[\t\n]/)
  .slice(4)
  .filter((cell) => cell !== '' && cell !== cell.toUpperCase());
const names = [
  'Położenie i środowisko',
  'Potencjał społeczny',
  'Gospodarka',
  'Kultura i sport',
  'Infrastruktura techniczna',
  'Zdrowie i bezpieczeństwo',
  'Zarządzanie gminą',
];
const headings: Record<Section, string[]> = {
  strength: ['Mocne strony', 'SILNE STRONY', 'Atuty', 'Strengths', 'S - mocne strony', 'MOCNE STRONY (S)'],
  weakness: ['Słabe strony', 'SŁABE STRONY', 'Słabości', 'Weaknesses', 'W - słabe strony', 'SŁABE STRONY (W)'],
  opportunity: ['Szanse', 'SZANSE', 'Okazje', 'Opportunities', 'O - szanse', 'SZANSE (O)'],
  threat: ['Zagrożenia', 'ZAGROŻENIA', 'Zagrożenia', 'Threats', 'T - zagrożenia', 'ZAGROŻENIA (T)'],
};

const note = fc.constantFrom(...vocabulary);
const notes = (min: number) => fc.array(note, { minLength: min, maxLength: 6 });
const areas = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 5 }),
    fc.array(fc.record({ strength: notes(1), weakness: notes(1), opportunity: notes(0), threat: notes(0) }), {
      minLength: 5,
      maxLength: 5,
    }),
    fc.boolean(),
  )
  .map(([chosen, filled, capital]) =>
    chosen.map((name, at): Area => {
      const all = filled[at] as Area['notes'];
      const cased = (text: string) => (capital ? text.charAt(0).toUpperCase() + text.slice(1) : text);
      const notes = Object.fromEntries(sections.map((section) => [section, all[section].map(cased)]));
      return { name, notes: notes as Area['notes'] };
    }),
  );
const order = fc.shuffledSubarray([...sections], { minLength: 4, maxLength: 4 });
const words = fc.nat(5).map((at) => (section: Section) => headings[section][at] ?? '');
const namings: ((name: string, at: number) => string)[] = [
  (name) => name.toUpperCase(),
  (name, at) => `${['I', 'II', 'III', 'IV', 'V'][at]}. ${name}`,
  (name, at) => `Obszar ${at + 1}: ${name}`,
  (name) => name,
];

/** The columns of an area beside each other, each from its top. */
function packed(notes: Area['notes'], order: readonly Section[]): Table {
  const height = Math.max(...order.map((section) => notes[section].length));
  return Array.from({ length: height }, (_, row) => order.map((section) => notes[section][row] ?? ''));
}

function quoted(cell: string): string {
  return /[\n\t"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function copied(table: Table): string {
  const width = Math.max(...table.map((row) => row.length));
  return table.map((row) => Array.from({ length: width }, (_, at) => quoted(row[at] ?? '')).join('\t')).join('\r\n');
}

function wanted(areas: readonly Area[], grouped: boolean): string[] {
  return areas.flatMap(({ name, notes }) =>
    sections.flatMap((section) =>
      notes[section].map((text) => `${section} [${grouped ? name.toLowerCase() : ''}] ${text}`),
    ),
  );
}

function read(table: Table): string[] {
  const { notes } = readSwot(copied(table));
  return notes.map(({ section, group, text }) => `${section} [${group?.toLowerCase() ?? ''}] ${text}`);
}

function check(lay: (areas: Area[], order: Section[], word: (of: Section) => string) => Table, grouped = true): void {
  fc.assert(
    fc.property(areas, order, words, (areas, order, word) => {
      const table = lay(areas, order, word);
      expect(read(table).sort()).toEqual(wanted(areas, grouped).sort());
    }),
    { numRuns: 60 },
  );
}

describe('tables laid out and read back', () => {
  it.each(namings.map((naming) => [naming('Kultura i sport', 1), naming] as const))('area rows: %s', (_, naming) => {
    fc.assert(
      fc.property(areas, order, words, (areas, order, word) => {
        const named = areas.map((area, at) => ({ ...area, name: naming(area.name, at) }));
        const table = [order.map(word), ...named.flatMap((area) => [[area.name], ...packed(area.notes, order)])];
        expect(read(table).sort()).toEqual(wanted(named, true).sort());
      }),
      { numRuns: 100 },
    );
  });

  it('areas in the first column, once or in every row', () => {
    for (const every of [false, true]) {
      check((areas, order, word) => [
        [every ? 'Obszar' : '', ...order.map(word)],
        ...areas.flatMap(({ name, notes }) =>
          packed(notes, order).map((row, at) => [every || at === 0 ? name : '', ...row]),
        ),
      ]);
    }
  });

  it('an area above each table', () => {
    check((areas, order, word) =>
      areas.flatMap(({ name, notes }) => [[name], order.map(word), ...packed(notes, order), []]),
    );
  });

  it('two and two, one area after the other', () => {
    const halves: Section[][] = [
      ['strength', 'weakness'],
      ['opportunity', 'threat'],
    ];
    check((areas, _, word) =>
      areas.flatMap(({ name, notes }) => [
        [name.toUpperCase()],
        ...halves.flatMap((half) => [half.map(word), ...packed(notes, half)]),
      ]),
    );
  });

  it('lists in the cells, one row for each area', () => {
    for (const mark of ['• ', '- ', '– ']) {
      check((areas, order, word) => [
        ['Obszar', ...order.map(word)],
        ...areas.map(({ name, notes }) => [
          name,
          ...order.map((section) => notes[section].map((text) => `${mark}${text}`).join('\n')),
        ]),
      ]);
    }
  });

  it('everything below each other', () => {
    check(
      (areas, order, word) =>
        order.flatMap((section) => [
          [word(section)],
          ...areas.flatMap(({ notes }) => notes[section].map((text) => [text])),
        ]),
      false,
    );
  });

  it('below each other, with areas in capitals', () => {
    check((areas, order, word) =>
      order.flatMap((section) => [
        [word(section)],
        ...areas.flatMap(({ name, notes }) =>
          notes[section].length === 0 ? [] : [[name.toUpperCase()], ...notes[section].map((text) => [`- ${text}`])],
        ),
      ]),
    );
  });

  it('numbers and points beside every note', () => {
    check(
      (areas, order, word) => [
        order.flatMap((section) => ['Lp.', word(section), 'pkt']),
        ...areas.flatMap(({ notes }) =>
          packed(notes, order).map((row, at) =>
            row.flatMap((text) => (text === '' ? ['', '', ''] : [`${at + 1}.`, text, `${31 - at}`])),
          ),
        ),
      ],
      false,
    );
  });

  it('a list with area and section in every row', () => {
    check((areas, order, word) => [
      ['Obszar', 'Kategoria', 'Czynnik'],
      ...areas.flatMap(({ name, notes }) =>
        order.flatMap((section) => notes[section].map((text) => [name, word(section), text])),
      ),
    ]);
  });
});
