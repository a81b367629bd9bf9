import { describe, expect, test } from 'vitest';
import { choose, join, note, saved, texts, tool, until, write } from './board.ts';
import type { Person } from './browser.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

/** Opens the bin and returns its dialog. */
async function bin({ page }: Person) {
  await tool(page, /^Kosz/);
  const dialog = page.getByRole('dialog', { name: 'Kosz' });
  await dialog.waitFor();
  return dialog;
}

describe('who keeps order in a workshop', () => {
  test('empties the bin after a question; what was voted on stays, and participants are not offered it', async () => {
    const made = await testbed.server.make();
    const [maria, anna, jan] = [await sit(), await sit(), await sit()];
    await Promise.all([
      join(maria, made.links.moderator, 'Maria'),
      join(anna, made.links.participant, 'Anna'),
      join(jan, made.links.participant, 'Jan'),
    ]);
    for (const text of ['lasy', 'rzeki', 'łąki']) await write(anna.page, 'strength', text);
    await saved(anna.page);
    const remote = await Remote.moderate(testbed.server, made);
    const voted = (await remote.records('note')).find(({ text }) => text === 'rzeki');
    await remote.give('OpenVote', {
      vote: 'v',
      title: 'Priorytety',
      points: 1,
      perItem: 1,
      groups: false,
      boards: [],
      sections: [],
      liveTotals: false,
    });
    await remote.give('SetPoints', { vote: 'v', item: voted?.id, points: 1 });
    for (const text of ['lasy', 'rzeki']) await choose(anna.page, text, 'Usuń do kosza');
    await until(
      () => texts(maria.page, 'strength'),
      (all) => all.join() === 'łąki',
    );

    const janSees = await bin(jan);
    await janSees.getByText('lasy').waitFor();
    expect(await janSees.getByRole('button', { name: 'Opróżnij kosz' }).count()).toBe(0);
    const mariaSees = await bin(maria);
    await mariaSees.getByRole('button', { name: 'Opróżnij kosz' }).click();
    const question = maria.page.getByRole('dialog', { name: 'Opróżnić kosz?' });
    await question.getByText('Tego nie da się cofnąć').waitFor();
    await question.getByText('Zostają te, na które dano punkty').waitFor();
    await question.getByRole('button', { name: 'Opróżnij kosz' }).click();
    for (const sees of [janSees, mariaSees]) {
      await sees.getByText('lasy').waitFor({ state: 'detached' });
      await sees.getByText('rzeki').waitFor();
    }
    expect(await texts(jan.page, 'strength')).toEqual(['łąki']);
  });

  test('turns away all who wait at once, and whoever is in goes on', async () => {
    const made = await testbed.server.make();
    const [maria, anna, jan] = [await sit(), await sit(), await sit()];
    await Promise.all([join(maria, made.links.moderator, 'Maria'), join(jan, made.links.participant, 'Jan')]);
    const remote = await Remote.moderate(testbed.server, made);
    await remote.give('SetWaitingRoom', { on: true });
    for (const name of ['Ktoś', 'Ktoś inny']) await testbed.server.enter({ code: made.code }, name);
    await anna.page.goto(made.links.participant);
    await anna.page.getByLabel('Imię lub imię i nazwisko').fill('Anna');
    await anna.page.getByRole('button', { name: 'Wejdź', exact: true }).click();
    await anna.page.getByText('Zaraz wejdziesz').waitFor();

    await maria.page.getByRole('button', { name: 'Osoby' }).click();
    await maria.page.getByRole('heading', { name: /W poczekalni\s+3/ }).waitFor();
    await maria.page.getByRole('button', { name: 'Nie wpuszczaj nikogo' }).click();
    await maria.page.getByRole('heading', { name: 'W poczekalni' }).waitFor({ state: 'detached' });
    await anna.page.getByText('Zaraz wejdziesz').waitFor({ state: 'detached' });
    const members = (await remote.records('member')).map(({ name }) => name);
    expect(members.sort()).toEqual(['Jan', 'Maria', 'Zdalna Prowadząca']);
    await write(jan.page, 'strength', 'piszę dalej');
    await saved(jan.page);
  });

  test('bans somebody and takes back what they did; what nobody has signed stays', async () => {
    const made = await testbed.server.make();
    const [maria, anna, mallory] = [await sit(), await sit(), await sit()];
    await Promise.all([
      join(maria, made.links.moderator, 'Maria'),
      join(anna, made.links.participant, 'Anna'),
      join(mallory, made.links.participant, 'Mallory'),
    ]);
    await write(anna.page, 'strength', 'czyste rzeki');
    await note(mallory.page, 'czyste rzeki').waitFor();
    await write(mallory.page, 'strength', 'bazgroły');
    await note(mallory.page, 'czyste rzeki').locator('[data-face]').dblclick();
    await mallory.page.getByLabel('Treść karteczki').fill('zamazane');
    await mallory.page.keyboard.press('Escape');
    await note(anna.page, 'zamazane').waitFor();
    const remote = await Remote.moderate(testbed.server, made);
    await remote.phase('bez podpisu', { allow: ['write'], anonymous: true });
    await mallory.page.getByRole('heading', { name: 'bez podpisu' }).waitFor();
    await write(mallory.page, 'strength', 'niepodpisane');
    await note(anna.page, 'niepodpisane').waitFor();

    await maria.page.getByRole('button', { name: 'Osoby' }).click();
    await maria.page.getByRole('button', { name: 'Działania: Mallory' }).click();
    await maria.page.getByRole('menuitem', { name: 'Usuń i nie wpuszczaj' }).click();
    const question = maria.page.getByRole('dialog', { name: 'Usunąć i nie wpuszczać: Mallory?' });
    await question.getByLabel('Z ostatnich 10 minut').check();
    await question.getByText('Karteczki bez podpisu zostają').waitFor();
    await question.getByRole('button', { name: 'Usuń i nie wpuszczaj' }).click();
    await until(
      async () => (await texts(anna.page, 'strength')).sort(),
      (all) => all.join() === 'czyste rzeki,niepodpisane',
    );
    await mallory.page.getByText('Osoba prowadząca zakończyła tu Twój udział').waitFor();
    await mallory.page.goto(made.links.participant);
    await mallory.page.getByRole('button', { name: 'Wróć jako Mallory' }).click();
    await mallory.page.getByText('Dostęp do tego warsztatu został odebrany').waitFor();
    await write(anna.page, 'strength', 'piszę dalej');
    await saved(anna.page);
  });
});
