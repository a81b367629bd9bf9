import { describe, expect, test } from 'vitest';
import { join, note, openFounding, saved, until, write } from './board.ts';
import { axe, type Person } from './browser.ts';
import { Moderator } from './moderator.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

const boardsOf = ({ page }: Person) => page.getByRole('navigation', { name: 'Tablice' });

describe('boards', () => {
  test('are added, renamed, moved and archived in a dialog, and one undo takes each back', async () => {
    const made = await testbed.server.make();
    const maria = await sit({ bypassPolicy: true });
    const page = await join(maria, made.links.moderator, 'Maria');
    const remote = await Remote.moderate(testbed.server, made);
    const dialog = page.getByRole('dialog', { name: 'Tablice' });
    const rows = dialog.getByRole('listitem');
    const titles = () => rows.getByRole('heading').allTextContents();
    const are = (...wanted: string[]) => until(titles, (all) => all.join() === wanted.join());
    const act = async (title: string, item: string) => {
      await rows.getByRole('button', { name: `Działania: ${title}` }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    const undo = () => dialog.getByRole('button', { name: 'Cofnij' }).click();

    expect(await boardsOf(maria).count()).toBe(0);
    await page.getByRole('button', { name: 'Więcej', exact: true }).first().click();
    await page.getByRole('menuitem', { name: 'Tablice' }).click();
    await dialog.getByRole('button', { name: 'Dodaj tablicę' }).click();
    const form = page.getByRole('dialog', { name: 'Nowa tablica' });
    await form.getByLabel('Nazwa').fill('Dojazdy');
    await form.getByRole('button', { name: 'Dodaj' }).click();
    await are('Analiza SWOT', 'Dojazdy');

    await act('Dojazdy', 'Zmień nazwę');
    await page.getByRole('dialog', { name: 'Nazwa tablicy' }).getByLabel('Nazwa').fill('Transport');
    await page.getByRole('button', { name: 'Zapisz', exact: true }).click();
    await are('Analiza SWOT', 'Transport');
    await undo();
    await are('Analiza SWOT', 'Dojazdy');

    const last = rows.last().getByRole('button');
    await last.focus();
    await page.keyboard.press('Alt+ArrowUp');
    await are('Dojazdy', 'Analiza SWOT');
    expect(
      await rows
        .first()
        .getByRole('button')
        .evaluate((button) => button === document.activeElement),
    ).toBe(true);
    await undo();
    await are('Analiza SWOT', 'Dojazdy');

    await act('Dojazdy', 'Przenieś do archiwum');
    await rows.filter({ hasText: 'w archiwum' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await undo();
    await until(
      () => remote.records('board'),
      (all) => all.every(({ fields }) => fields.archived === undefined),
    );
    await page.keyboard.press('Escape');
    await boardsOf(maria).getByRole('button', { name: 'Dojazdy' }).waitFor();
  });

  test('are founded beside that of the template', async () => {
    const organiser = await sit({ bypassPolicy: true });
    const { page } = organiser;
    await openFounding(page, testbed.server);
    await page.getByLabel('Jak nazywa się spotkanie?').fill('Strategia Rudnika');
    const add = page.getByRole('button', { name: 'Dodaj tablicę' });
    await add.click();
    await page.getByLabel('Nazwa tablicy 2').fill('Dojazdy');
    await add.click();
    await page.getByRole('button', { name: 'Usuń tablicę 3' }).click();
    expect(await add.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Utwórz warsztat' }).click();
    const invitation = await page.getByLabel('Link uczestnika', { exact: true }).inputValue();
    const anna = await sit();
    await join(anna, invitation, 'Anna');
    const all = boardsOf(anna).getByRole('button');
    expect(await all.allTextContents()).toEqual([
      expect.stringContaining('Analiza SWOT'),
      expect.stringContaining('Dojazdy'),
    ]);
  });

  test('that are archived are read and not changed', async () => {
    const made = await testbed.server.make();
    const anna = await sit();
    const page = await join(anna, made.links.participant, 'Anna');
    const remote = await Remote.moderate(testbed.server, made);
    await remote.give('AddBoard', { board: 'second', kind: 'swot', title: 'Dojazdy' });
    await boardsOf(anna).getByRole('button', { name: 'Dojazdy' }).click();
    await write(page, 'strength', 'kolej');
    await saved(page);
    await remote.give('ArchiveBoard', { board: 'second', on: true });
    // Whoever does not write is brought to what is open, and may go back to read.
    await boardsOf(anna).getByRole('button', { name: 'Inne tablice' }).click();
    await page.getByRole('menuitemradio', { name: 'Dojazdy (w archiwum)' }).click();
    await page.getByText('Tablica jest w archiwum, można oglądać.').waitFor();
    await note(page, 'kolej').waitFor();
    expect(await page.locator('[data-composer="strength"]').isEditable()).toBe(false);
    await boardsOf(anna).getByRole('button', { name: 'Analiza SWOT' }).click();
    await write(page, 'strength', 'lasy');
  });
});

test('three teams work on their copies of two boards, and one of them is opened to everybody', async () => {
  const made = await testbed.server.make();
  const [maria, anna, ewa] = [await sit(), await sit({ width: 640 }), await sit({ width: 390 })];
  // Observers get the wall, and the page itself where the window is narrow.
  const [olga, wall] = [await sit({ width: 640 }), await sit()];
  await Promise.all([
    join(maria, made.links.moderator, 'Maria'),
    join(anna, made.links.participant, 'Anna'),
    join(ewa, made.links.participant, 'Ewa'),
    olga.page.goto(made.links.observer),
    wall.page.goto(made.links.observer),
  ]);
  await olga.page.locator('[data-section]').first().waitFor();
  const remote = await Remote.moderate(testbed.server, made);
  await remote.give('AddBoard', { board: 'second', kind: 'swot', title: 'Dojazdy' });
  const [first, second] = [await remote.member('Anna'), await remote.member('Ewa')];
  await remote.give('FormTeams', {
    teams: [
      { team: 't1', name: 'Lasy', members: [first], lead: first },
      { team: 't2', name: 'Rzeki', members: [second] },
      { team: 't3', name: 'Drogi', members: [] },
    ],
  });
  expect((await remote.records('board')).length).toBe(2);

  const work = { phase: 'work', title: 'W zespołach', minutes: 0, boards: [], teams: true, allow: ['write'] };
  await remote.give('AddPhase', { ...work, hidden: false, counts: false, anonymous: false });
  const lead = new Moderator(maria.page);
  await lead.bar.getByRole('button', { name: 'W zespołach' }).click();
  await maria.page.getByText('Każdy zespół dostanie własną kopię każdej tablicy etapu.').waitFor();
  await maria.page.getByRole('button', { name: 'Przejdź', exact: true }).click();
  await until(
    () => remote.records('board'),
    (all) => all.length === 8,
  );

  await boardsOf(anna).getByRole('button', { name: 'Dojazdy' }).click();
  await write(anna.page, 'strength', 'kolej');
  await boardsOf(anna).getByRole('button', { name: 'Dojazdy (1 karteczka)' }).waitFor();
  await boardsOf(anna).getByRole('button', { name: 'Analiza SWOT' }).click();
  await write(anna.page, 'strength', 'lasy');
  await saved(anna.page);
  await boardsOf(maria).getByRole('button', { name: 'Lasy: Dojazdy' }).click();
  await note(maria.page, 'kolej').waitFor();
  await boardsOf(ewa).getByRole('button', { name: 'Dojazdy' }).click();
  expect(await note(ewa.page, 'kolej').count()).toBe(0);
  await boardsOf(ewa).getByRole('button', { name: 'Analiza SWOT' }).click();
  await write(ewa.page, 'strength', 'San');
  await saved(ewa.page);

  await remote.give('GoTo', { phase: '', from: 'work' });
  await remote.give('QueuePresentations', { teams: ['t1', 't2'], seconds: 60 });
  await remote.give('NextPresentation', {});
  await anna.page.getByRole('button', { name: 'Otwórz naszą tablicę dla wszystkich' }).click();
  const question = anna.page.getByRole('dialog', { name: 'Otworzyć tablicę dla wszystkich?' });
  await question.getByText('Otwarcia nie da się cofnąć.').waitFor();
  await question.getByRole('radio', { name: 'Lasy: Dojazdy' }).check();
  await question.getByRole('button', { name: 'Otwórz dla wszystkich' }).click();

  // What the team presents comes before everybody by itself, the wall included.
  await wall.page.getByText('kolej').first().waitFor();
  for (const other of [olga, ewa]) {
    await note(other.page, 'kolej').waitFor();
    expect(await other.page.content()).not.toContain('Lasy: Analiza SWOT');
  }
  expect(await ewa.page.locator('[data-composer="strength"]').isEditable()).toBe(false);

  // Whoever leads is asked before the next team begins, and opens the board with it.
  await lead.bar.getByRole('button', { name: 'Następna prezentacja: Rzeki' }).click();
  const asked = maria.page.getByRole('dialog', { name: 'Rzeki: pokazać tablicę wszystkim?' });
  await asked.getByText('Otwarcia nie da się cofnąć.').waitFor();
  expect(await axe(maria.page)).toEqual([]);
  expect(await asked.getByRole('checkbox', { name: 'Rzeki: Dojazdy' }).isChecked()).toBe(false);
  expect(await wall.page.content()).not.toContain('San<');
  await asked.getByRole('button', { name: 'Otwórz dla wszystkich i zacznij' }).click();
  await wall.page.getByText('San', { exact: true }).first().waitFor();
  for (const { page } of [anna, olga, maria]) await note(page, 'San').waitFor();
});
