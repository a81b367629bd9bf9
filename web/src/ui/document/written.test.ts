import { describe, expect, test } from 'vitest';
import type { Document } from './document.ts';
import { csv, markdown, tabs } from './written.ts';

describe('a table as CSV', () => {
  const one = (cell: string) => csv({ columns: ['Treść'], rows: [[cell]] });
  test.each([
    ['lasy', 'lasy'],
    ['lasy; łąki', '"lasy; łąki"'],
    ['"Zielony" rynek', '"""Zielony"" rynek"'],
    ['dwie\nlinie', '"dwie\nlinie"'],
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' -2', "' -2"],
    ['+48 32 000', "'+48 32 000"],
    ['\t=1', "'\t=1"],
  ])('writes %j as %j, never as a formula', (cell, written) => {
    expect(one(cell)).toBe(`\uFEFFTreść\r\n${written}\r\n`);
  });
});

test('a table as spreadsheets copy it has a cell for each column, whatever stands in it', () => {
  expect(tabs({ columns: ['a', 'b'], rows: [['x\ty', 'dwie\nlinie']] })).toBe('a\tb\r\n"x\ty"\t"dwie\nlinie"');
});

test('no text of people becomes a mark of Markdown', () => {
  const document: Document = {
    title: 'SWOT *2035*',
    facts: ['Rudnik', '29 listopada'],
    blocks: [
      { kind: 'heading', level: 2, text: 'Szanse', aside: '2' },
      {
        kind: 'list',
        items: [
          { text: '# nie nagłówek\n- nie lista\n12. nie numer', aside: 'Anna' },
          { text: '<b>[x](y)</b> a|b', aside: '' },
        ],
      },
      { kind: 'table', table: { columns: ['Pole', 'Punkty'], rows: [['a|b\nc', '3']] } },
    ],
  };
  expect(markdown(document)).toBe(
    [
      '# SWOT \\*2035\\*\n',
      'Rudnik · 29 listopada\n',
      '## Szanse (2)\n',
      '- \\# nie nagłówek  ',
      '  \\- nie lista  ',
      '  12\\. nie numer (Anna)',
      '- \\<b\\>\\[x\\](y)\\</b\\> a\\|b\n',
      '| Pole | Punkty |',
      '| --- | --- |',
      '| a\\|b<br>c | 3 |',
      '',
    ].join('\n'),
  );
});
