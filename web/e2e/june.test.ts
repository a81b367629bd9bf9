import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { join, saved, until } from './board.ts';
import { axe } from './browser.ts';
import { Keyboard } from './keyboard.ts';
import { openTestbed } from './testbed.ts';
import { board, found } from './vision-board.ts';

// The June workshop: two teams draft in silence, each shows one sentence to all, all choose one, and it is worded further
// together. One person sits at a phone, one has no mouse, and a wall shows what is talked about.

const testbed = openTestbed();
const { sit } = testbed;

const statement = (page: Page, text: string) => page.locator('[data-item]').filter({ hasText: text });

test('two teams, a phone, a keyboard and a wall come from silent drafts to a chosen vision', async () => {
  const { made, remote } = await found(testbed);
  const [anna, jan, ewa, ola, wall] = await Promise.all([
    sit({ bypassPolicy: true }),
    sit({ width: 390, height: 844, touch: true, bypassPolicy: true }),
    sit(),
    sit({ width: 640, height: 800, bypassPolicy: true }),
    sit({ width: 1920, height: 1080, bypassPolicy: true }),
  ]);
  await join(anna, made.links.participant, 'Anna');
  await join(jan, made.links.participant, 'Jan');
  await join(ewa, made.links.participant, 'Ewa');
  await join(ola, made.links.participant, 'Ola');
  await wall.page.goto(made.links.observer);
  const ids = Object.fromEntries(
    await Promise.all(['Anna', 'Jan', 'Ewa', 'Ola'].map(async (name) => [name, await remote.member(name)] as const)),
  );
  await remote.give('FormTeams', {
    teams: [
      { team: 'red', name: 'Czerwoni', members: [ids.Anna, ids.Jan], lead: ids.Anna },
      { team: 'blue', name: 'Niebiescy', members: [ids.Ewa, ids.Ola], lead: ids.Ewa },
    ],
  });
  const alone = { boards: [board], teams: true, allow: ['write'], hidden: true, counts: true };
  await remote.phase('Własne zdanie', alone);

  const drafts = {
    Anna: 'Rudnik to miasto wikliny, w którym młodzi zostają.',
    Jan: 'Rudnik łączy pokolenia nad Sanem.',
    Ewa: 'Rudnik żyje z rzemiosła i z lasów.',
    Ola: 'Do Rudnika wraca się chętnie.',
  };
  // A mouse, a finger, keys alone, and a window beside a call.
  for (const [{ page }, text] of [
    [anna, drafts.Anna],
    [jan, drafts.Jan],
    [ola, drafts.Ola],
  ] as const) {
    const act = (goal: Locator) => (page === jan.page ? goal.tap() : goal.click());
    await act(page.getByRole('button', { name: 'Wizja i misja' }));
    await act(page.getByRole('button', { name: 'Napisz własną wersję' }).first());
    await page.getByRole('textbox', { name: 'Wizja: tekst' }).pressSequentially(text);
    if (page === jan.page) await act(page.locator('#board').getByRole('button', { name: 'Gotowe' }));
    else await page.keyboard.press('Escape');
    await saved(page);
  }
  const keys = ewa.page;
  const keyboard = new Keyboard(keys);
  await keyboard.enter(keys.getByRole('button', { name: 'Wizja i misja' }));
  await keyboard.enter(keys.getByRole('button', { name: 'Napisz własną wersję' }).first());
  await keyboard.type(drafts.Ewa);
  await keyboard.press('Escape');
  await saved(keys);
  expect(await axe(jan.page)).toEqual([]);
  expect(await axe(ola.page)).toEqual([]);

  // In silence: nobody sees another draft, not in the own team and not on the wall.
  for (const [who, { page }] of Object.entries({ Anna: anna, Jan: jan, Ewa: ewa, Ola: ola })) {
    for (const [of, text] of Object.entries(drafts))
      expect(await statement(page, text).count()).toBe(who === of ? 1 : 0);
  }
  const shown = async () => (await wall.page.locator('body').innerText()).replaceAll('\u00a0', ' ');
  for (const text of Object.values(drafts)) expect(await shown()).not.toContain(text);

  await remote.phase('Rozmowa w zespołach', { boards: [board], teams: true, allow: ['write'] });
  await remote.give('Reveal', { board: `copy:${board}:red` });
  await remote.give('Reveal', { board: `copy:${board}:blue` });
  await statement(anna.page, drafts.Jan).waitFor();
  await statement(jan.page, drafts.Anna).waitFor();
  await statement(keys, drafts.Ola).waitFor();
  expect(await statement(keys, drafts.Anna).count()).toBe(0);
  // The other one of the red team ends the sentence, on the phone.
  await statement(jan.page, drafts.Anna)
    .getByRole('button', { name: /Zmień tekst/ })
    .tap();
  const field = jan.page.getByRole('textbox', { name: 'Wizja: tekst' });
  await field.press('Control+End');
  await field.pressSequentially(' Razem.');
  await jan.page.locator('#board').getByRole('button', { name: 'Gotowe' }).tap();
  const red = `${drafts.Anna} Razem.`;
  await statement(anna.page, red).waitFor();

  // The leads show one sentence of each team to all: with the mouse, and with keys alone.
  await statement(anna.page, red)
    .getByRole('button', { name: /Działania na wersji/ })
    .click();
  await anna.page.getByRole('menuitem', { name: 'Dodaj na wspólną tablicę' }).click();
  await keyboard.enter(statement(keys, drafts.Ewa).getByRole('button', { name: /Działania na wersji/ }));
  await keyboard.choose('Dodaj na wspólną tablicę');
  const common = async () =>
    (await remote.records('statement'))
      .filter((each) => each.board === board)
      .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const both = await until(common, (now) => now.length === 2);
  expect(both.map(({ teams, author }) => [teams, author])).toEqual([
    [['red'], ids.Anna],
    [['blue'], ids.Ewa],
  ]);
  await remote.phase('Wybór', { boards: [board], allow: ['write', 'vote'] });

  // Side by side on the wall, each with its team.
  await remote.give('SetFocus', { board, section: '', item: both[1]?.id });
  await until(shown, (now) =>
    [red, drafts.Ewa, 'z zespołu „Czerwoni”', 'z zespołu „Niebiescy”'].every((each) => now.includes(each)),
  );
  expect(await axe(wall.page)).toEqual([]);

  // One of several: by mouse, by finger, beside a call, and by keys.
  const items = both.map(({ id }) => id);
  const rules = { points: 1, perItem: 1, groups: false, boards: [board], sections: [], liveTotals: false };
  await remote.give('OpenVote', { vote: 'vote-1', title: 'Wizja: wybór wersji', items, ...rules });
  const point = (page: Page, text: string) =>
    statement(page, text)
      .getByRole('button', { name: /Daj punkt/ })
      .first();
  await point(anna.page, red).click();
  await point(jan.page, red).tap();
  await point(ola.page, red).click();
  await keyboard.enter(point(keys, drafts.Ewa));
  await until(
    async () => (await remote.records('progress'))[0]?.finished,
    (finished) => finished === 4,
  );
  await remote.give('CloseVote', { vote: 'vote-1' });
  await statement(anna.page, red).getByText('3').first().waitFor();

  const [winner] = both;
  await remote.give('ChooseStatement', { statement: winner?.id, on: true });
  await remote.give('SetFocus', { board, section: '', item: winner?.id });
  await remote.give('MarkMoment', { moment: 'moment-1', title: 'Projekt wizji 1' });
  for (const { page } of [anna, jan, ola, ewa]) await statement(page, red).getByText('Wybrany tekst').waitFor();
  // The others stay as versions with their team, and the wall shows the chosen one alone.
  await statement(ola.page, drafts.Ewa).getByText('z zespołu „Niebiescy”').waitFor();
  await until(shown, (now) => now.includes(red) && !now.includes(drafts.Ewa));

  // It is the common text now: what the phone changes is marked on the wall for a moment.
  await remote.phase('Razem', { boards: [board], allow: ['write'] });
  await remote.give('SetFocus', { board, section: '', item: winner?.id });
  await until(shown, (now) => now.includes(red));
  await statement(jan.page, red)
    .getByRole('button', { name: /Zmień tekst/ })
    .tap();
  await field.press('Control+End');
  await field.pressSequentially(' I z lasami.');
  await wall.page.locator('mark').filter({ hasText: 'lasami.' }).waitFor();
  await jan.page.locator('#board').getByRole('button', { name: 'Gotowe' }).tap();
  for (const { page } of [anna, ola, ewa]) await statement(page, `${red} I z lasami.`).waitFor();
  expect(await axe(jan.page)).toEqual([]);
});
