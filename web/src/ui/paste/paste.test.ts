import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../board/generated.ts';
import targets from '../swot/headings.ts';
import { Names } from './names.ts';
import { type Arrangement, type Choices, noChoices, type Reading, readPaste } from './read.ts';
import { clipOf, readSwot, wholeSwot } from './testdata/swot.ts';

const folder = new URL('./testdata/pastes/', import.meta.url);
const order = [...targets.map(({ key }) => key), undefined];

interface Case {
  title: string;
  into: string | undefined;
  choices: Partial<Choices>;
  copied: string;
  want: string[];
}

/** Reads the cases of one file of testdata/pastes; its README tells the form. */
function cases(file: string): Case[] {
  return readFileSync(new URL(file, folder), 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [title = '', ...lines] = part.split('\n');
      const line = lines.indexOf('---');
      const copied = lines.slice(0, line).join('\n').replaceAll('⇥', '\t').replaceAll('⍽', '\u00a0');
      const into = / \((\w+)\)/.exec(title)?.[1];
      const [, list = '', how] = / \[(\w+): (\w+)\]$/.exec(title) ?? [];
      const choices = how === undefined ? {} : { arrangements: new Map([[list, how as Arrangement]]) };
      return { title, into, choices, copied, want: lines.slice(line + 1).filter((row) => row !== '') };
    });
}

/** The notes, in the form of the cases. */
function notesOf({ lists }: Reading): string[] {
  return order.flatMap((section) =>
    lists
      .filter((list) => list.section === section)
      .flatMap(({ lines, guess }) =>
        lines
          .filter(({ as }) => as === 'note')
          .map(({ group, text }) => {
            const letter = targets.find(({ key }) => key === section)?.letter?.toUpperCase() ?? '';
            const place = group === undefined ? '' : ` [${group}]`;
            return `${letter}${guess ? '?' : ''}${place} ${text.replaceAll('\n', '⏎')}`;
          }),
      ),
  );
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  describe(file, () => {
    it.each(cases(file))('$title', ({ copied, into, choices, want }) => {
      const reading = readSwot(copied, into, choices);
      const left = reading.left.map(({ reason, texts }) => `! ${reason} ${texts.length}`).sort();
      expect([...notesOf(reading), ...left]).toEqual(want);
    });
  });
}

describe('a whole SWOT of 85 rows', () => {
  const groups = wholeSwot
    .split('\n')
    .filter((row) => /^\P{Ll}+$/u.test(row))
    .map((row) => row.trim());

  it.each([
    ['as it is', wholeSwot],
    ['from Windows, with a byte order mark', `\ufeff${wholeSwot.replaceAll('\n', '\r\n')}`],
    ['from an old Macintosh', wholeSwot.replaceAll('\n', '\r')],
    ['without the blank cells at the ends', wholeSwot.replace(/\t+$/gm, '')],
    ['with more blank cells at the ends', wholeSwot.replaceAll('\n', '\t\t\n')],
    ['below a title', `ANALIZA SWOT GMINY RUDNIK NAD SANEM\t\t\t\n\n${wholeSwot}`],
    ['with commas', wholeSwot.replace(/[^\t\n]*,[^\t\n]*/g, '"$&"').replaceAll('\t', ',')],
    ['as HTML', `<table><tr><td>${wholeSwot.replaceAll('\t', '<td>').replaceAll('\n', '<tr><td>')}</table>`],
    [
      'with areas in small letters',
      wholeSwot.replace(/^\P{Ll}+$/gmu, (name) => name.charAt(0) + name.slice(1).toLowerCase()),
    ],
  ])('%s', (_, copied) => {
    const { notes, groups: found, unsure } = readSwot(copied);
    const count = (key: string) => notes.filter(({ section }) => section === key).length;
    expect(targets.map(({ key }) => count(key))).toEqual([31, 25, 15, 14]);
    expect(found.map((name) => name.toUpperCase())).toEqual(groups);
    expect(unsure).toBe(false);
    const last = notes.filter(({ section }) => section === 'weakness').at(-1);
    expect(last).toMatchObject({ group: found[5], text: 'mała specjalizacja produkcji rolnej' });
  });
});

describe('what a person decides', () => {
  const decided = (copied: string, choices: Partial<Choices>, into?: string) =>
    notesOf(readSwot(copied, into, choices));
  const table = 'Treść\tKto\tPole\tGłosy\nlasy\tAnna\tMocne strony\t3\nsmog\tJan\tSłabe strony\t1';

  it('another column holds the notes', () => {
    const roles = new Map([
      [1, 'note'],
      [0, 'out'],
    ] as const);
    expect(decided(table, { roles })).toEqual(['S Anna', 'W Jan']);
  });

  it('a column of unknown names holds the sections: each of its names is a list that waits for one', () => {
    const copied = 'Co\tGdzie\nlasy\tPierwsze\nsmog\tKłopoty\nhałas\tKłopoty';
    const roles = new Map([
      [1, 'section'],
      [0, 'note'],
    ] as const);
    const reading = readSwot(copied, undefined, { roles });
    expect(reading.lists.map(({ title, section, lines }) => [title, section, lines.length])).toEqual([
      ['Pierwsze', undefined, 1],
      ['Kłopoty', undefined, 2],
    ]);
    expect(reading.notes).toEqual([]);
    const sections = new Map([
      [reading.lists[0]?.key ?? '', 'strength'],
      [reading.lists[1]?.key ?? '', 'weakness'],
    ]);
    expect(decided(copied, { roles, sections })).toEqual(['S lasy', 'W smog', 'W hałas']);
  });

  it('a column holds groups', () => {
    expect(decided(table, { roles: new Map([[1, 'group']]) })).toEqual(['S [Anna] lasy', 'W [Jan] smog']);
  });

  it('points and authors stand behind the texts, and are not left out then', () => {
    const reading = readSwot(table, undefined, { roles: new Map([[1, 'author']]), points: 'text', authors: true });
    expect(notesOf(reading)).toEqual(['S lasy (3, Anna)', 'W smog (1, Jan)']);
    expect(reading.left).toEqual([]);
    const front = readSwot('Szanse\n31 - OZE\n12 - UE', undefined, { points: 'text' });
    expect(notesOf(front)).toEqual(['O OZE (31)', 'O UE (12)']);
    const counts: [string, (number | undefined)[], string[]][] = [
      [table, [3, 1], []],
      ['Szanse\n31 - OZE\n12 - UE', [31, 12], []],
      ['Szanse\nOZE (31 pkt)\nUE (12 pkt)', [31, 12], []],
      ['Szanse\tWaga\nOZE\t0,3', [undefined], ['0,3']],
    ];
    for (const [copied, points, told] of counts) {
      const { notes, left } = readSwot(copied, undefined, { points: 'vote' });
      expect(notes.map((note) => note.points)).toEqual(points);
      expect(left.flatMap(({ reason, texts }) => (reason === 'points' ? texts : []))).toEqual(told);
    }
  });

  it('a list goes to another section, or nowhere', () => {
    const copied = 'Mocne strony\tSzanse\nlasy\tOZE';
    expect(decided(copied, { sections: new Map([['strength', 'threat']]) })).toEqual(['O OZE', 'T lasy']);
    const left = readSwot(copied, undefined, { sections: new Map([['strength', null]]) });
    expect(left.notes.map(({ text }) => text)).toEqual(['OZE']);
    expect(left.unsure).toBe(false);
  });

  it('a guess is nothing that is added until somebody agrees or chooses', () => {
    const bare = 'lasy\tsmog\tOZE\tsusza\nrzeki\tkorki\tUE\tpowódź';
    expect(readSwot(bare).unsure).toBe(true);
    expect(readSwot(bare, undefined, { accepted: true }).unsure).toBe(false);
    const one = readSwot('lasy\nrzeki');
    expect([one.unsure, one.notes.length]).toEqual([true, 0]);
    expect(readSwot('lasy\nrzeki', undefined, { accepted: true }).unsure).toBe(true);
    expect(decided('lasy\nrzeki', { sections: new Map([['all', 'threat']]) })).toEqual(['T lasy', 'T rzeki']);
    expect(readSwot('lasy\nrzeki', 'threat').unsure).toBe(false);
  });

  it.each([
    ['lines', ['S Dobre szkoły, świetlice', 'S i biblioteki w każdej wsi, sale']],
    ['one', ['S Dobre szkoły, świetlice i biblioteki w każdej wsi, sale']],
    ['pieces', ['S Dobre szkoły', 'S świetlice', 'S i biblioteki w każdej wsi', 'S sale']],
  ] as const)('lines become notes: %s', (arrangement, want) => {
    const copied = 'Dobre szkoły, świetlice\ni biblioteki w każdej wsi, sale';
    expect(decided(copied, { arrangements: new Map([['all', arrangement]]) }, 'strength')).toEqual(want);
  });

  it('a line goes on with the one above, names a group, is left out or begins another section', () => {
    const copied = 'lasy\nrzeki\nłąki\nludzie\nmłodzi\nsmog\nkorki';
    const { lists } = readSwot(copied, 'strength');
    const key = (text: string) => lists.flatMap(({ lines }) => lines).find((line) => line.text === text)?.key ?? '';
    const lines = new Map([
      [key('rzeki'), 'joined'],
      [key('łąki'), 'out'],
      [key('ludzie'), 'group'],
      [key('smog'), 'in weakness'],
    ] as const);
    const reading = readSwot(copied, 'strength', { lines });
    expect(notesOf(reading)).toEqual(['S lasy rzeki', 'S [ludzie] młodzi', 'W [ludzie] korki']);
    expect(reading.left).toEqual([{ reason: 'dropped', texts: ['łąki'] }]);
    expect(reading.lists[0]?.lines.map(({ as }) => as)).toEqual(['note', 'joined', 'out', 'group', 'note']);
  });

  it('what was left out comes back as a list that waits for its section', () => {
    const copied = 'ANALIZA SWOT\nMocne strony\n- lasy\nŹródło: warsztat';
    const reading = readSwot(copied, undefined, { back: new Set(['sources']) });
    expect(notesOf(reading)).toEqual(['S lasy', '? Źródło: warsztat']);
    expect(reading.left.map(({ reason }) => reason)).toEqual(['titles']);
  });
});

it('texts that are too long are cut, and told', () => {
  const copied = `Obszar\tMocne strony\nObszar ${'bardzo '.repeat(40)}\t${'😀'.repeat(10_001)}`;
  const { notes, left } = readSwot(copied);
  expect([...(notes[0]?.text ?? '')]).toHaveLength(10_000);
  expect([...(notes[0]?.group ?? '')].length).toBeLessThanOrEqual(200);
  expect(left.map(({ reason }) => reason)).toEqual(['long']);
  const short = readSwot('lasy\nrzeka Tanew', 'strength', {}, { ...defaultLimits, maxTextLength: 5 });
  expect(short.notes.map(({ text }) => text)).toEqual(['lasy', 'rzek…']);
});

it.each([
  ['cells', 'lasy\tsmog\tOZE\tsusza\n'.repeat(2_000)],
  ['items on one line', `Szanse: ${'OZE; '.repeat(10_000)}`],
  ['bullets on one line', '• lasy '.repeat(10_000)],
])('more notes than a workshop takes are told as such: %s', (_, copied) => {
  expect(readSwot(copied)).toMatchObject({ tooMany: true, notes: [], lists: [] });
});

describe('boards of other kinds', () => {
  const read = (names: Names, copied: string, into?: string) =>
    readPaste(clipOf(copied), { names, into, limits: defaultLimits, choices: noChoices });

  it('name their own sections', () => {
    const names = new Names([
      { key: 'a1', names: ['srodowisko i przestrzen'] },
      { key: 'a2', names: ['kapital ludzki (mieszkancy)'] },
      { key: 'a3', names: ['gospodarka'] },
    ]);
    const copied = 'Środowisko i przestrzeń\tKapitał ludzki (mieszkańcy)\tGospodarka\nlasy\tszkoły\tfirmy\nrzeki\t\t';
    expect(read(names, copied).notes.map(({ section, text }) => [section, text])).toEqual([
      ['a1', 'lasy'],
      ['a1', 'rzeki'],
      ['a2', 'szkoły'],
      ['a3', 'firmy'],
    ]);
  });

  it('without sections take everything into the one they are', () => {
    const reading = read(new Names([{ key: '', names: [] }]), '- lasy\n- rzeki', '');
    expect(reading.notes.map(({ section, text }) => [section, text])).toEqual([
      ['', 'lasy'],
      ['', 'rzeki'],
    ]);
    expect(reading.unsure).toBe(false);
  });
});
