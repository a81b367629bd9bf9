import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { columns } from '../../../board/columns.ts';
import { decide, perform } from '../../../board/command.ts';
import { defaultLimits } from '../../../board/generated.ts';
import { State } from '../../../board/state.ts';
import { type Section, sections } from '../../../board/swot.ts';
import { work } from '../../../board/testdata/work.ts';
import { type Pasted, parsePaste, pasteCommand } from './paste.ts';

const testdata = new URL('./testdata/', import.meta.url);
const letters = 'SWOT';

interface Case {
  name: string;
  fallback: Section;
  text: string;
  want: string[];
}

/** Reads the cases of one file of testdata/pastes; its README tells the form. */
function cases(file: string): Case[] {
  const whole = readFileSync(new URL(`pastes/${file}`, testdata), 'utf8');
  return whole
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [title = '', ...lines] = part.split('\n');
      const line = lines.indexOf('---');
      const [, name = title, fallback = 'strength'] = /^(.*?)(?: \((\w+)\))?$/.exec(title) ?? [];
      const text = lines.slice(0, line).join('\n').replaceAll('⇥', '\t').replaceAll('⍽', '\u00a0');
      const want = lines.slice(line + 1).filter((row) => row !== '');
      return { name, fallback: fallback as Section, text, want };
    });
}

/** What was pasted, in the form of the cases. */
function told(pasted: Pasted): string[] {
  const notes = sections.flatMap((section, at) =>
    pasted.notes
      .filter((note) => note.section === section)
      .map(({ group, text }) =>
        [letters[at], group && `[${group}]`, text.replaceAll('\n', '⏎')].filter(Boolean).join(' '),
      ),
  );
  const warnings = pasted.warnings.map(({ code, count }) => `! ${code} ${count}`).sort();
  return [...notes, ...warnings, ...(pasted.fallbackUsed ? ['! fallback'] : [])];
}

for (const file of readdirSync(new URL('pastes/', testdata)).filter((name) => name.endsWith('.txt'))) {
  describe(file, () => {
    it.each(cases(file))('$name', ({ text, fallback, want }) => {
      expect(told(parsePaste(text, fallback, defaultLimits))).toEqual(want);
    });
  });
}

describe('a whole SWOT of 85 rows', () => {
  const copied = readFileSync(new URL('swot-rudnik.tsv', testdata), 'utf8');
  const counts = { strength: 31, weakness: 25, opportunity: 15, threat: 14 };
  const groups = copied
    .split('\n')
    .filter((row) => /^\P{Ll}+$/u.test(row))
    .map((row) => row.trim());

  it.each([
    ['as it is', copied],
    ['from Windows, with a byte order mark', `\ufeff${copied.replaceAll('\n', '\r\n')}`],
    ['from an old Macintosh', copied.replaceAll('\n', '\r')],
    ['without the blank cells at the ends', copied.replace(/\t+$/gm, '')],
    ['with more blank cells at the ends', copied.replaceAll('\n', '\t\t\n')],
    ['below a title', `ANALIZA SWOT GMINY RUDNIK NAD SANEM\t\t\t\n\n${copied}`],
    ['with commas', copied.replace(/[^\t\n]*,[^\t\n]*/g, '"$&"').replaceAll('\t', ',')],
    [
      'with areas in small letters',
      copied.replace(/^\P{Ll}+$/gmu, (name) => name.charAt(0) + name.slice(1).toLowerCase()),
    ],
  ])('%s', (_, copied) => {
    const pasted = parsePaste(copied, 'threat', defaultLimits);
    expect(pasted.counts).toEqual(counts);
    expect(pasted.groups.map((name) => name.toUpperCase())).toEqual(groups);
    expect(pasted.groups).toHaveLength(6);
    expect(pasted).toMatchObject({ tooMany: false, fits: 85, fallbackUsed: false });
    const last = pasted.notes.filter(({ section }) => section === 'weakness').at(-1);
    expect(last).toEqual({
      section: 'weakness',
      group: pasted.groups[5],
      text: 'mała specjalizacja produkcji rolnej',
    });
  });

  it('tells the columns', () => {
    expect(parsePaste(copied, 'threat', defaultLimits).columns).toEqual([
      { index: 0, header: 'Mocne strony', role: 'strength' },
      { index: 1, header: 'Słabe strony', role: 'weakness' },
      { index: 2, header: 'Szanse', role: 'opportunity' },
      { index: 3, header: 'Zagrożenia', role: 'threat' },
    ]);
  });

  it('reads 4,000 rows with work in proportion', () => {
    const [head = '', ...rows] = copied.trimEnd().split('\n');
    const read = (length: number) => {
      const long = [head, ...Array.from({ length }, (_, at) => rows[at % rows.length])].join('\n');
      return work(() => expect(parsePaste(long, 'strength', defaultLimits).notes.length).toBeGreaterThan(2 * length));
    };
    expect(read(4_000) / read(1_000)).toBeLessThan(10); // 16 where the work grows with the square of the rows
  });
});

describe('the limits of one command', () => {
  const by = { member: 'anna', role: 'participant' } as const;

  function board(): State {
    const state = new State();
    const record = (id: string, kind: string, fields: { [name: string]: string }) =>
      state.apply([{ put: { id, kind, audience: 'everyone', fields } }]);
    record('workshop', 'workshop', { title: 'Warsztat' });
    record('board-1', 'board', { kind: 'swot', name: 'SWOT', rank: 'V' });
    record('group-1', 'group', { board: 'board-1', name: 'Środowisko', rank: 'V' });
    return state;
  }

  function ids(): () => string {
    let n = 0;
    return () => `id-of-twenty-signs-${n++}`.slice(-20);
  }

  it('a group of the board with the same name is filled up', () => {
    const state = board();
    const pasted = parsePaste(
      'Obszar\tMocne strony\tSzanse\nŚrodowisko\tlasy\tOZE\nLudzie\tmłodzi\t\n\trzeki',
      'threat',
      defaultLimits,
    );
    const command = pasteCommand(state, 'board-1', pasted, ids());
    expect(command.with.groups.map(({ name }) => name)).toEqual(['Ludzie']);
    perform(state, by, command);
    const [strengths, , opportunities] = columns(state, 'board-1');
    const named = strengths?.groups.map(({ group, notes }) => [group.name, ...notes.map((note) => note.text)]);
    expect(named).toEqual([
      ['Środowisko', 'lasy'],
      ['Ludzie', 'młodzi', 'rzeki'],
    ]);
    expect(opportunities?.groups[0]?.group.id).toBe('group-1');
  });

  it.each([
    ['short notes', Array.from({ length: 700 }, (_, at) => `nota ${at}`), 500],
    ['as many groups as notes', Array.from({ length: 300 }, (_, at) => `Obszar ${at}:\tnota ${at}`), 300],
    ['Polish notes of 400 characters', Array.from({ length: 200 }, () => 'żółć '.repeat(80)), 80],
    ['notes of line breaks and quotation marks', Array.from({ length: 40 }, () => `"- ${'""'.repeat(3_000)} a"`), 10],
    ['three very long ones', Array.from({ length: 3 }, () => 'ą'.repeat(20_000)), 3],
  ])('%s', (_, rows, least) => {
    const pasted = parsePaste(`Mocne strony\n${rows.join('\n')}`, 'strength', defaultLimits);
    expect(pasted.fits).toBeGreaterThanOrEqual(least);
    expect(pasted.tooMany).toBe(pasted.fits < pasted.notes.length);
    const command = pasteCommand(board(), 'board-1', pasted, ids());
    expect(command.with.notes).toHaveLength(pasted.fits);
    const frame = JSON.stringify({ type: 'command', number: 123_456, seen: 123_456, ...command });
    expect(new TextEncoder().encode(frame).length).toBeLessThan(64 * 1024);
    expect(decide(board(), by, command).length).toBeGreaterThanOrEqual(pasted.fits);
  });

  it('texts that are too long are cut, and told', () => {
    const area = `Obszar ${'bardzo '.repeat(40)}`;
    const pasted = parsePaste(`Obszar\tMocne strony\n${area}\t${'😀'.repeat(10_001)}`, 'strength', defaultLimits);
    expect([...(pasted.notes[0]?.text ?? '')]).toHaveLength(10_000);
    expect([...(pasted.groups[0] ?? '')].length).toBeLessThanOrEqual(200);
    expect(pasted.warnings).toMatchObject([{ code: 'too_long', count: 2 }]);
    expect(decide(board(), by, pasteCommand(board(), 'board-1', pasted, ids()))).toHaveLength(2);
  });

  it('are those of the server', () => {
    const limits = { ...defaultLimits, maxTextLength: 5, maxBatch: 3 };
    const { notes, fits, tooMany } = parsePaste('lasy\nrzeka Tanew\nłąki\nludzie', 'strength', limits);
    expect(notes.map(({ text }) => text)).toEqual(['lasy', 'rzek…', 'łąki', 'ludz…']);
    expect({ fits, tooMany }).toEqual({ fits: 3, tooMany: true });
  });

  it('warnings show a few of the cells and count all', () => {
    const pasted = parsePaste(
      `Mocne strony\tpkt\n${Array.from({ length: 9 }, (_, at) => `nota\t${at}`).join('\n')}`,
      'strength',
      defaultLimits,
    );
    expect(pasted.warnings).toEqual([{ code: 'points_left_out', count: 9, samples: ['0', '1', '2', '3', '4'] }]);
  });
});
