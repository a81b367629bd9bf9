import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { dragOnto, join, saved, until } from './board.ts';
import { axe } from './browser.ts';
import { fillMatrix } from './matrix-sample.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;
const board = 'matrix-1';

async function found() {
  const made = await testbed.server.make();
  const remote = await Remote.moderate(testbed.server, made);
  await remote.give('AddBoard', { board, kind: 'matrix', title: 'Matryca 2035' });
  await fillMatrix(remote, board);
  const factors = ['Mało miejsc w żłobku', 'Zły stan dróg gminnych'];
  for (const [i, text] of factors.entries()) {
    await remote.give('AddNote', { board: 'board-1', note: `factor-${i + 1}`, section: 'weakness', text });
  }
  await remote.phase('Matryca', { boards: [board, 'board-1'], allow: ['write', 'move', 'vote'] });
  return { made, remote };
}

const cell = (page: Page, row: string, column: string) => page.locator(`[data-row="${row}"] [data-cell="${column}"]`);

const openMatrix = async (page: Page) => {
  await page.getByRole('button', { name: /Matryca 2035/ }).click();
  await cell(page, 'row-1', 'name').waitFor();
};

describe('the strategic chain', () => {
  test('a goal is linked with a factor by two letters and Enter; both ends show it, and a changed end waits to be looked at', async () => {
    const { made, remote } = await found();
    const page = await join(await sit({ bypassPolicy: true }), made.links.participant, 'Anna');
    await openMatrix(page);
    await cell(page, 'row-1', 'name').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Powiązania…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Powiąż z' }).waitFor();
    await page.keyboard.type('zl');
    await dialog.getByRole('option').first().waitFor();
    expect(await dialog.getByRole('option').allTextContents()).toHaveLength(2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByRole('heading', { name: 'Odpowiada na czynnik' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await saved(page);
    const [link] = await remote.records('link');
    expect(link).toMatchObject({ type: 'answers', from: 'row-1' });
    const factor = link?.to ?? '';
    const text = factor === 'factor-1' ? 'Mało miejsc w żłobku' : 'Zły stan dróg gminnych';
    await cell(page, 'row-1', 'name').getByText(`Odpowiada na: ${text}`).waitFor();

    await remote.give('EditText', { record: factor, field: 'text', ops: ['Wciąż '] });
    await cell(page, 'row-1', 'name').getByText('do sprawdzenia').waitFor();
    await cell(page, 'row-1', 'name')
      .getByRole('button', { name: /Powiązania/ })
      .click();
    await dialog.getByText(text, { exact: true }).waitFor();
    expect(await axe(page)).toEqual([]);
    await dialog.getByRole('button', { name: /Nadal aktualne/ }).click();
    await until(
      () => dialog.getByText('Do sprawdzenia').count(),
      (count) => count === 0,
    );

    await remote.give('DeleteNotes', { notes: [factor] });
    await dialog.getByText(`usunięto: Wciąż ${text}`).waitFor();
    await remote.give('RestoreNotes', { notes: [factor] });
    await dialog.getByRole('button', { name: `Pokaż: Wciąż ${text}` }).click();
    await page
      .locator('[data-note]')
      .filter({ hasText: `Wciąż ${text}` })
      .waitFor();
    await page
      .locator('[data-note]')
      .filter({ hasText: `Wciąż ${text}` })
      .hover();
    await page
      .locator('[data-note]')
      .filter({ hasText: `Wciąż ${text}` })
      .getByRole('button', { name: 'Działania na karteczce' })
      .click();
    await page.getByRole('menuitem', { name: 'Powiązania…' }).click();
    await dialog.getByText('I.1 Aktywna i zaradna wspólnota mieszkańców').waitFor();
  });

  test('gaps are counted by area, one click from their places, and set aside with a reason', async () => {
    const { made, remote } = await found();
    const page = await join(await sit({ bypassPolicy: true }), made.links.participant, 'Anna');
    await openMatrix(page);
    await page.locator('[data-section="area-1"] .gaps').first().waitFor();
    await page.getByRole('button', { name: /^Braki/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('nie odpowiada na żaden czynnik').first().waitFor();
    expect(await axe(page)).toEqual([]);
    await remote.give('SetCell', { row: 'row-3', column: 'target', value: '5', was: '35' });
    await dialog.getByRole('button', { name: /^I\.1\.1\.m1.*wartość docelowa idzie w złą stronę/ }).click();
    await until(
      () => page.evaluate(() => document.activeElement?.getAttribute('data-cell')),
      (column) => column === 'target',
    );
    await page.getByRole('button', { name: /^Braki/ }).click();
    await dialog.getByRole('button', { name: /Odłóż: .*wartość docelowa idzie w złą stronę/ }).click();
    await page.keyboard.type('tak ma być');
    await page.keyboard.press('Enter');
    await dialog.getByText('tak ma być').waitFor();
    await saved(page);
    expect((await remote.records('aside')).map(({ item, gap, reason }) => [item, gap, reason])).toEqual([
      ['row-3', 'side', 'tak ma być'],
    ]);
    await dialog.getByRole('button', { name: /Przywróć: / }).click();
    await until(
      () => dialog.getByText('tak ma być').count(),
      (count) => count === 0,
    );
  });

  test('factors are dragged onto a goal that answers them; the coverage table tells what nothing answers', async () => {
    const { made, remote } = await found();
    const page = await join(await sit({ bypassPolicy: true }), made.links.participant, 'Anna');
    await openMatrix(page);
    await page.getByRole('button', { name: 'Czynniki' }).click();
    const factor = (n: number) => page.locator(`[data-factor="factor-${n}"]`);
    const goal = cell(page, 'row-1', 'name');
    await factor(2).getByText('nic nie odpowiada').waitFor();
    await dragOnto(page, factor(1), goal);
    await factor(1).getByText('I.1', { exact: true }).waitFor();
    await dragOnto(page, factor(2), goal);
    await factor(2).getByText('I.1', { exact: true }).waitFor();
    // A measure tells of another row than it stands under.
    await cell(page, 'row-3', 'name').hover();
    await dragOnto(
      page,
      cell(page, 'row-3', 'name').getByTitle('Przeciągnij na drugi koniec'),
      cell(page, 'row-1', 'name').locator('.written'),
    );
    expect(await axe(page)).toEqual([]);
    await saved(page);
    const links = async () =>
      (await remote.records('link')).map(({ type, from, to }) => `${type} ${from} ${to}`).sort();
    expect(await links()).toEqual(['answers row-1 factor-1', 'answers row-1 factor-2', 'measures row-3 row-1']);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await factor(2).getByText('nic nie odpowiada').waitFor();

    await page.getByRole('button', { name: 'Pokrycie' }).click();
    const rows = page.getByRole('row');
    await rows.filter({ hasText: 'Zły stan dróg gminnych' }).getByText('nic nie odpowiada').waitFor();
    await until(
      () => page.locator('tbody th button').allTextContents(),
      (texts) => texts.join() === 'Zły stan dróg gminnych,Mało miejsc w żłobku',
    );
    expect(await axe(page)).toEqual([]);
  });

  test('four teams fill their matrices, and the plenary reads those that are published as one table', async () => {
    const made = await testbed.server.make();
    const remote = await Remote.moderate(testbed.server, made);
    await remote.give('AddBoard', { board, kind: 'matrix', title: 'Matryca 2035' });
    for (const [i, title] of ['Społeczeństwo', 'Gospodarka'].entries()) {
      await remote.give('AddArea', { board, area: `area-${i + 1}`, title });
    }
    const names = ['Anna', 'Jan', 'Ewa', 'Piotr'];
    const seats = await Promise.all(names.map(() => sit()));
    const lead = await sit({ bypassPolicy: true });
    await remote.phase('W zespołach', { boards: [board], allow: ['write', 'move'], teams: true });
    const pages = await Promise.all(
      seats.map(async ({ page }, i) => {
        await page.goto(made.links.participant);
        await page.getByLabel('Imię lub imię i nazwisko').fill(names[i] as string);
        await page.getByRole('button', { name: 'Wejdź', exact: true }).click();
        await page.locator('#board').waitFor();
        return page;
      }),
    );
    const members = (await remote.records('member')).filter(({ role }) => role === 'participant');
    const idOf = (name: string) => members.find((member) => member.name === name)?.id;
    await remote.give('FormTeams', {
      teams: names.map((name, i) => ({ team: `t${i + 1}`, name: `Zespół ${i + 1}`, members: [idOf(name)] })),
    });
    for (const [i, page] of pages.entries()) {
      const area = i % 2 === 0 ? 'area-1' : 'area-2';
      const add = page.locator(`[data-line="add ${area}"] [data-cell="goal"]`);
      await add.focus();
      await page.keyboard.type(`Cel zespołu ${i + 1}`);
      await page.keyboard.press('Enter');
      await saved(page);
    }
    const copies = (await remote.records('board')).filter(({ origin }) => origin === board);
    expect(copies).toHaveLength(4);
    await remote.phase('Wspólnie', { boards: [board], allow: ['write', 'move'] });
    for (const copy of copies.filter(({ team }) => team !== 't4'))
      await remote.give('PublishBoard', { board: copy.id });

    const readAsOne = async (page: Page) => {
      await page.locator(`[data-board="${board}"]`).waitFor();
      await page.getByRole('button', { name: 'Inne narzędzia' }).click();
      await page.getByRole('menuitemradio', { name: 'Matryce wszystkich zespołów razem' }).click();
    };
    const lines = (page: Page) =>
      page
        .locator('[data-row] .first')
        .evaluateAll((cells) =>
          cells.map(
            (each) =>
              `${each.querySelector('.number')?.textContent?.trim()} ${each.querySelector('.written')?.textContent?.trim()}`,
          ),
        );
    const [anna] = pages as [Page];
    await readAsOne(anna);
    await until(
      () => lines(anna),
      (now) => now.join() === 'I.1 Cel zespołu 1,I.2 Cel zespołu 3,II.1 Cel zespołu 2',
    );

    const page = await join(lead, made.links.moderator, 'Maria');
    await readAsOne(page);
    await until(
      () => lines(page),
      (now) => now.join() === 'I.1 Cel zespołu 1,I.2 Cel zespołu 3,II.1 Cel zespołu 2,II.2 Cel zespołu 4',
    );
    expect(await axe(page)).toEqual([]);
    const goal = (await remote.records('row')).find(({ name }) => name === 'Cel zespołu 3');
    await cell(page, goal?.id ?? '', 'name').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Obszar w tym widoku' }).click();
    await page.getByRole('menuitemradio', { name: 'Gospodarka' }).click();
    await until(
      () => lines(anna),
      (now) => now.join() === 'I.1 Cel zespołu 1,II.1 Cel zespołu 2,II.2 Cel zespołu 3',
    );
    expect((await remote.records('row')).find(({ id }) => id === goal?.id)?.section).toBe('area-1');
  });
});
