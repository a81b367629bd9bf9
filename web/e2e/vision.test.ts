import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { join, note, saved, tool, until } from './board.ts';
import { axe } from './browser.ts';
import { openTestbed } from './testbed.ts';
import { attractive, board, different, found, people } from './vision-board.ts';

const testbed = openTestbed('--command-rate', '10000', '--command-burst', '10000');
const { sit } = testbed;

const write = async (page: Page, text: string) => {
  const field = page.getByRole('textbox', { name: 'Dodaj karteczkę' });
  await field.fill(text);
  await field.press('Enter');
};

/** The section of each note on the page, by its text. */
const sections = (page: Page) =>
  page
    .locator('[data-note]')
    .evaluateAll((notes) =>
      Object.fromEntries(
        notes.map((each) => [
          each.querySelector('.words')?.textContent ?? '',
          each.closest<HTMLElement>('[data-section]')?.dataset.section ?? '?',
        ]),
      ),
    );

const stands = (page: Page, text: string, section: string) =>
  until(
    () => sections(page),
    (all) => all[text] === section,
  );

async function drag(page: Page, text: string, to: { x: number; y: number }) {
  const box = await note(page, text).boundingBox();
  if (box === null) throw new Error(`${text} is not in view`);
  await page.mouse.move(box.x + 40, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 40);
  await page.mouse.move(to.x, to.y, { steps: 4 });
  return { drop: () => page.mouse.up() };
}

const middleOf = async (page: Page, section: string) => {
  const box = await page.locator(`section[data-section="${section}"] h2`).boundingBox();
  if (box === null) throw new Error(`${section} is not in view`);
  return { x: box.x + 60, y: box.y + 160 };
};

describe('a vision board', () => {
  test('takes notes in areas; they are dragged anywhere, and everybody sees whose hand it is', async () => {
    const { made } = await found(testbed);
    const [anna, jan] = [await sit({ bypassPolicy: true }), await sit()];
    const page = await join(anna, made.links.participant, 'Anna');
    await join(jan, made.links.participant, 'Jan');
    await write(page, 'Zamek i rynek');
    await write(page, 'Lasy');
    await stands(jan.page, 'Zamek i rynek', different);
    expect(await axe(page)).toEqual([]);

    const hand = await drag(page, 'Lasy', await middleOf(page, attractive));
    await note(jan.page, 'Lasy').getByText('Anna: w ręku').waitFor();
    await hand.drop();
    await stands(page, 'Lasy', attractive);
    await stands(jan.page, 'Lasy', attractive);
    await saved(page);
    await page.keyboard.press('Control+z');
    await stands(jan.page, 'Lasy', different);
  });

  test('is worked by keys and menus alone, and its list is equal to it', async () => {
    const { made, remote } = await found(testbed);
    const anna = await sit({ bypassPolicy: true });
    const page = await join(anna, made.links.participant, 'Anna');
    for (const [i, text] of ['Zamek', 'Rynek', 'Lasy'].entries()) {
      await remote.give('AddNote', { board, note: `note-${i}`, section: different, x: 16 + i * 216, y: 64, text });
    }
    await note(page, 'Lasy').waitFor();
    await note(page, 'Zamek').locator('[data-face]').focus();
    await page.keyboard.press('ArrowRight');
    await until(
      () => page.evaluate(() => document.activeElement?.querySelector('.words')?.textContent),
      (text) => text === 'Rynek',
    );
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: 'Przenieś: Dla kogo chcemy być atrakcyjni?' }).click();
    await stands(page, 'Rynek', people);
    await saved(page);
    const [moved] = (await remote.records('note')).filter(({ text }) => text === 'Rynek');
    expect(moved?.section).toBe(people);

    await page.getByRole('button', { name: 'Lista' }).click();
    await page.getByRole('heading', { name: 'Dla kogo chcemy być atrakcyjni?' }).waitFor();
    expect(await page.locator('[data-note]').allTextContents()).toHaveLength(3);
    await stands(page, 'Rynek', people);
    expect(await axe(page)).toEqual([]);
  });

  test('is taken in with a frame and set in rows, and one undo takes that back', async () => {
    const { made, remote } = await found(testbed);
    const page = await join(await sit(), made.links.participant, 'Anna');
    for (let i = 0; i < 5; i++) {
      await remote.give('AddNote', {
        board,
        note: `note-${i}`,
        section: different,
        x: 100 + 9 * i,
        y: 120 + 7 * i,
        text: `Karteczka ${i}`,
      });
    }
    await note(page, 'Karteczka 4').waitFor();
    const head = await middleOf(page, different);
    await page.keyboard.down('Shift');
    await page.mouse.move(head.x - 50, head.y - 100);
    await page.mouse.down();
    await page.mouse.move(head.x + 400, head.y + 300, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await page.getByText('5 karteczek').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Działania na polu Czym różnimy się od innych?' }).click();
    await page.getByRole('menuitem', { name: 'Uporządkuj karteczki' }).click();
    await saved(page);
    const points = async () => (await remote.records('note')).map(({ x, y }) => `${x} ${y}`).sort();
    await until(points, (now) => now.join() === ['16 112', '16 272', '232 112', '232 272', '448 112'].join());
    await page.keyboard.press('Control+z');
    await until(points, (now) => now.includes('100 120') && now.includes('136 148'));
  });

  test('gets areas from moderators, who move, change and remove them; notes stay', async () => {
    const { made, remote } = await found(testbed);
    const maria = await sit({ bypassPolicy: true });
    const page = await join(maria, made.links.moderator, 'Maria');
    await remote.give('AddNote', { board, note: 'note-1', section: different, x: 16, y: 64, text: 'Zamek' });
    await note(page, 'Zamek').waitFor();
    await page.getByRole('button', { name: 'Dodaj obszar' }).click();
    const form = page.getByRole('dialog', { name: 'Nowy obszar' });
    await form.getByLabel('Pytanie').fill('Z czego będziemy dumni?');
    expect(await axe(page)).toEqual([]);
    await form.getByRole('button', { name: 'Dodaj obszar' }).click();
    await page.getByRole('heading', { name: 'Z czego będziemy dumni?' }).waitFor();

    const actions = page.getByRole('button', { name: 'Działania na polu Czym różnimy się od innych?' });
    await actions.click();
    await page.getByRole('menuitem', { name: 'Przesuń' }).click();
    await page.getByRole('menuitem', { name: 'w dół' }).click();
    const area = async () => (await remote.records('area')).find(({ id }) => id === different);
    await until(area, (now) => now?.y === 128);
    await actions.click();
    await page.getByRole('menuitem', { name: 'Usuń obszar' }).click();
    await until(area, (now) => now === undefined);
    const where = async () => (await remote.records('note')).map(({ section, x, y }) => [section, x, y]);
    expect(await where()).toEqual([['', 64, 192]]);
    await page.keyboard.press('Control+z');
    await until(where, ([now]) => now?.[0] === different);

    // A column of a table is an area.
    await tool(page, 'Wklej');
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('textbox')
      .fill('Czym różnimy się od innych?\tZ czego będziemy dumni?\nwiklina\tszkoły\nlasy\tdrogi');
    await dialog.getByRole('button', { name: /^Dodaj 4/ }).click();
    await stands(page, 'wiklina', different);
    const proud = (await remote.records('area')).find(({ title }) => title === 'Z czego będziemy dumni?');
    await stands(page, 'drogi', String(proud?.id));
  });

  test('draws only what is near when it is full; whoever goes elsewhere finds all there', async () => {
    const { made, remote } = await found(testbed);
    const notes = Array.from({ length: 900 }, (_, i) => ({
      note: `n${i}`,
      section: '',
      x: 40 + (i % 30) * 216,
      y: 1_200 + Math.floor(i / 30) * 160,
      text: `Pomysł ${i}`,
    }));
    for (let at = 0; at < notes.length; at += 100)
      await remote.give('PasteNotes', { board, notes: notes.slice(at, at + 100), groups: [] });
    const { page } = await sit();
    await join({ page }, made.links.participant, 'Anna');
    const drawn = page.locator('[data-note]');
    await until(
      () => drawn.count(),
      (count) => count > 0 && count < 500,
    );
    // By keys to the last one, which is far away: it is there and has the focus.
    await page.locator('#board').focus();
    await page.keyboard.press('Control+f');
    await page.getByRole('searchbox', { name: 'Szukaj na tablicy' }).fill('Pomysł 899');
    await note(page, 'Pomysł 899').waitFor();
    await page.keyboard.press('Escape');
    await until(
      () => page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-note]')?.dataset.note),
      (note) => note === 'n899',
    );
    // What others move comes into view.
    await remote.give('MoveNotes', { moves: [{ note: 'n0', section: '', x: 6_000, y: 5_700 }] });
    await note(page, 'Pomysł 0').waitFor();
    // So does an area, with what stands in it.
    const within = page.locator('[data-note="n2"]');
    await remote.give('MoveNotes', {
      moves: ['n1', 'n2'].map((id, i) => ({ note: id, section: different, x: 16 + 220 * i, y: 96 })),
    });
    await page.locator('[data-note="n1"]').waitFor();
    await within.waitFor({ state: 'detached' });
    await remote.give('PlaceAreas', { areas: [{ area: different, x: 6_000, y: 6_200, width: 400, height: 400 }] });
    await within.waitFor();
    // With all in view, all are drawn in the end.
    await page.getByRole('button', { name: 'Pokaż całość' }).click();
    await until(
      () => drawn.count(),
      (count) => count === notes.length,
    );
  });

  test('shows a phone one area at a time, with the plane one tap away', async () => {
    const { made } = await found(testbed);
    const anna = await sit({ width: 390, height: 844, touch: true, bypassPolicy: true });
    const page = await join(anna, made.links.participant, 'Anna');
    await write(page, 'Zamek');
    await stands(page, 'Zamek', different);
    await page.getByRole('tab', { name: /W czym chcemy być atrakcyjni/ }).click();
    await write(page, 'Lasy');
    await stands(page, 'Lasy', attractive);
    await page.getByRole('button', { name: 'Płaszczyzna' }).click();
    await stands(page, 'Zamek', different);
    expect(await axe(page)).toEqual([]);

    // Two fingers that part make it larger.
    const width = async () => (await note(page, 'Zamek').boundingBox())?.width ?? 0;
    const before = await width();
    const screen = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...apart: number[]) =>
      screen.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: apart.flatMap((by) => [
          { id: 0, x: 195 - by, y: 420 },
          { id: 1, x: 195 + by, y: 420 },
        ]),
      });
    await touch('touchStart', 40);
    for (const by of [50, 60, 70, 80]) await touch('touchMove', by);
    await touch('touchEnd');
    await until(width, (now) => now > 1.5 * before);
  });
});

describe('a statement', () => {
  test('is drafted by each alone, revealed, voted on, chosen and worded together', async () => {
    const { made, remote } = await found(testbed);
    await remote.give('AddNote', { board, note: 'note-1', section: different, x: 16, y: 64, text: 'miasto wikliny' });
    await remote.phase('Zdania', { boards: [board], allow: ['write', 'vote'], hidden: true, counts: true });
    const [anna, jan, wall] = [
      await sit({ bypassPolicy: true }),
      await sit(),
      await sit({ width: 1920, height: 1080 }),
    ];
    await join(anna, made.links.participant, 'Anna');
    await join(jan, made.links.participant, 'Jan');
    const drafts = { Anna: 'Rudnik to dobre miejsce do życia.', Jan: 'Rudnik łączy pokolenia.' };
    for (const [{ page }, text] of [
      [anna, drafts.Anna],
      [jan, drafts.Jan],
    ] as const) {
      await page.getByRole('button', { name: 'Wizja i misja' }).click();
      await page.getByRole('button', { name: 'Napisz własną wersję' }).first().click();
      await page.getByRole('textbox', { name: 'Wizja: tekst' }).pressSequentially(text);
      await page.keyboard.press('Escape');
      await saved(page);
    }
    const own = (text: string) => anna.page.locator('[data-item]').filter({ hasText: text });
    await own(drafts.Anna).getByText('Widzisz tylko Ty').waitFor();
    expect(await own(drafts.Jan).count()).toBe(0);
    expect(await axe(anna.page)).toEqual([]);

    await remote.give('Reveal', { board });
    await own(drafts.Jan).waitFor();
    const [first] = (await remote.records('statement')).filter(({ text }) => text === drafts.Jan);
    const items = (await remote.records('statement')).map(({ id }) => id);
    const rules = { points: 1, perItem: 1, groups: false, boards: [board], sections: [], liveTotals: false };
    await remote.give('OpenVote', { vote: 'vote-1', title: 'Wybór', items, ...rules });
    await own(drafts.Jan)
      .getByRole('button', { name: /Daj punkt/ })
      .first()
      .click();
    await saved(anna.page);

    await remote.give('ChooseStatement', { statement: first?.id, on: true });
    await own(drafts.Jan).getByText('Wybrany tekst').waitFor();
    await remote.phase('Razem', { boards: [board], allow: ['write'] });
    await wall.page.goto(`${made.links.observer}`);
    await remote.give('SetFocus', { board, section: '', item: first?.id });

    const card = jan.page.locator('[data-item]').filter({ hasText: drafts.Jan });
    await card.getByRole('button', { name: /Działania na wersji/ }).click();
    await jan.page.getByRole('menuitem', { name: 'Wstaw słowa z karteczki' }).click();
    await jan.page.getByRole('dialog').getByRole('button', { name: 'miasto wikliny' }).click();
    await own('Rudnik łączy pokolenia. miasto wikliny').getByText('Z karteczek: „miasto wikliny”').waitFor();

    const write = async ({ page }: typeof anna) => {
      const at = page.locator('[data-item]').filter({ hasText: drafts.Jan });
      await at.getByRole('button', { name: /Zmień tekst/ }).click();
      return page.getByRole('textbox', { name: 'Wizja: tekst' });
    };
    const [left, right] = [await write(anna), await write(jan)];
    await left.press('Control+Home');
    await right.press('Control+End');
    await Promise.all([left.pressSequentially('W roku 2035 '), right.pressSequentially(' i sąsiadów')]);
    const whole = 'W roku 2035 Rudnik łączy pokolenia. miasto wikliny i sąsiadów';
    await until(
      () => left.inputValue(),
      (text) => text === whole,
    );
    await until(
      () => right.inputValue(),
      (text) => text === whole,
    );
  });
});
