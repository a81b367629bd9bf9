import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sections } from '../src/board/swot.ts';
import { join, saved, texts, tool, until } from './board.ts';
import { axe, type Person } from './browser.ts';
import { openTestbed } from './testbed.ts';

const rudnik = readFileSync(new URL('../src/ui/paste/testdata/swot-rudnik.tsv', import.meta.url), 'utf8');

const testbed = openTestbed();
const { sit } = testbed;

const counts = (page: Page) => Promise.all(sections.map(async (section) => (await texts(page, section)).length));
const showing = (page: Page, want: string) =>
  until(
    () => counts(page),
    (all) => all.join() === want,
  );
const dialogOf = async (page: Page) => {
  await tool(page, 'Wklej');
  return page.getByRole('dialog');
};

/** Pastes into what has the focus, with what a program puts into the clipboard. */
async function paste(
  page: Page,
  clipboard: { text?: string; html?: string; file?: { name: string; type: string; size: number } },
) {
  await page.evaluate(({ text, html, file }) => {
    const data = new DataTransfer();
    if (text !== undefined) data.setData('text/plain', text);
    if (html !== undefined) data.setData('text/html', html);
    if (file !== undefined) data.items.add(new File(['x'.repeat(file.size)], file.name, { type: file.type }));
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, clipboard);
}

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
  const dialog = await dialogOf(anna.page);
  await anna.page.getByLabel('Skopiowana treść').fill(rudnik);
  await dialog.getByText('85 karteczek w 6 grupach').waitFor();
  for (const [words, count] of [
    ['Mocne strony', 31],
    ['Słabe strony', 25],
    ['Szanse', 15],
    ['Zagrożenia', 14],
  ]) {
    await dialog.getByRole('heading', { name: new RegExp(`${words} ${count} karteczek`) }).waitFor();
  }
  await dialog.getByRole('button', { name: 'Dodaj 85 karteczek' }).click();
  for (const { page } of [anna, jan]) await showing(page, '31,25,15,14');
  await until(
    () => jan.page.locator('[data-section="strength"] [data-group]').count(),
    (n) => n === 6,
  );
  for (const { page } of [ewa, wall])
    await until(
      () => page.locator('body').innerText(),
      (text) => ['31', '25', '15', '14'].every((n) => text.includes(n)),
    );
  await saved(anna.page);

  const session = await testbed.server.enter({ code: made.code }, 'Kontrola');
  const snapshot = await testbed.server.snapshot(made.id, session);
  expect(snapshot.records.filter((record) => record.kind === 'note').length).toBe(85);
  expect(snapshot.records.filter((record) => record.kind === 'group').length).toBe(6);

  await anna.page.getByRole('button', { name: 'Cofnij' }).click();
  for (const { page } of [anna, jan]) await showing(page, '0,0,0,0');
  await anna.page.getByRole('button', { name: 'Ponów' }).click();
  for (const { page } of [anna, jan]) await showing(page, '31,25,15,14');
});

test('a hundred notes pasted by two people at once are two hundred', async () => {
  const made = await testbed.server.make();
  const [anna, jan] = [await sit(), await sit()];
  await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
  const add = async (person: Person, name: string) => {
    await person.page.locator('[data-composer="strength"]').focus();
    const lines = Array.from({ length: 100 }, (_, i) => `${name} ${i + 1}. czynnik`);
    await paste(person.page, { text: lines.join('\n') });
    await person.page.getByRole('button', { name: 'Dodaj 100 karteczek' }).click();
  };
  await Promise.all([add(anna, 'Anny'), add(jan, 'Jana')]);
  for (const { page } of [anna, jan]) await showing(page, '200,0,0,0');
  // Who sees which note in which column depends on how they came; the list has one order.
  for (const { page } of [anna, jan]) await page.getByRole('button', { name: 'Lista' }).click();
  await until(
    () => Promise.all([texts(anna.page, 'strength'), texts(jan.page, 'strength')]),
    ([hers, his]) => hers.length === 200 && hers.join() === his.join(),
  );
});

test('a table that a word processor copied is read from its HTML, put right with the keyboard, and added', async () => {
  const made = await testbed.server.make();
  const anna = await sit({ width: 390, height: 780, bypassPolicy: true });
  await join(anna, made.links.participant, 'Anna');
  const { page } = anna;
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const html =
    '<table><tr><td>Mocne strony</td><td>Słabe strony</td></tr>' +
    '<tr><td><p>lasy</p></td><td><p>smog</p><p>hałas</p><p>👩‍🌾 brak kolei</p></td></tr></table><script>document.title = "x"</script>';
  await paste(page, { text: 'Mocne strony\tSłabe strony\nlasy\tsmog\nhałas\nbrak kolei', html });
  const dialog = page.getByRole('dialog');
  await dialog.getByText('4 karteczki').first().waitFor();
  expect(await page.title()).not.toBe('x');
  expect(await axe(page)).toEqual([]);
  const into = dialog.getByLabel('Pole: Słabe strony');
  await into.focus();
  await into.selectOption('Zagrożenia');
  await dialog.getByLabel('Czym jest: hałas').selectOption('ciąg dalszy karteczki wyżej');
  await dialog.getByLabel('Czym jest: lasy').selectOption('pomiń');
  await dialog.getByRole('button', { name: 'Dodaj 2 karteczki' }).press('Enter');
  await saved(page);
  const session = await testbed.server.enter({ code: made.code }, 'Kontrola');
  const { records } = await testbed.server.snapshot(made.id, session);
  const notes = records.filter(({ kind }) => kind === 'note').map(({ fields }) => [fields?.section, fields?.text]);
  expect(notes.sort()).toEqual([
    ['threat', 'smog hałas'],
    ['threat', '👩‍🌾 brak kolei'],
  ]);
});

test('a guess waits for a click', async () => {
  const made = await testbed.server.make();
  const anna = await sit({ bypassPolicy: true });
  await join(anna, made.links.participant, 'Anna');
  const { page } = anna;
  const dialog = await dialogOf(page);
  await page.getByLabel('Skopiowana treść').fill('lasy\tsmog\tOZE\tsusza\nrzeki\tkorki\tUE\tpowódź');
  const add = dialog.getByRole('button', { name: 'Dodaj 8 karteczek' });
  await add.waitFor();
  expect(await add.isDisabled()).toBe(true);
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Zgadza się' }).click();
  await add.click();
  await showing(page, '2,2,2,2');

  await dialogOf(page);
  await page.getByLabel('Skopiowana treść').fill('lasy\nłąki');
  await dialog.getByLabel('Pole: Bez nagłówka').selectOption('Szanse');
  await dialog.getByRole('button', { name: 'Dodaj 2 karteczki' }).click();
  await showing(page, '2,2,4,2');
});

test('points come along as the result of a vote', async () => {
  const made = await testbed.server.make();
  const [anna, jan] = [await sit({ bypassPolicy: true }), await sit()];
  await Promise.all([join(anna, made.links.moderator, 'Anna'), join(jan, made.links.participant, 'Jan')]);
  const { page } = anna;
  const dialog = await dialogOf(page);
  await page.getByLabel('Skopiowana treść').fill('Mocne strony\tLiczba głosów\nlasy\t31\nrzeki\t12\nszkoły\t31');
  await dialog.getByLabel('Liczby punktów').selectOption('zachowaj jako wynik głosowania');
  expect(await dialog.getByLabel('Tytuł głosowania').inputValue()).toBe('Liczba głosów');
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Dodaj 3 karteczki' }).click();
  await showing(jan.page, '3,0,0,0');
  await jan.page.getByRole('button', { name: 'Więcej' }).click();
  await jan.page.getByRole('menuitem', { name: 'Wyniki głosowania' }).click();
  const results = jan.page.getByRole('dialog');
  await results.getByText('Wynik głosowania spoza tego warsztatu').waitFor();
  expect(await results.getByRole('row').allInnerTexts()).toHaveLength(4);
  await page.getByRole('button', { name: 'Cofnij' }).click();
  await results.getByText('Nie ma jeszcze zakończonego głosowania.').waitFor();
  await showing(jan.page, '0,0,0,0');
});

test('a paste beyond the limit goes on in further commands, and is one undo', async () => {
  const made = await testbed.server.make();
  const [anna, jan] = [await sit(), await sit()];
  await Promise.all([join(anna, made.links.moderator, 'Anna'), join(jan, made.links.participant, 'Jan')]);
  await anna.page.locator('[data-composer="threat"]').focus();
  await paste(anna.page, { text: Array.from({ length: 1_100 }, (_, at) => `zagrożenie numer ${at}`).join('\n') });
  await anna.page.getByRole('button', { name: /^Dodaj 1\s?100 karteczek$/ }).click();
  // Of so many only some are drawn; the section tells how many there are.
  const told = (page: Page) =>
    Promise.all(sections.map((section) => page.locator(`[data-section="${section}"] .count`).first().textContent()));
  for (const { page } of [anna, jan])
    await until(
      () => told(page),
      (counts) => counts.map((count) => count?.replace(/\D/g, '')).join() === '0,0,0,1100',
    );
  await saved(anna.page);
  await anna.page.getByRole('button', { name: 'Cofnij' }).click();
  for (const { page } of [anna, jan]) await showing(page, '0,0,0,0');
});

test('what cannot be pasted is told in one sentence, and changes nothing', async () => {
  const made = await testbed.server.make();
  const anna = await sit();
  await join(anna, made.links.participant, 'Anna');
  const { page } = anna;
  const dialog = await dialogOf(page);
  const field = page.getByLabel('Skopiowana treść');
  const cases: [Parameters<typeof paste>[1], string][] = [
    [{ html: '<script>document.title = "x"</script><style>p{}</style>' }, 'W schowku nie ma tekstu.'],
    [{ file: { name: 'zdjęcie.png', type: 'image/png', size: 10 } }, 'To nie jest plik z tekstem.'],
    [{ file: { name: 'dane.csv', type: 'text/csv', size: 5_000_000 } }, 'To za dużo naraz.'],
    [{ text: 'x'.repeat(5_000_000) }, 'To za dużo naraz.'],
    [{ text: 'lasy\tsmog\n'.repeat(10_000) }, 'To za dużo wierszy naraz.'],
    [{ text: 'lasy\tsmog\tOZE\tsusza\n'.repeat(2_000) }, 'To za dużo wierszy naraz.'],
    [
      { text: 'x', html: '<table><tr><td rowspan=2>a<td>b<td rowspan=2>c<tr><td colspan=2>d</table>' },
      'W tej tabeli scalone komórki nachodzą na siebie.',
    ],
  ];
  for (const [clipboard, sentence] of cases) {
    await field.focus();
    await field.selectText();
    await paste(page, clipboard);
    await dialog.getByText(sentence).waitFor();
    expect(await dialog.getByRole('button', { name: 'Dodaj 0 karteczek' }).isDisabled()).toBe(true);
  }
  expect(await page.title()).not.toBe('x');
  await field.selectText();
  await paste(page, { file: { name: 'lista.txt', type: 'text/plain', size: 3 } });
  await dialog.getByText('1 karteczka').first().waitFor();
});

test('repeats are offered to whoever moderates, and merged with one key after the other', async () => {
  const made = await testbed.server.make();
  const [anna, jan] = [await sit({ bypassPolicy: true }), await sit()];
  await Promise.all([join(anna, made.links.moderator, 'Anna'), join(jan, made.links.participant, 'Jan')]);
  await jan.page.locator('[data-composer="weakness"]').focus();
  await paste(jan.page, { text: 'zły stan dróg gminnych\nbrak żłobka\nwysokie bezrobocie\nza mało lekarzy' });
  await jan.page.getByRole('button', { name: 'Dodaj 4 karteczki' }).click();
  await showing(jan.page, '0,4,0,0');
  await jan.page.getByRole('button', { name: 'Inne narzędzia' }).click();
  await jan.page.getByRole('menuitem', { name: 'Wklej' }).waitFor();
  expect(await jan.page.getByRole('menuitem', { name: 'Powtórzenia' }).count()).toBe(0);
  await jan.page.keyboard.press('Escape');
  await jan.page.locator('[data-composer="weakness"]').focus();
  await paste(jan.page, {
    text: 'Brak żłobka\nzły stan dróg gminnych i powiatowych\nza mało lekarzy w gminie\nmało sal',
  });
  const dialog = jan.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Pomiń: Brak żłobka' }).click();
  await dialog.getByRole('button', { name: 'Dodaj 3 karteczki' }).click();
  await showing(anna.page, '0,7,0,0');

  await tool(anna.page, 'Powtórzenia');
  expect(await axe(anna.page)).toEqual([]);
  const panel = anna.page.getByRole('dialog');
  const merge = panel.getByRole('button', { name: /^Połącz/ });
  await merge.first().focus();
  await anna.page.keyboard.press('Enter');
  await until(
    () => merge.evaluateAll((all) => [all.length, all.indexOf(document.activeElement as HTMLElement)].join()),
    (left) => left === '1,0',
  );
  await anna.page.keyboard.press('Enter');
  await panel.getByText('Nie widać powtórzeń.').waitFor();
  for (const { page } of [anna, jan]) await showing(page, '0,5,0,0');
  const session = await testbed.server.enter({ code: made.code }, 'Kontrola');
  const { records } = await testbed.server.snapshot(made.id, session);
  const merged = records.find(({ fields }) => (fields?.sources as string[] | undefined)?.length);
  expect(merged?.fields?.sources).toHaveLength(1);
});
