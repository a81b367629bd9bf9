import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sections } from '../src/board/swot.ts';
import { join, saved, texts, until } from './board.ts';
import type { Person } from './browser.ts';
import { openTestbed } from './testbed.ts';

const rudnik = readFileSync(new URL('../src/ui/swot/paste/testdata/swot-rudnik.tsv', import.meta.url), 'utf8');

const testbed = openTestbed();
const { sit } = testbed;

test('a table from a spreadsheet is one paste, one change and one undo, seen everywhere', async () => {
  const made = await testbed.server.make();
  const [anna, jan, ewa, wall] = [
    await sit(),
    await sit(),
    await sit({ width: 640, height: 800 }),
    await sit({ width: 1920, height: 1080 }),
  ];
  await Promise.all([
    join(anna, made.links.participant, 'Anna'),
    join(jan, made.links.participant, 'Jan'),
    join(ewa, made.links.participant, 'Ewa'),
    wall.page.goto(made.links.observer),
  ]);
  await anna.page.getByRole('button', { name: 'Wklej z arkusza' }).click();
  await anna.page.getByLabel('Skopiowane komórki').fill(rudnik);
  const dialog = anna.page.getByRole('dialog');
  await dialog.getByText('85 karteczek').first().waitFor();
  const preview = (await dialog.innerText()).replace(/\s+/g, ' ');
  for (const [words, count] of [
    ['Mocne strony', 31],
    ['Słabe strony', 25],
    ['Szanse', 15],
    ['Zagrożenia', 14],
  ]) {
    expect(preview).toContain(`${words} ${count}`);
  }
  await dialog.getByRole('button', { name: 'Dodaj 85 karteczek' }).click();
  const counts = (page: typeof anna.page) =>
    Promise.all(sections.map(async (section) => (await texts(page, section)).length));
  for (const { page } of [anna, jan])
    await until(
      () => counts(page),
      (all) => all.join() === '31,25,15,14',
    );
  await until(
    () => jan.page.locator('[data-section="strength"] [data-group]').count(),
    (n) => n === 6,
  );
  await until(
    () => ewa.page.locator('body').innerText(),
    (text) => ['31', '25', '15', '14'].every((n) => text.includes(n)),
  );
  await until(
    () => wall.page.locator('body').innerText(),
    (text) => ['31', '25', '15', '14'].every((n) => text.includes(n)),
  );
  await saved(anna.page);

  const session = await testbed.server.enter({ code: made.code }, 'Kontrola');
  const snapshot = await testbed.server.snapshot(made.id, session);
  expect(snapshot.records.filter((record) => record.kind === 'note').length).toBe(85);
  expect(snapshot.records.filter((record) => record.kind === 'group').length).toBe(6);

  await anna.page.getByRole('button', { name: 'Cofnij' }).click();
  for (const { page } of [anna, jan])
    await until(
      () => counts(page),
      (all) => all.join() === '0,0,0,0',
    );
  await anna.page.getByRole('button', { name: 'Ponów' }).click();
  for (const { page } of [anna, jan])
    await until(
      () => counts(page),
      (all) => all.join() === '31,25,15,14',
    );
});

test('a hundred notes pasted by two people at once are two hundred', async () => {
  const made = await testbed.server.make();
  const [anna, jan] = [await sit(), await sit()];
  await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
  const paste = async (person: Person, name: string) => {
    await person.page.getByRole('button', { name: 'Wklej z arkusza' }).click();
    await person.page
      .getByLabel('Skopiowane komórki')
      .fill(Array.from({ length: 100 }, (_, i) => `${name} ${i + 1}. czynnik`).join('\n'));
    await person.page.getByRole('button', { name: 'Dodaj 100 karteczek' }).click();
  };
  await Promise.all([paste(anna, 'Anny'), paste(jan, 'Jana')]);
  for (const { page } of [anna, jan])
    await until(
      () => texts(page, 'strength'),
      (all) => all.length === 200,
    );
  expect(await texts(anna.page, 'strength')).toEqual(await texts(jan.page, 'strength'));
});
