import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { join, note, onBoard, saved, until } from './board.ts';
import { axe } from './browser.ts';
import { Moderator } from './moderator.ts';
import type { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';
import { attractive, board, different, found } from './vision-board.ts';

const testbed = openTestbed();
const { sit } = testbed;

const add = (remote: Remote, id: string, text: string, section = different) =>
  remote.give('AddNote', { board, note: id, section, x: 16, y: 64, text });

async function openMoments(page: Page) {
  await page.getByRole('banner').getByRole('button', { name: 'Więcej' }).click();
  await page.getByRole('menuitem', { name: 'Zapisane momenty' }).click();
  return page.getByRole('dialog', { name: 'Zapisane momenty' });
}

describe('a moment', () => {
  test('is made in one click, named, and opens the workshop as it was, with a way back', async () => {
    const { made, remote } = await found(testbed);
    await add(remote, 'note-1', 'Zamek');
    const [maria, anna] = [await sit({ bypassPolicy: true }), await sit({ bypassPolicy: true })];
    const page = await join(maria, made.links.moderator, 'Maria');
    await join(anna, made.links.participant, 'Anna');
    await note(page, 'Zamek').waitFor();

    await new Moderator(page).tool('Zapisz moment');
    await until(
      () => remote.records('moment'),
      ([moment]) => moment?.title.startsWith('Wizja, ') === true,
    );
    const dialog = page.getByRole('dialog', { name: 'Zapisane momenty' });
    await dialog.getByLabel('Nazwa momentu').fill('Projekt wizji 1');
    await page.keyboard.press('Enter');
    await dialog.getByRole('heading', { name: 'Projekt wizji 1' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');

    // Since then a note has changed, one has come, and one was hidden when the moment was made.
    await remote.give('EditText', { record: 'note-1', field: 'text', ops: ['Stary '] });
    await add(remote, 'note-2', 'Rynek', attractive);
    await note(anna.page, 'Rynek').waitFor();
    await anna.page.getByRole('textbox', { name: 'Dodaj karteczkę' }).fill('Jeszcze nie dodana');
    const list = await openMoments(anna.page);
    expect(await list.getByRole('button', { name: 'Zapisz ten moment' }).count()).toBe(0);
    await list.getByRole('link', { name: /^Otwórz.*Projekt wizji 1/ }).click();
    await anna.page.getByText(/^Stan z\s.* \(„Projekt wizji 1”\), tylko do odczytu$/).waitFor();
    await note(anna.page, 'Zamek').waitFor();
    expect(await anna.page.locator('[data-note] .words').allTextContents()).toEqual(['Zamek']);
    expect(await anna.page.getByRole('textbox').count()).toBe(0);
    expect(await axe(anna.page)).toEqual([]);
    // The present goes on behind: whoever looks back is still here, and comes back to what they wrote.
    await note(page, 'Stary Zamek').waitFor();
    await page.getByRole('button', { name: /^Osoby: 2 osoby/ }).waitFor();
    await anna.page.getByRole('link', { name: 'Wróć do teraz' }).click();
    await note(anna.page, 'Stary Zamek').waitFor();
    expect(await anna.page.getByRole('textbox', { name: 'Dodaj karteczkę' }).inputValue()).toBe('Jeszcze nie dodana');
    await anna.page.goBack();
    await anna.page.getByText(/tylko do odczytu$/).waitFor();
    await anna.page.goForward();
    await note(anna.page, 'Stary Zamek').waitFor();
  });

  test('that is none is refused with a sentence', async () => {
    const { made } = await found(testbed);
    const anna = await sit({ bypassPolicy: true });
    const page = await join(anna, made.links.participant, 'Anna');
    await page.goto(`${testbed.server.address}/w/${made.id}/at/99999`);
    await page.getByRole('heading', { name: 'Nie udało się otworzyć tego momentu.' }).waitFor();
    await page.getByText('Warsztat jeszcze nie doszedł do tego momentu.').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('link', { name: 'Wróć do teraz' }).click();
    await onBoard(page);
  });

  test('behind a damaged entry is shown up to there, with a sentence and a way back', async () => {
    const { made, remote } = await found(testbed);
    const session = await testbed.server.enter({ code: made.code }, 'Kontrola');
    const now = async () => (await testbed.server.snapshot(made.id, session)).seq;
    await add(remote, 'note-1', 'Zamek');
    const before = await now();
    // No later state holds these words: only the entry that is to be damaged.
    await remote.give('EditText', { record: 'note-1', field: 'text', ops: ['Nietrwały '] });
    await remote.give('EditText', { record: 'note-1', field: 'text', ops: [-10] });
    await add(remote, 'note-2', 'Rynek');
    const after = await now();
    // The program keeps the last state when it ends; a past before it is read from the entries.
    await add(remote, 'note-3', 'Wiklina');
    await testbed.server.terminate();
    expect(testbed.server.damage('Nietrwa')).toBe(1);
    await testbed.server.start();

    const anna = await sit({ bypassPolicy: true });
    const page = await join(anna, made.links.participant, 'Anna');
    await note(page, 'Wiklina').waitFor();
    await page.goto(`${testbed.server.address}/w/${made.id}/at/${after}`);
    await page.getByRole('alert').getByText('Zapis warsztatu jest dalej uszkodzony').waitFor();
    await note(page, 'Zamek').waitFor();
    expect(await note(page, 'Rynek').count()).toBe(0);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('link', { name: 'Wróć do teraz' }).click();
    await onBoard(page);
    await note(page, 'Rynek').waitFor();
    // What was before it is whole.
    await page.goto(`${testbed.server.address}/w/${made.id}/at/${before}`);
    await note(page, 'Zamek').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('keeps the text of a statement: versions are compared by word, and going back can be undone', async () => {
    const { made, remote } = await found(testbed);
    await remote.give('AddStatement', {
      board,
      statement: 'statement-1',
      subject: 'vision',
      text: 'Rudnik to dobre miejsce do życia.',
    });
    await remote.give('MarkMoment', { moment: 'moment-1', title: 'Projekt 1' });
    await remote.give('EditText', { record: 'statement-1', field: 'text', ops: [10, 'najlepsze', -5] });
    await remote.give('MarkMoment', { moment: 'moment-2', title: 'Projekt 2' });
    await remote.give('EditText', { record: 'statement-1', field: 'text', ops: [37, ' Razem.'] });
    const anna = await sit({ bypassPolicy: true });
    const page = await join(anna, made.links.participant, 'Anna');
    await page.getByRole('button', { name: 'Wizja i misja' }).click();
    await page.getByRole('button', { name: /Działania na wersji/ }).click();
    await page.getByRole('menuitem', { name: 'Porównaj z wcześniejszymi' }).click();
    const dialog = page.getByRole('dialog', { name: 'Wersje tego tekstu' });
    await dialog.locator('ins').getByText('Razem').waitFor();
    await dialog.getByLabel('Wersja wcześniejsza').selectOption({ index: 2 });
    await dialog.locator('del').getByText('dobre').waitFor();
    // What stands between two changes is too short to be told apart from them.
    expect(await dialog.locator('.text del, .text ins').allTextContents()).toEqual([
      'usunięto: dobre miejsce do życia ',
      'dodano: najlepsze miejsce do życia. Razem ',
    ]);
    await dialog.getByLabel('Wersja późniejsza').selectOption({ index: 1 });
    await until(
      () => dialog.locator('.text ins').count(),
      (count) => count === 1,
    );
    expect(await axe(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Wróć do wersji wcześniejszej' }).click();
    const text = async () => (await remote.records('statement'))[0]?.text;
    await until(text, (now) => now === 'Rudnik to dobre miejsce do życia.');
    await saved(page);
    await page.getByRole('button', { name: 'Cofnij' }).click();
    await until(text, (now) => now === 'Rudnik to najlepsze miejsce do życia. Razem.');
  });
});

test('whoever comes back after a while is led through what has changed', async () => {
  const { made, remote } = await found(testbed);
  await add(remote, 'note-1', 'Zamek');
  await remote.give('AddStatement', { board, statement: 'statement-1', subject: 'mission', text: 'Służymy' });
  const anna = await sit({ bypassPolicy: true });
  const page = await join(anna, made.links.participant, 'Anna');
  const line = page.getByRole('region', { name: 'Zmiany od ostatniej wizyty' });
  const key = `warsztat.seen.${made.id}`;
  // She leaves the page, and an hour goes by on the clock of her browser.
  await page.goto('about:blank');
  await page.goto(`${testbed.server.address}/w/${made.id}`);
  await onBoard(page);
  expect(await line.count()).toBe(0);
  await page.evaluate((key) => {
    const seen = JSON.parse(localStorage.getItem(key) ?? '{}');
    localStorage.setItem(key, JSON.stringify({ ...seen, at: seen.at - 3_600_000 }));
  }, key);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  expect(await line.count()).toBe(0);
  // What she missed comes when she is back already, as to a phone that was asleep.
  await remote.give('MoveNotes', { moves: [{ note: 'note-1', section: different, x: 300, y: 64 }] });
  await remote.give('EditText', { record: 'statement-1', field: 'text', ops: [7, ' mieszkańcom'] });
  await add(remote, 'note-2', 'Rynek', attractive);
  await note(page, 'Rynek').waitFor();
  await line.getByText(/^Ostatnia wizyta: /).waitFor();
  await line.getByRole('button', { name: 'Pokaż, co się zmieniło' }).click();
  await line.getByText('1 z 2').waitFor();
  await note(page, 'Rynek').getByText('nowa').waitFor();
  expect(await axe(page)).toEqual([]);
  await line.getByRole('button', { name: 'Następna zmiana' }).click();
  await page.locator('[data-item]').filter({ hasText: 'Służymy mieszkańcom' }).getByText('zmieniona').waitFor();
  await line.getByRole('button', { name: 'Następna zmiana' }).click();
  await note(page, 'Rynek').getByText('nowa').waitFor();
  await line.getByRole('button', { name: 'Zamknij' }).click();
  expect(await note(page, 'Rynek').getByText('nowa').count()).toBe(0);

  await page.getByRole('banner').getByRole('button', { name: 'Więcej' }).click();
  await page.getByRole('menuitem', { name: 'Opuść warsztat' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Opuść warsztat' }).click();
  await page.getByRole('heading', { name: 'Warsztat opuszczony' }).waitFor();
  expect(await page.evaluate((key) => localStorage.getItem(key), key)).toBeNull();
});

test('notes are found with and without diacritics, one after the other', async () => {
  const { made, remote } = await found(testbed);
  await add(remote, 'note-1', 'Żółte łąki');
  await remote.give('AddNote', { board, note: 'note-2', section: '', x: 9000, y: 9000, text: 'Laki nad Sanem' });
  await add(remote, 'note-3', 'Zamek', attractive);
  const anna = await sit({ bypassPolicy: true });
  const page = await join(anna, made.links.participant, 'Anna');
  await page.keyboard.press('Escape');
  await page.locator('h1').click();
  await page.keyboard.press('f');
  const field = page.getByRole('searchbox', { name: 'Szukaj na tablicy' });
  await field.fill('łaki');
  await page.getByText('1 z 2').waitFor();
  expect(await axe(page)).toEqual([]);
  await field.press('Enter');
  await page.getByText('2 z 2').waitFor();
  // The far note came into view, and the keyboard stayed in the field.
  const inView = () => note(page, 'Laki nad Sanem').evaluate((each) => each.getBoundingClientRect().right < innerWidth);
  await until(inView, Boolean);
  await field.press('Enter');
  await page.getByText('1 z 2').waitFor();
  await field.fill('wieloryb');
  await page.getByText('nic', { exact: true }).waitFor();
  await field.fill('zółte');
  await page.getByText('1 z 1').waitFor();
  await field.press('Escape');
  await until(
    () => page.evaluate(() => document.activeElement?.querySelector('.words')?.textContent),
    (text) => text === 'Żółte łąki',
  );
  // Notes are gathered from one search to the next.
  await page.keyboard.press('Space');
  await page.keyboard.press('f');
  await field.fill('zamek');
  await field.press('Escape');
  await note(page, 'Zamek').locator('[data-face]:focus').waitFor();
  await page.keyboard.press('Space');
  await page.getByText('Zaznaczono: 2').waitFor();
});
