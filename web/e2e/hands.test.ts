import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { join, note, saved, texts, until, write } from './board.ts';
import { openHall } from './hall.ts';

const hall = openHall();
const { sit } = hall;

/** Takes a note by the pointer and lets go over the middle of something else. */
async function drag(page: Page, text: string, onto: string): Promise<void> {
  const from = await note(page, text).locator('[data-face]').boundingBox();
  const to = await page.locator(onto).first().boundingBox();
  if (!from || !to) throw new Error('nothing to drag');
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 30, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 });
  await page.mouse.up();
}

test('notes are dragged to another quadrant, and onto each other to make a named group', async () => {
  const made = await hall.server.make();
  const [anna, jan] = [await sit(), await sit()];
  await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
  const { page } = anna;
  for (const text of ['lasy', 'rzeki', 'drogi']) await write(page, 'strength', text);
  await drag(page, 'lasy', '[data-quadrant="threat"] [data-scroller]');
  await until(
    () => texts(jan.page, 'threat'),
    (all) => all.join() === 'lasy',
  );
  const target = await note(page, 'rzeki').getAttribute('data-note');
  await drag(page, 'drogi', `[data-note="${target}"]`);
  await page.keyboard.type('Infrastruktura');
  await page.keyboard.press('Enter');
  const group = jan.page.locator('[data-quadrant="strength"] [data-group]');
  await group.getByText('Infrastruktura').waitFor();
  await until(
    () => group.locator('[data-note]').count(),
    (n) => n === 2,
  );
  await saved(page);
});

test('the list holds what the board holds, and works like it', async () => {
  const made = await hall.server.make();
  const [anna, jan] = [await sit(), await sit()];
  await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
  const list = anna.page;
  await list.getByRole('button', { name: 'Lista' }).click();
  await write(list, 'weakness', 'brak kanalizacji');
  await write(jan.page, 'weakness', 'za mało sal');
  await until(
    () => list.locator('main').innerText(),
    (text) => text.includes('brak kanalizacji') && text.includes('za mało sal'),
  );
  expect(await list.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(
    expect.arrayContaining(
      ['Mocne strony', 'Słabe strony', 'Szanse', 'Zagrożenia'].map((name) => expect.stringContaining(name)),
    ),
  );
  const row = list.getByRole('listitem').filter({ hasText: 'brak kanalizacji' });
  await row.getByRole('button', { name: /Działania/ }).click();
  await list.getByRole('menuitem', { name: 'Przenieś: Zagrożenia' }).click();
  await until(
    () => texts(jan.page, 'threat'),
    (all) => all.join() === 'brak kanalizacji',
  );
});
