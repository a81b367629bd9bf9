import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { boardKinds } from '../src/board/generated.ts';
import { type Line, outline } from '../src/board/outline.ts';
import { cell as cellOf } from '../src/board/table.ts';
import { join, openFounding, saved, tool, until } from './board.ts';
import { axe } from './browser.ts';
import { fillMatrix } from './matrix-sample.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';
import { sheetsOf } from './workbook.ts';

const testbed = openTestbed();
const { sit } = testbed;
const board = 'matrix-1';
const { levels } = boardKinds.matrix;

async function found(fill = fillMatrix) {
  const made = await testbed.server.make();
  const remote = await Remote.moderate(testbed.server, made);
  await remote.give('AddBoard', { board, kind: 'matrix', title: 'Matryca 2035' });
  await fill(remote, board);
  await remote.phase('Matryca', { boards: [board], allow: ['write', 'move', 'vote'] });
  return { made, remote };
}

const oneGoal = async (remote: Remote) => {
  await remote.give('AddArea', { board, area: 'area-1', title: 'Społeczeństwo' });
  await remote.give('AddRow', {
    board,
    row: 'goal',
    level: 'goal',
    section: 'area-1',
    cells: [{ column: 'name', value: 'Zaradna gmina' }],
  });
};

const cell = (page: Page, row: string, column: string) => page.locator(`[data-row="${row}"] [data-cell="${column}"]`);

const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement?.closest<HTMLElement>('[data-line]');
    return `${at?.dataset.line} ${document.activeElement?.closest<HTMLElement>('[data-cell]')?.dataset.cell}`;
  });

const at = (page: Page, where: string) =>
  until(
    () => focused(page),
    (now) => now === where,
  );

const rowOf = async (remote: Remote, name: string) => (await remote.records('row')).find((row) => row.name === name);
const numbers = async (page: Page) =>
  (await page.locator('[data-row] .number').allTextContents()).map((text) => text.trim());
const numbered = (page: Page, row: string, number: string) =>
  until(
    () => cell(page, row, 'name').locator('.number').textContent(),
    (text) => text?.trim() === number,
  );

describe('a strategic matrix', () => {
  test('is founded by its template, and so are the three boards of a cycle; its areas are typed or taken from a list', async () => {
    const foundBy = async (agenda: string) => {
      const { page } = await sit();
      await openFounding(page, testbed.server);
      await page.getByLabel('Jak nazywa się spotkanie?').fill('Strategia Rudnika');
      await page.getByLabel('Jaki plan spotkania?').selectOption({ label: agenda });
      await page.getByRole('button', { name: 'Utwórz warsztat' }).click();
      await page.goto(await page.getByLabel('Link moderatora', { exact: true }).inputValue());
      await page.getByLabel('Imię lub imię i nazwisko').fill('Maria');
      await page.getByRole('button', { name: 'Wejdź', exact: true }).click();
      return page;
    };
    const cycle = await foundBy('Cykl trzech spotkań');
    for (const name of ['Analiza SWOT', 'Wizja', 'Matryca strategiczna']) {
      await cycle.getByRole('navigation', { name: 'Tablice' }).getByRole('button', { name }).waitFor();
    }
    const page = await foundBy('Warsztat matrycy strategicznej');
    for (const [i, name] of ['Gospodarka', 'Spokój i cisza'].entries()) {
      await page.getByRole('button', { name: i === 0 ? 'Dodaj obszar' : 'Inne narzędzia', exact: true }).click();
      if (i > 0) await page.getByRole('menuitem', { name: 'Dodaj obszar' }).click();
      const form = page.getByRole('dialog', { name: 'Nowy obszar priorytetowy' });
      await form.getByLabel('Nazwa').waitFor();
      expect(await form.locator(`datalist option[value="${name}"]`).count()).toBe(i === 0 ? 1 : 0);
      await form.getByLabel('Nazwa').fill(name);
      await form.getByRole('button', { name: 'Dodaj obszar' }).click();
      await page.locator('#board').getByText(name, { exact: true }).waitFor();
    }
  });

  test('is filled by keyboard alone: an objective with two measures, hardly more keys than letters', async () => {
    const { made, remote } = await found(oneGoal);
    const page = await join(await sit({ bypassPolicy: true }), made.links.participant, 'Anna');
    let letters = 0;
    await page.evaluate(() => {
      Object.assign(window, { presses: 0 });
      addEventListener('keydown', () => (window as unknown as { presses: number }).presses++, true);
    });
    const key = (name: string) => page.keyboard.press(name);
    const type = async (text: string) => {
      letters += [...text].length;
      await page.keyboard.type(text);
    };
    // The table is reached by Tab once; what is counted begins there.
    await cell(page, 'goal', 'name').focus();
    await key('ArrowDown');
    await at(page, 'add goal objective');
    await type('Lepsza opieka nad dziećmi i seniorami');
    await key('Enter');
    for (const [name, ...rest] of [
      ['miejsca w żłobkach', 'szt.', 'r', 'w', '18', '2025', '35,5', '2032', 'GUS BDL', 'Urząd'],
      ['seniorzy w domach pobytu', 'os.', 'p', 'w', '40', '2025', '100 120', '2032', 'MOPS', 'MOPS'],
    ]) {
      await type(name as string);
      for (const value of rest) {
        await key('Tab');
        await type(value);
      }
      await key('Enter');
    }
    await saved(page);
    const presses = await page.evaluate(() => (window as unknown as { presses: number }).presses);
    expect(presses).toBeGreaterThan(letters);
    expect(presses).toBeLessThanOrEqual(1.3 * letters);
    expect(await rowOf(remote, 'miejsca w żłobkach')).toMatchObject({
      level: 'measure',
      fields: { unit: 'szt.', sort: 'result', direction: 'more', baseline: '18', target: '35.5', responsible: 'Urząd' },
    });
    expect(await rowOf(remote, 'seniorzy w domach pobytu')).toMatchObject({
      fields: { sort: 'product', target: '100120', targetYear: '2032', source: 'MOPS' },
    });
    expect(await numbers(page)).toEqual(['I.1', 'I.1.1', 'I.1.1.m1', 'I.1.1.m2']);
    expect(await axe(page)).toEqual([]);
  });

  test('moves, empties, copies and folds by keys, each with its twin in a menu; one undo takes a step back', async () => {
    const { made, remote } = await found();
    const page = await join(await sit({ bypassPolicy: true }), made.links.participant, 'Anna');
    await cell(page, 'row-3', 'name').focus();
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await at(page, 'row-3 name');
    await numbered(page, 'row-3', 'I.1.1.m2');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await at(page, 'row-3 unit');
    await page.keyboard.press('Delete');
    await saved(page);
    expect((await remote.records('row')).find(({ id }) => id === 'row-3')?.fields.unit).toBeUndefined();
    await page.keyboard.press('Control+z');
    await cell(page, 'row-3', 'unit').getByText('szt.').waitFor();

    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Przenieś' }).click();
    await page.getByRole('menuitem', { name: 'Przenieś do…' }).click();
    await page
      .getByRole('dialog')
      .getByRole('combobox')
      .selectOption({ label: 'I.1.2 Silniejsze więzi i zaangażowanie mieszkańców' });
    await page.getByRole('dialog').getByRole('button', { name: 'Przenieś', exact: true }).click();
    await numbered(page, 'row-3', 'I.1.2.m3');

    await cell(page, 'row-2', 'name').focus();
    await page.keyboard.press('ArrowLeft');
    await until(
      () => cell(page, 'row-4', 'name').count(),
      (count) => count === 0,
    );
    await page.keyboard.press('ArrowRight');
    await cell(page, 'row-4', 'name').waitFor();

    await page.keyboard.press('Control+Delete');
    await until(
      () => cell(page, 'row-2', 'name').count(),
      (count) => count === 0,
    );
    await tool(page, /^Kosz/);
    await page.getByRole('button', { name: 'Przywróć: Lepsza opieka' }).click();
    await cell(page, 'row-4', 'name').waitFor();
    await page.keyboard.press('Escape');
    await cell(page, 'row-1', 'name').focus();
    await page.keyboard.press('Control+f');
    await page.getByRole('searchbox').fill('lepsza opieka');
    await page.getByRole('searchbox').press('Escape');
    await at(page, 'row-2 name');
    expect(await axe(page)).toEqual([]);
  });

  test('two people in one cell see both carets and lose no letter', async () => {
    const { made, remote } = await found();
    const [anna, jan] = await Promise.all([
      join(await sit(), made.links.participant, 'Anna'),
      join(await sit(), made.links.participant, 'Jan'),
    ]);
    await cell(anna, 'row-3', 'name').dblclick();
    await cell(jan, 'row-3', 'name').dblclick();
    await anna.keyboard.press('Control+End');
    await jan.keyboard.press('Control+Home');
    await anna.locator('.caret[data-name="Jan"]').waitFor();
    await jan.locator('.caret[data-name="Anna"]').waitFor();
    await Promise.all([
      anna.keyboard.type('a'.repeat(200), { delay: 8 }),
      jan.keyboard.type('j'.repeat(200), { delay: 8 }),
    ]);
    await Promise.all([saved(anna), saved(jan)]);
    const wanted = `${'j'.repeat(200)}miejsca w żłobkach na 100 dzieci do lat 3${'a'.repeat(200)}`;
    for (const page of [anna, jan]) {
      await until(
        () => page.locator('[data-row="row-3"] textarea').inputValue(),
        (text) => text === wanted,
      );
    }
    expect((await remote.records('row')).find(({ id }) => id === 'row-3')?.name).toBe(wanted);
  });

  test('of two values for one cell the second person sees the first and chooses; a number that reads two ways is asked', async () => {
    const { made, remote } = await found();
    const [anna, jan] = await Promise.all([
      join(await sit({ bypassPolicy: true }), made.links.participant, 'Anna'),
      join(await sit(), made.links.participant, 'Jan'),
    ]);
    await cell(anna, 'row-3', 'target').dblclick();
    await anna.keyboard.press('Control+a');
    await anna.keyboard.type('50');
    await cell(jan, 'row-3', 'target').dblclick();
    await jan.keyboard.press('Control+a');
    await jan.keyboard.type('45');
    await jan.keyboard.press('Enter');
    await saved(jan);
    await anna.keyboard.press('Enter');
    await cell(anna, 'row-3', 'target').getByText('W tym czasie ktoś wpisał: 45.').waitFor();
    expect(await axe(anna)).toEqual([]);
    await anna.getByRole('button', { name: 'Wpisz 50' }).click();
    await cell(jan, 'row-3', 'target').getByText('50').waitFor();

    await cell(anna, 'row-4', 'target').focus();
    await anna.keyboard.type('1.234');
    await anna.keyboard.press('Enter');
    await anna.getByText('Która to liczba?').waitFor();
    await anna.getByRole('button', { name: '1,234' }).click();
    await cell(anna, 'row-4', 'baseline').focus();
    await anna.keyboard.type('dużo');
    await anna.keyboard.press('Enter');
    await anna.getByText('To nie jest liczba.').waitFor();
    await anna.keyboard.press('Escape');
    await saved(anna);
    const row = (await remote.records('row')).find(({ id }) => id === 'row-4');
    expect(row?.fields).toMatchObject({ target: '1.234', baseline: '40' });
  });

  test('on a phone a row is a card, and the list holds what the grid holds', async () => {
    const { made } = await found();
    const [phone, desk] = await Promise.all([
      sit({ width: 390, height: 780, touch: true, bypassPolicy: true }),
      sit({ bypassPolicy: true }),
    ]);
    const [small, large] = [
      await join(phone, made.links.participant, 'Anna'),
      await join(desk, made.links.participant, 'Jan'),
    ];
    await cell(small, 'row-3', 'unit').tap();
    await small.keyboard.type(' na 100');
    await cell(large, 'row-3', 'unit').getByText('szt. na 100').waitFor();
    expect(await axe(small)).toEqual([]);
    const lines = () =>
      large.locator('[data-row]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row')));
    const grid = await lines();
    await large.getByRole('button', { name: 'Lista' }).click();
    await cell(large, 'row-3', 'unit').getByText('Jednostka').waitFor();
    const list = await lines();
    expect(list.slice(0, 5)).toEqual(grid.slice(0, 5));
    expect(await axe(large)).toEqual([]);
  });

  test('takes 85 rows of a spreadsheet while somebody else types, and gives them back with one undo', async () => {
    const { made, remote } = await found();
    const [anna, jan] = await Promise.all([
      join(await sit({ bypassPolicy: true }), made.links.participant, 'Anna'),
      join(await sit(), made.links.participant, 'Jan'),
    ]);
    const lines = Array.from({ length: 83 }, (_, i) => `I.2.1.m${i + 1}\tmiernik ${i + 1}\tszt.\t${i},5\t2025`);
    const text = [
      'Nr\tNazwa\tJednostka\tWartość bazowa\tRok bazowy',
      'I.2\tNowy cel',
      'I.2.1\tCel operacyjny',
      ...lines,
    ].join('\n');
    await cell(jan, 'row-3', 'name').dblclick();
    const typing = jan.keyboard.type('x'.repeat(100), { delay: 10 });
    await tool(anna, 'Wklej');
    const dialog = anna.getByRole('dialog');
    await dialog.getByRole('textbox').fill(text);
    await dialog.getByText('Cel strategiczny: 1, Cel operacyjny: 1, Miernik: 83').waitFor();
    expect(await axe(anna)).toEqual([]);
    await dialog.getByRole('button', { name: 'Dodaj 85 wierszy' }).click();
    await typing;
    await Promise.all([saved(anna), saved(jan)]);
    const rows = await remote.records('row');
    expect(rows.filter(({ name }) => /^(miernik \d+|Nowy cel)$/.test(name))).toHaveLength(84);
    expect(rows.find(({ name }) => name === 'miernik 83')?.fields).toMatchObject({ unit: 'szt.', baseline: '82.5' });
    expect(rows.find(({ id }) => id === 'row-3')?.name).toContain('x'.repeat(100));
    await anna.keyboard.press('Control+z');
    await until(
      () => anna.getByText('Nowy cel').count(),
      (count) => count === 0,
    );
    await saved(anna);
    expect((await remote.records('row')).filter(({ name, deleted }) => /^miernik \d+$/.test(name) && !deleted)).toEqual(
      [],
    );
  });

  test('goes out as a workbook, whose sheets pasted into an empty matrix make the same one', async () => {
    const { made, remote } = await found();
    await remote.give('AddBoard', { board: 'matrix-2', kind: 'matrix', title: 'Kopia' });
    const page = await join(await sit(), made.links.moderator, 'Maria');
    await page.getByRole('button', { name: 'Inne narzędzia' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Pobierz jako arkusz XLSX' }).click(),
    ]);
    const file = path(tmpdir(), `matrix-${process.pid}.xlsx`);
    await download.saveAs(file);
    const sheets = sheetsOf(await readFile(file));
    expect(sheets.map(({ name }) => name)).toContain('Projekt kluczowy');
    await remote.phase('Kopia', { boards: ['matrix-2'], allow: ['write', 'move'] });
    await page.locator('[data-board="matrix-2"]').waitFor();
    for (const { copied } of sheets) {
      await tool(page, 'Wklej');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill(copied);
      await dialog.getByRole('button', { name: /^Dodaj \d+ wiersz/ }).click();
      await dialog.waitFor({ state: 'detached' });
    }
    await saved(page);
    const state = await remote.state();
    const lines = (board: string) =>
      outline(state, board).map(({ id, number, level }: Line) => {
        const row = state.of('row', id);
        const columns = row === undefined ? [] : Object.keys(levels[level as keyof typeof levels].columns);
        return [
          number,
          state.of('area', id)?.title ?? '',
          ...columns.map((column) => (row ? cellOf(row, column) : '')),
        ];
      });
    expect(lines('matrix-2')).toEqual(lines(board));
    expect(lines(board).length).toBeGreaterThan(50);
  });

  test('has its goals voted on; a minus in a number is a minus', async () => {
    const { made, remote } = await found();
    const page = await join(await sit(), made.links.participant, 'Anna');
    const rules = { points: 3, perItem: 3, groups: false, boards: [board], sections: [], liveTotals: false };
    await remote.give('OpenVote', { vote: 'vote-1', title: 'Cele i projekty', ...rules });
    const goal = cell(page, 'row-1', 'name');
    await goal.getByRole('button', { name: /Daj punkt/ }).click();
    await goal.focus();
    await page.keyboard.press('+');
    await goal.getByText('Moje punkty: 2').waitFor();
    await page.keyboard.press('-');
    await goal.getByText('Moje punkty: 1').waitFor();
    await cell(page, 'row-3', 'target').focus();
    await page.keyboard.type('-3');
    await page.keyboard.press('Enter');
    await saved(page);
    expect((await remote.records('row')).find(({ id }) => id === 'row-3')?.fields.target).toBe('-3');
    await goal.getByText('Moje punkty: 1').waitFor();
  });
});
