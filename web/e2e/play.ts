import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { composers, join, note, onBoard, saved, texts, until, write } from './board.ts';
import { Moderator } from './moderator.ts';
import type { Testbed } from './testbed.ts';

/** The pages of those whom the play is seen through. */
export type Cast = Readonly<Record<'moderator' | 'participant' | 'phone' | 'wall', Page>>;

/** Where a page says what runs, what is asked and what one may do. */
function strip(page: Page) {
  return page.getByRole('region', { name: 'Etap' });
}

/** The row about the vote that runs, or that has just ended. */
function votes(page: Page) {
  return page.getByRole('region', { name: 'Głosowanie' });
}

/** Waits until the step has reached the page. */
async function inPhase(page: Page, title: string): Promise<void> {
  await strip(page).getByRole('heading', { name: title }).waitFor();
}

/**
 * A SWOT workshop from entry to tally, in Polish: a moderator beside a call, four participants in two teams (one without
 * a mouse, one with a phone) and the projector. `watch` is called in every scene.
 */
export async function play(testbed: Testbed, watch: (scene: string, cast: Cast) => Promise<void>): Promise<void> {
  const made = await testbed.server.make('Strategia rozwoju gminy Rudnik');
  // Maria sits beside a call, Anna has no mouse, Ola a phone.
  const [maria, anna, ewa, piotr, ola, wall] = [
    await testbed.sit({ width: 640, height: 900, bypassPolicy: true }),
    await testbed.sit({ bypassPolicy: true }),
    await testbed.sit(),
    await testbed.sit(),
    await testbed.sit({ width: 390, height: 800, touch: true, bypassPolicy: true }),
    await testbed.sit({ width: 1920, height: 1080, bypassPolicy: true }),
  ];
  await Promise.all([
    join(maria, made.links.moderator, 'Maria Prowadząca', 'Urząd Miasta'),
    join(anna, made.links.participant, 'Anna Kowalska', 'Koło Gospodyń'),
    join(ewa, made.links.participant, 'Ewa Żak'),
    join(piotr, made.links.participant, 'Piotr Ćwik'),
    join(ola, made.links.participant, 'Ola Śliwa', 'Młodzieżowa Rada'),
    wall.page.goto(made.links.observer),
  ]);
  const people = [anna, ewa, piotr, ola];
  const lead = new Moderator(maria.page);
  const cast = { moderator: maria.page, participant: anna.page, phone: ola.page, wall: wall.page };
  const look = (scene: string) => watch(scene, cast);

  // Entry: the agenda is planned by a template and begun; everybody may try.
  await lead.plan('Warsztat SWOT, trzy godziny');
  await lead.next('Wejście i próba');
  for (const { page } of people) await inPhase(page, 'Wejście i próba');
  await wall.page.getByText('Wpisz próbną karteczkę').first().waitFor();
  await write(ewa.page, 'strength', 'próba');
  await note(maria.page, 'próba').waitFor();
  await look('entry');

  // Rules: nobody writes, and the draft that was begun stays.
  await anna.page.getByLabel(composers.weakness).fill('niedokończona myśl');
  await lead.next('Cel i zasady');
  for (const { page } of people) await inPhase(page, 'Cel i zasady');
  await strip(ewa.page).getByText('Teraz tylko oglądamy').waitFor();
  expect(await anna.page.locator('[data-composer="weakness"]').inputValue()).toBe('niedokończona myśl');
  await look('rules');

  // Into two teams, drawn at random and adjusted by hand so that the play is the same every time.
  await lead.next('Podział na zespoły');
  await lead.tool('Zespoły');
  const dialog = maria.page.getByRole('dialog');
  await dialog.getByLabel('Ile zespołów?').fill('2');
  await dialog.getByRole('radio', { name: 'Z listy' }).check();
  await dialog
    .getByLabel('Lista')
    .fill('Anna Kowalska – Społeczny\nEwa Żak – Społeczny\nPiotr Ćwik – Gospodarka\nOla Śliwa – Gospodarka');
  await dialog.getByText('Dopasowano: 4 osoby').waitFor();
  await dialog.getByRole('button', { name: 'Utwórz zespoły' }).click();
  await dialog.getByText('Społeczny').first().waitFor();
  await look('teams');
  await maria.page.keyboard.press('Escape');
  await wall.page.getByText('Gospodarka').first().waitFor();

  // Silent writing: each sees their own notes, and how many others there are.
  await lead.next('Ciche pisanie');
  for (const { page } of people) {
    await inPhase(page, 'Ciche pisanie');
    await onBoard(page);
  }
  await until(
    () => texts(anna.page, 'strength'),
    (all) => all.length === 0,
  );
  // Anna writes by keyboard alone: 1 jumps to the strengths.
  await anna.page.locator('#board').focus();
  await anna.page.keyboard.press('1');
  await anna.page.keyboard.type('rozległe kompleksy leśne');
  await anna.page.keyboard.press('Enter');
  await anna.page.keyboard.type('tradycje wikliniarskie');
  await anna.page.keyboard.press('Enter');
  await write(ewa.page, 'strength', 'czyste powietrze');
  await write(ewa.page, 'threat', 'wylewy Sanu');
  await write(piotr.page, 'strength', 'bliskość drogi krajowej');
  await write(ola.page, 'strength', 'aktywna młodzież');
  await Promise.all(people.map(({ page }) => saved(page)));
  await ewa.page.locator('[data-section="strength"]').getByText('2 zakryte karteczki').first().waitFor();
  expect(await texts(ewa.page, 'strength')).toEqual(['czyste powietrze']);
  expect(await texts(piotr.page, 'strength')).toEqual(['bliskość drogi krajowej']);
  await note(anna.page, 'tradycje wikliniarskie').getByText('Widzisz tylko Ty').waitFor();
  for (const page of [maria.page, wall.page, piotr.page]) {
    expect(await page.content()).not.toMatch(/leśne|powietrze|wikliniarskie|Sanu/);
  }
  await wall.page.getByText('4 zakryte karteczki').first().waitFor();
  await wall.page.getByText('2 zakryte karteczki').first().waitFor();
  await look('silent writing');

  // Next asks, because not everybody is ready; then all is revealed, each team its own.
  await anna.page.getByRole('button', { name: 'Gotowe' }).click();
  await maria.page.getByText('gotowych: 1 z 4').or(maria.page.getByText('1/4')).first().waitFor();
  await lead.choose('Odkryj', 'Na wszystkich tablicach');
  await note(ewa.page, 'tradycje wikliniarskie').waitFor();
  await note(anna.page, 'wylewy Sanu').waitFor();
  expect(await note(piotr.page, 'wylewy Sanu').count()).toBe(0);
  await note(piotr.page, 'aktywna młodzież').waitFor();
  await look('revealed');

  // Grouping, a locked section.
  await lead.next('Czytanie i grupowanie');
  await inPhase(anna.page, 'Czytanie i grupowanie');

  // Votes in teams: secret, one each. Two people are too few for totals.
  await lead.next('Głosowanie w zespołach');
  await inPhase(anna.page, 'Głosowanie w zespołach');
  await lead.tool('Głosowanie');
  await dialog.getByLabel('Punktów na osobę').fill('2');
  await dialog.getByLabel('Najwyżej na jedną pozycję').fill('2');
  await dialog.getByRole('radio', { name: 'Każdy zespół osobno' }).check();
  await dialog.getByRole('button', { name: 'Zacznij głosowanie' }).click();
  await votes(anna.page).getByText('Zostały 2 z 2 punktów').waitFor();
  await note(anna.page, 'tradycje wikliniarskie').locator('[data-face]').focus();
  await anna.page.keyboard.press('+');
  await anna.page.keyboard.press('+');
  await votes(anna.page).getByText('Nie ma już wolnych punktów').waitFor();
  const secondTab = await anna.tab();
  await secondTab.goto(`${testbed.server.address}/w/${made.id}`);
  await votes(secondTab).getByText('Nie ma już wolnych punktów').waitFor();
  await secondTab.close();
  await note(ewa.page, 'tradycje wikliniarskie').getByRole('button', { name: 'Daj punkt' }).click();
  await maria.page.getByText('Głosowało: 2 z 4 osób').waitFor();
  await look('voting');
  await maria.page.getByRole('button', { name: 'Zakończ wszystkie' }).click();
  await dialog.getByRole('button', { name: 'Zakończ i pokaż wyniki' }).click();
  await until(
    () => votes(maria.page).getByRole('button', { name: 'Pokaż wyniki' }).count(),
    (results) => results === 2,
  );
  await votes(anna.page).getByRole('button', { name: 'Pokaż wyniki' }).click();
  await anna.page.getByRole('dialog').getByText('Liczą się punkty mniej niż trzech osób').waitFor();
  await anna.page.keyboard.press('Escape');
  expect(await piotr.page.content()).not.toContain('wikliniarskie');

  // The best go to the joint board, with their origin; the team's own stay.
  // Teams without a lead are asked about first: one is named, the other chooses for itself, and leads are told what to do.
  await lead.bar.locator('.next').filter({ hasText: 'Wybór na wspólną tablicę' }).click();
  await dialog.getByLabel('Lider: Społeczny').selectOption({ label: 'Anna Kowalska' });
  await dialog.getByRole('button', { name: 'Niech wybierze zespół' }).click();
  await look('leads');
  await dialog.getByRole('button', { name: 'Przejdź', exact: true }).click();
  await inPhase(anna.page, 'Wybór na wspólną tablicę');
  await strip(anna.page).getByText('Prowadzisz zespół').waitFor();
  await piotr.page.getByRole('button', { name: 'Ja poprowadzę' }).click();
  await strip(ola.page).getByText('Wybiera Piotr Ćwik').waitFor();
  await maria.page.getByRole('navigation', { name: 'Tablice' }).getByRole('button', { name: 'Społeczny' }).click();
  await maria.page.getByRole('button', { name: 'Dodaj na wspólną tablicę', exact: true }).click();
  await dialog.getByRole('checkbox', { name: 'tradycje wikliniarskie' }).check();
  await dialog.getByRole('button', { name: /^Dodaj \d/ }).click();
  await note(maria.page, 'tradycje wikliniarskie').waitFor();
  await look('promoting');

  // A break, then the teams present, each with its time, on the wall as well.
  await lead.next('Przerwa');
  await note(piotr.page, 'tradycje wikliniarskie').getByText('z zespołu').waitFor();
  await wall.page.getByText('Wracamy, gdy skończy się czas').first().waitFor();
  await lead.next('Prezentacje zespołów');
  await lead.choose('Przywołaj', 'Prezentacje zespołów');
  await dialog.getByRole('button', { name: 'Ustaw i zacznij' }).click();
  await dialog.getByRole('button', { name: 'Otwórz dla wszystkich i zacznij' }).click();
  await wall.page.getByText('Prezentuje').waitFor();
  await strip(piotr.page).getByText('Teraz: Społeczny').waitFor();
  await look('presentations');

  // Everybody is brought to one section and held there.
  await lead.choose('Przywołaj', 'Wstrzymaj pisanie', 'Mocne strony');
  await piotr.page.getByText('Prowadzący proszą o uwagę').first().waitFor();
  await until(
    () => ola.page.getByRole('tab', { name: 'Mocne strony' }).getAttribute('aria-selected'),
    (selected) => selected === 'true',
  );
  await look('held');
  await lead.choose('Przywołaj', 'Przywróć pisanie');
  await lead.bar.getByRole('button', { name: 'Następna prezentacja: Gospodarka' }).click();
  await dialog.getByRole('button', { name: 'Zacznij bez otwierania' }).click();
  await strip(piotr.page).getByText('Teraz: Gospodarka').waitFor();

  // The joint vote, to its tally: Anna votes by keyboard, Ola on the phone, Ewa with a mouse.
  await lead.next('Wspólne głosowanie');
  await lead.tool('Głosowanie');
  await dialog.getByLabel('Punktów na osobę').fill('1');
  await dialog.getByLabel('Najwyżej na jedną pozycję').fill('1');
  await dialog.getByRole('button', { name: 'Zacznij głosowanie' }).click();
  await wall.page.getByText('Każdy ma 1 punkt').waitFor();
  for (const { page } of [anna, ola]) {
    await votes(page).getByText('Został 1 z 1 punktu').waitFor();
  }
  await note(anna.page, 'tradycje wikliniarskie').locator('[data-face]').focus();
  await anna.page.keyboard.press('+');
  await note(ola.page, 'tradycje wikliniarskie').getByRole('button', { name: 'Daj punkt' }).tap();
  await note(ewa.page, 'tradycje wikliniarskie').getByRole('button', { name: 'Daj punkt' }).click();
  await votes(maria.page).getByText('Głosowało: 3 z 5 osób').waitFor();
  await wall.page.getByText('3+z 5 punktów dano').waitFor();
  await look('joint vote');
  await votes(maria.page).getByRole('button', { name: 'Zakończ głosowanie' }).click();
  await dialog.getByRole('button', { name: 'Zakończ i pokaż wyniki' }).click();
  await wall.page.getByText('Głosowały 3 osoby').waitFor();
  await wall.page.getByText('3 punkty').first().waitFor();
  await lead.choose('Przywołaj', 'Rzutnik');
  await maria.page.getByRole('button', { name: 'Następna strona' }).click();
  await maria.page.getByText('Rzutnik: strony stoją').waitFor();
  await maria.page.getByRole('button', { name: 'Przegląd tablicy' }).click();
  await wall.page.getByText('Najwięcej punktów: ').waitFor();
  await votes(piotr.page).getByRole('button', { name: 'Pokaż wyniki' }).click();
  const row = piotr.page.getByRole('dialog').getByRole('row').filter({ hasText: 'tradycje wikliniarskie' });
  await piotr.page.getByRole('heading', { name: 'Mocne strony: 5 najwyżej ocenionych' }).waitFor();
  await row.getByText('3', { exact: true }).or(row.getByText('3 pkt')).first().waitFor();
  await look('tally');
}
