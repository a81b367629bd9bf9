import { describe, expect, it } from 'vitest';
import { filledRows, maxCharacters, maxRows, readClip } from './clipboard.ts';

const rowsOf = (text: string, html = '') => {
  const clip = readClip({ text, html });
  return typeof clip === 'string' ? clip : clip.rows;
};

describe('HTML', () => {
  const text = 'the text is not looked at';
  it.each([
    [
      'a table: paragraphs, line breaks and lists in cells are lines',
      '<table><tr><td>Mocne strony<td>Słabe strony<tr><td><p>lasy</p><td><p>smog</p><p>hałas</p></tr>' +
        '<tr><td>rzeki<br>jeziora</td><td><ul><li>korki<li>dziury</ul></td></tr></table>',
      [
        ['Mocne strony', 'Słabe strony'],
        ['lasy', 'smog\nhałas'],
        ['rzeki\njeziora', '• korki\n• dziury'],
      ],
    ],
    [
      'merged cells keep the columns of the others',
      '<table><tr><th rowspan=2>Obszar</th><th colspan="2">Wewnętrzne</th></tr><tr><td>Mocne</td><td>Słabe</td></tr></table>',
      [
        ['Obszar', 'Wewnętrzne', ''],
        ['', 'Mocne', 'Słabe'],
      ],
    ],
    [
      'paragraphs and lists around tables',
      '<h2>Mocne strony</h2><ol><li>lasy<li>rzeki</ol><p>Słabe<br>strony</p>',
      [['Mocne strony'], ['• lasy'], ['• rzeki'], [''], ['Słabe'], ['strony']],
    ],
    [
      'the bullets and numbers that a word processor writes as text',
      "<p class=MsoListParagraph><span style='mso-list:Ignore'>ü<span>&nbsp;&nbsp; </span></span>lasy</p>" +
        "<p><span style='mso-list:Ignore'>1.1 <span>&nbsp;</span></span>drogi</p>",
      [['• lasy'], ['1.1 drogi']],
    ],
    [
      'a table that only arranges the page',
      '<table><tr><td><table><tr><td>Szanse<td>dotacje</table></td></tr></table>',
      [['Szanse', 'dotacje']],
    ],
    [
      'scripts, styles, comments and what is hidden are nobody’s text',
      '<style>td{color:red}</style><table><tr><td>a<script>alert("<b>x</b>")</script><!-- no --></td>' +
        '<td>b<span style="display:none">c</span></td></tr></table>',
      [['a', 'b']],
    ],
    [
      'signs written as entities',
      '<ul><li>&#243;w &oacute; &amp; &bdquo;x&rdquo;&nbsp;&unknown;</ul>',
      [['• ów ó & „x” &unknown;']],
    ],
    ['lists within lists', '<ul><li>drogi<ul><li>krajowa</ul><li>lasy</ul>', [['• drogi'], ['◦ krajowa'], ['• lasy']]],
    [
      'odd letters that stand in front of every line',
      '<table><tr><td>Ø lasy<br>Ø rzeki<td>§ smog</table>',
      [['• lasy\n• rzeki', '• smog']],
    ],
  ])('%s', (_, html, want) => {
    expect(rowsOf(text, html)).toEqual(want);
  });

  it('without a table or a list only counts when there is nothing else', () => {
    expect(rowsOf('lasy\nrzeki', '<p>lasy rzeki</p>')).toEqual([['lasy'], ['rzeki']]);
    expect(rowsOf(' \n', '<p>lasy<p>rzeki')).toEqual([['lasy'], ['rzeki']]);
  });

  it('gives merged cells with their text in every place that they cover', () => {
    const clip = readClip({ text, html: '<table><tr><td rowspan=2>Obszar<td>cel 1<tr><td>cel 2</table>' });
    if (typeof clip === 'string') throw new Error(clip);
    expect(clip.merged).toEqual([{ row: 0, column: 0, down: 2, across: 1 }]);
    expect(filledRows(clip)).toEqual([
      ['Obszar', 'cel 1'],
      ['Obszar', 'cel 2'],
    ]);
  });
});

describe('text', () => {
  it.each([
    [
      'cells of a spreadsheet',
      'a\t"b\nc ""d"""\ne\t',
      [
        ['a', 'b\nc "d"'],
        ['e', ''],
      ],
    ],
    [
      'semicolons',
      'Nazwa;Waga\nlasy;2\n',
      [
        ['Nazwa', 'Waga'],
        ['lasy', '2'],
      ],
    ],
    ['a line that names the separator', 'sep=;\nx;"y; z"', [['x', 'y; z']]],
    ['commas of sentences', 'lasy, rzeki\nsmog, hałas', [['lasy, rzeki'], ['smog, hałas']]],
    ['answered mail', '> Szanse:\n> - dotacje\n>> - OZE', [['Szanse:'], ['- dotacje'], ['- OZE']]],
    [
      'a drawn table',
      '| a | b |\n|---|---|\n| c<br>d | e |',
      [
        ['a', 'b'],
        ['c\nd', 'e'],
      ],
    ],
    [
      'bullets with a tab or on lines of their own',
      'x\n•\tlasy\n•\nrzeki\n-\tłąki',
      [['x'], ['• lasy'], ['• rzeki'], ['• łąki']],
    ],
    ['bullets that show by being repeated', 'ü lasy\nü rzeki\nÿ bory', [['• lasy'], ['• rzeki'], ['• bory']]],
    ['letters of Word that stand alone', 'q\tlasy\nq\trzeki', [['• lasy'], ['• rzeki']]],
    ['words of one letter', 'w lesie\nw rzece\nz nami', [['w lesie'], ['w rzece'], ['z nami']]],
    [
      'emoji stay whole',
      '👩‍🌾 rolnictwo\tsło\u200dwo\n🏳️‍🌈 ludzie\t❤️‍🩹',
      [
        ['👩‍🌾 rolnictwo', 'słowo'],
        ['🏳️‍🌈 ludzie', '❤️‍🩹'],
      ],
    ],
  ])('%s', (_, copied, want) => {
    expect(rowsOf(copied)).toEqual(want);
  });
});

describe('what cannot be read', () => {
  const big = '<table><tr><td rowspan=2>a<td>b<td rowspan=2>c<tr><td colspan=2>d</table>';
  it.each([
    ['nothing', '', '', 'empty'],
    ['only space and scripts', ' \n\t', '<script>alert(1)</script><p> </p>', 'empty'],
    ['a text as long as a book', 'x'.repeat(maxCharacters + 1), '', 'too_large'],
    ['HTML of five megabytes', '', `<p>${'y'.repeat(5_000_000)}`, 'too_large'],
    ['ten thousand rows', 'lasy\tsmog\n'.repeat(10_000), '', 'too_many_rows'],
    ['merged cells that lie over each other', '', big, 'overlapping'],
  ])('%s', (_, text, html, want) => {
    expect(readClip({ text, html })).toBe(want);
  });

  it('takes as many rows as are allowed', () => {
    expect(rowsOf('lasy\n'.repeat(maxRows))).toHaveLength(maxRows);
  });

  // The time must grow with the length: each of these would take minutes if it grew with the square.
  it.each(['<a ', '<', '<!', '<a "', '<a \'"', '<script>', '<td rowspan=9999>', '<div>', '&', '<ul><li>', '</p>'])(
    'a million signs of %s',
    (part) => {
      readClip({ text: '', html: part.repeat(Math.floor(1_000_000 / part.length)) });
    },
    30_000,
  );
});

it('signs alone in the cells of a table are no bullets, unless it is a list', () => {
  const cells = [
    ['straty wody', '%', '', 'mniej'],
    ['bezrobocie', '%', '', 'mniej'],
  ];
  const text = cells.map((row) => row.join('\t')).join('\n');
  const html = `<table>${cells.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
  for (const copied of [
    { text, html: '' },
    { text: '', html },
  ]) {
    expect(readClip(copied, false)).toMatchObject({ rows: cells });
  }
});
