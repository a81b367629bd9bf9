import { expect, test } from 'vitest';
import { join, onBoard, saved, until, write } from './board.ts';
import { axe } from './browser.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

test('the organiser overlooks all workshops: the clause, the day, opening, copying, closing and deleting', async () => {
  const made = await testbed.server.make();
  await testbed.server.make('Warsztat młodzieżowy');
  const organiser = await sit({ bypassPolicy: true });
  const { page } = organiser;
  await page.goto(`${testbed.server.address}/organiser#${testbed.server.organiserKey}`);
  const row = (title: string) => page.getByRole('listitem').filter({ hasText: title });
  await row('Warsztat młodzieżowy').waitFor();
  expect(await page.getByRole('listitem').count()).toBe(2);
  expect(await axe(page)).toEqual([]);

  // The clause of the server is read at the door, before the name.
  await page.getByRole('button', { name: 'Klauzula informacyjna' }).click();
  await page.getByLabel('Administrator danych').fill('Wójt Gminy Rudnik');
  await page.getByLabel('Kontakt z inspektorem').fill('iod@rudnik.pl');
  await page.getByRole('button', { name: 'Zapisz' }).click();
  await page.getByText('Administratorem danych osobowych jest Wójt Gminy Rudnik.').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Wstecz' }).click();
  const anna = await sit();
  await anna.page.goto(made.links.participant);
  const clause = anna.page.getByText('Administratorem danych osobowych jest Wójt Gminy Rudnik.');
  await clause.waitFor();
  const name = anna.page.getByLabel('Imię lub imię i nazwisko');
  expect(
    await clause.evaluate(
      (above, below) => above.compareDocumentPosition(below as Node) & 4,
      await name.elementHandle(),
    ),
  ).toBe(4);
  await anna.page.getByText('Cała informacja o danych osobowych').click();
  await anna.page.getByText('iod@rudnik.pl').waitFor();
  await join(anna, made.links.participant, 'Anna');
  await write(anna.page, 'strength', 'lasy');
  await saved(anna.page);

  const act = async (title: string, what: string) => {
    await row(title)
      .getByRole('button', { name: `Działania: ${title}` })
      .click();
    await page.getByRole('menuitem', { name: what }).click();
  };
  const dialog = page.getByRole('dialog');

  // A day within the month is announced, here and to those who moderate, who can move it.
  const ola = await Remote.moderate(testbed.server, made);
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await act('Strategia Rudnika', 'Termin usunięcia');
  await dialog.getByLabel('W wybranym dniu').check();
  await dialog.getByLabel('Dzień usunięcia').fill(soon);
  await dialog.getByRole('button', { name: 'Zapisz termin' }).click();
  await row('Strategia Rudnika').getByText('Zostanie usunięty').waitFor();
  const [opened] = await Promise.all([
    organiser.context.waitForEvent('page'),
    row('Strategia Rudnika').getByRole('button', { name: 'Otwórz jako moderator' }).click(),
  ]);
  await opened.getByLabel('Imię lub imię i nazwisko').fill('Organizatorka');
  await opened.getByRole('button', { name: 'Wejdź', exact: true }).click();
  await onBoard(opened);
  await opened.getByText('Ten warsztat zostanie usunięty').waitFor();
  await opened.getByRole('button', { name: 'Przesuń termin' }).click();
  await opened.getByRole('dialog').getByLabel('12 miesięcy po ostatnim użyciu').check();
  expect(await axe(opened)).toEqual([]);
  await opened.getByRole('dialog').getByRole('button', { name: 'Zapisz' }).click();
  await until(
    async () => (await ola.records('workshop'))[0]?.endsOn,
    (ends) => ends === '',
  );
  await opened.close();

  // A copy has no notes, and its links are shown as those of a new workshop.
  await act('Strategia Rudnika', 'Kopiuj jako nowy');
  await dialog.getByRole('button', { name: 'Utwórz kopię' }).click();
  await page.getByText('Warsztat jest gotowy').waitFor();
  const copy = await page.getByLabel('Link uczestnika', { exact: true }).inputValue();
  const jan = await sit();
  await join(jan, copy, 'Jan');
  expect(await jan.page.locator('[data-note]').count()).toBe(0);
  await page.getByRole('button', { name: 'Lista warsztatów' }).first().click();
  await row('(kopia)').waitFor();

  // Closing puts everybody out, and deleting needs the title.
  await act('Strategia Rudnika nad Sanem (kopia)', 'Zamknij');
  await dialog.getByRole('button', { name: 'Zamknij warsztat' }).click();
  await row('(kopia)').getByText('nikt nie może wejść').waitFor();
  await jan.page.getByText('To wejście zostało zamknięte').waitFor();
  await act('Warsztat młodzieżowy', 'Usuń');
  const remove = dialog.getByRole('button', { name: 'Usuń na stałe' });
  expect(await remove.isDisabled()).toBe(true);
  await dialog.getByLabel('przepisz tytuł').fill('Warsztat młodzieżowy');
  await remove.click();
  await row('Warsztat młodzieżowy').waitFor({ state: 'detached' });

  // To a rehearsal simulated people come.
  await page.getByRole('button', { name: 'Otwórz warsztat próbny' }).click();
  await page.getByRole('heading', { name: 'Warsztat próbny' }).waitFor();
  const rehearsal = await page.getByLabel('Link moderatora', { exact: true }).inputValue();
  const eva = await join(await sit(), rehearsal, 'Ewa');
  await eva.getByRole('button', { name: 'Osoby: 15' }).waitFor();
});

test('the pages on personal data and of help are reached from everywhere, and nothing is wrong with them', async () => {
  const { page } = await sit({ bypassPolicy: true });
  await page.goto(testbed.server.address);
  await page.getByRole('link', { name: 'Dane osobowe' }).click();
  await page.locator('[data-kept="member"]').waitFor();
  await page.locator('[data-kept="sessions"]').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByRole('link', { name: 'Pomoc' }).click();
  await page.getByRole('heading', { name: 'Jak wziąć udział' }).waitFor();
  await page.getByLabel('Prowadzę warsztat').check();
  await page.getByRole('heading', { name: 'Dzień wcześniej' }).waitFor();
  expect(await axe(page)).toEqual([]);
});
