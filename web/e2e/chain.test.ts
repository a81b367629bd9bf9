import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { join, saved, until } from './board.ts';
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

  test('the coverage table tells which factors nothing answers', async () => {
    const { made, remote } = await found();
    const page = await join(await sit({ bypassPolicy: true }), made.links.participant, 'Anna');
    await openMatrix(page);
    await remote.give('AddLink', { link: 'link-1', type: 'answers', from: 'row-1', to: 'factor-1' });
    await page.getByRole('button', { name: 'Pokrycie' }).click();
    const rows = page.getByRole('row');
    await rows.filter({ hasText: 'Zły stan dróg gminnych' }).getByText('nic nie odpowiada').waitFor();
    await until(
      () => page.locator('tbody th button').allTextContents(),
      (texts) => texts.join() === 'Zły stan dróg gminnych,Mało miejsc w żłobku',
    );
    expect(await axe(page)).toEqual([]);
  });
});
