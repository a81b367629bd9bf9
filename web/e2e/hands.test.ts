import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { choose, composers, join, note, saved, texts, until, write } from './board.ts';
import { misplaced } from './keyboard.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

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

test('notes are dragged to another section, and onto each other to make a named group', async () => {
  const made = await testbed.server.make();
  const [anna, jan] = [await sit(), await sit()];
  await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
  const { page } = anna;
  for (const text of ['lasy', 'rzeki', 'drogi']) await write(page, 'strength', text);
  await drag(page, 'lasy', '[data-section="threat"] .notes-of');
  await until(
    () => texts(jan.page, 'threat'),
    (all) => all.join() === 'lasy',
  );
  const target = await note(page, 'rzeki').getAttribute('data-note');
  await drag(page, 'drogi', `[data-note="${target}"]`);
  const name = page.getByRole('textbox', { name: 'Nazwa grupy' });
  await name.and(page.locator(':focus')).waitFor();
  await page.keyboard.type('Infrastruktura');
  await page.keyboard.press('Enter');
  const group = jan.page.locator('[data-section="strength"] [data-group]');
  await group.getByText('Infrastruktura').waitFor();
  await until(
    () => group.locator('[data-note]').count(),
    (n) => n === 2,
  );
  await saved(page);
});

test('on a phone a note goes to another section by its handle over the switch, and by a long press', async () => {
  const made = await testbed.server.make();
  const anna = await sit({ width: 390, height: 780, touch: true });
  await join(anna, made.links.participant, 'Anna');
  const { page } = anna;
  await write(page, 'strength', 'lasy');
  const cdp = await anna.context.newCDPSession(page);
  const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
  const middle = async (of: Locator) => {
    const { x = 0, y = 0, width = 0, height = 0 } = (await of.boundingBox()) ?? {};
    return { x: x + width / 2, y: y + height / 2 };
  };
  const tab = (name: string) => page.getByRole('tab', { name });
  const from = await middle(note(page, 'lasy').locator('[data-handle]'));
  const to = await middle(tab('Zagrożenia'));
  await finger('touchStart', from);
  for (let step = 1; step <= 8; step++)
    await finger('touchMove', { x: from.x + ((to.x - from.x) * step) / 8, y: from.y + ((to.y - from.y) * step) / 8 });
  await page.locator('[role="tab"][data-drop="into"]').waitFor();
  await finger('touchEnd');
  await tab('Zagrożenia').click();
  await note(page, 'lasy').waitFor();

  await finger('touchStart', await middle(note(page, 'lasy').locator('[data-face]')));
  const menu = page.getByRole('menu');
  await menu.waitFor();
  await finger('touchEnd');
  await menu.getByRole('menuitem', { name: 'Szanse' }).click();
  await tab('Szanse').click();
  await note(page, 'lasy').waitFor();
  expect(await page.getByRole('menu').count()).toBe(0);
  await saved(page);
});

test('a note dropped onto one in another section goes there with it, and one undo takes all back', async () => {
  const made = await testbed.server.make();
  const anna = await sit();
  await join(anna, made.links.participant, 'Anna');
  const { page } = anna;
  await write(page, 'strength', 'lasy');
  await write(page, 'threat', 'pożary');
  const target = await note(page, 'pożary').getAttribute('data-note');
  await drag(page, 'lasy', `[data-note="${target}"]`);
  await page.getByRole('textbox', { name: 'Nazwa grupy' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('Przyroda');
  await page.keyboard.press('Enter');
  const group = page.locator('[data-section="threat"] [data-group]');
  await until(
    () => group.locator('.words').allTextContents(),
    (all) => all.join() === 'pożary,lasy',
  );
  expect(await texts(page, 'strength')).toEqual([]);
  await page.keyboard.press('Control+z');
  await until(
    () => Promise.all([texts(page, 'strength'), texts(page, 'threat'), group.count()]),
    ([strength, threat, groups]) => strength.join() === 'lasy' && threat.join() === 'pożary' && groups === 0,
  );
  await page.keyboard.press('Control+y');
  await until(
    () => group.locator('.words').allTextContents(),
    (all) => all.join() === 'pożary,lasy',
  );
  await saved(page);
});

test('a note binned under the hands leaves its text and does no harm, and comes back', async () => {
  const made = await testbed.server.make();
  const [anna, jan] = [await sit(), await sit()];
  await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
  const { page } = anna;
  await write(page, 'strength', 'lasy');
  await note(page, 'lasy').dblclick();
  await page.keyboard.type(' i jeziora');
  await note(jan.page, 'lasy i jeziora').waitFor();
  await choose(jan.page, 'lasy i jeziora', 'Usuń do kosza');
  const kept = page.getByLabel('Wpisany tekst', { exact: true });
  await kept.waitFor();
  await page.keyboard.type('v2');
  await page.keyboard.press('Tab');
  await page.keyboard.type('v2?');
  expect(await kept.inputValue()).toBe('lasy i jeziora');
  await page.getByRole('button', { name: 'Tablica', pressed: true }).waitFor();
  await page.getByRole('button', { name: 'Przywróć karteczkę' }).click();
  const editor = page.getByLabel('Treść karteczki');
  await editor.waitFor();
  await page.keyboard.type(' czyste');
  await note(jan.page, 'lasy i jeziora czyste').waitFor();
  expect(await kept.count()).toBe(0);
});

test('letters typed while the note is binned by another come back with it', async () => {
  const made = await testbed.server.make();
  const [anna, jan] = [await sit({ cuttable: true }), await sit()];
  await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
  const { page } = anna;
  await write(page, 'strength', 'lasy');
  await note(jan.page, 'lasy').waitFor();
  await note(page, 'lasy').dblclick();
  await anna.cut();
  await page.keyboard.type(' bez śmieci');
  await choose(jan.page, 'lasy', 'Usuń do kosza');
  await saved(jan.page);
  await anna.mend();
  const kept = page.getByLabel('Wpisany tekst', { exact: true });
  await kept.waitFor();
  expect(await kept.inputValue()).toBe('lasy bez śmieci');
  await page.getByRole('button', { name: 'Przywróć karteczkę' }).click();
  await note(jan.page, 'lasy bez śmieci').waitFor();
});

test('a deleted note hands the focus to its neighbour, a draft outlives a reload, and a long note is cut', async () => {
  const made = await testbed.server.make();
  const anna = await sit();
  await join(anna, made.links.participant, 'Anna');
  const { page } = anna;
  for (const text of ['lasy', 'rzeki', 'drogi']) await write(page, 'strength', text);
  const focused = () => page.evaluate(() => document.activeElement?.closest('[data-note]')?.textContent ?? '');
  await note(page, 'rzeki').click();
  await page.keyboard.press('Delete');
  await until(focused, (text) => text.includes('drogi'));
  await page.keyboard.press('Delete');
  await until(focused, (text) => text.includes('lasy'));
  await page.keyboard.press('Delete');
  const composer = page.getByLabel(composers.strength);
  await until(
    () => composer.evaluate((field) => field === document.activeElement),
    (is) => is,
  );
  await write(page, 'strength', 'słowo '.repeat(500));
  const words = note(page, 'słowo').locator('.words');
  const unfold = note(page, 'słowo').getByRole('button', { name: 'więcej' });
  const folded = (await words.boundingBox())?.height ?? 0;
  await unfold.click();
  await until(
    async () => (await words.boundingBox())?.height ?? 0,
    (height) => folded < 260 && height > 2 * folded,
  );
  await composer.fill('jeszcze niedo');
  await page.getByLabel(composers.threat).fill('na później');
  await page.getByLabel(composers.threat).press('Enter');
  await saved(page);
  await page.reload();
  await until(
    () => Promise.all([composer.inputValue(), page.getByLabel(composers.threat).inputValue()]),
    ([strength, threat]) => strength === 'jeszcze niedo' && threat === '',
  );
});

test('a note that has the focus stays in sight in the list while others fill what stands above it', async () => {
  const made = await testbed.server.make();
  const [anna, jan] = [await sit({ width: 720, height: 450 }), await sit()];
  await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
  await anna.page.getByRole('button', { name: 'Lista' }).click();
  await write(anna.page, 'weakness', 'drogi');
  await note(anna.page, 'drogi').locator('[data-face]').focus();
  const inView = () => anna.page.evaluate(misplaced);
  expect(await inView()).toBeNull();
  for (const text of ['lasy', 'rzeki', 'szkoły', 'sale', 'boiska', 'parki']) await write(jan.page, 'strength', text);
  await note(anna.page, 'parki').waitFor({ state: 'attached' });
  await until(inView, (fault) => fault === null);
});

test('the menu of a group stays open under the hands while others put the group elsewhere', async () => {
  const made = await testbed.server.make();
  const [anna, jan] = [await sit(), await sit()];
  await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
  for (const name of ['Przyroda', 'Drogi']) {
    await write(jan.page, 'strength', name.toLowerCase());
    await choose(jan.page, name.toLowerCase(), ...(name === 'Przyroda' ? [] : ['Do grupy']), 'Nowa grupa');
    await jan.page.getByRole('textbox', { name: 'Nazwa grupy' }).and(jan.page.locator(':focus')).waitFor();
    await jan.page.keyboard.type(name);
    await jan.page.keyboard.press('Enter');
  }
  const names = async () => (await anna.page.locator('[data-group] .name').allTextContents()).join();
  const first = anna.page.getByRole('menuitem', { name: 'Zmień nazwę' });
  for (const name of ['Przyroda', 'Drogi']) {
    await anna.page.getByRole('button', { name: `Działania na grupie ${name}` }).click();
    await first.and(anna.page.locator(':focus')).waitFor();
    const before = await names();
    await jan.page.getByRole('button', { name: 'Działania na grupie Drogi' }).click();
    await jan.page.getByRole('menuitem', { name: name === 'Przyroda' ? 'Wyżej' : 'Niżej' }).click();
    await until(names, (now) => now !== before);
    await first.and(anna.page.locator(':focus')).waitFor();
    await anna.page.keyboard.press('Escape');
  }
});

test('the list holds what the board holds, and works like it', async () => {
  const made = await testbed.server.make();
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
  // Tab stops once in a section, the arrows go on: down to the next note, aside to what one does with it. Space edits.
  const stops = list.locator('#board li :is(button, input):not([tabindex="-1"])');
  expect(await stops.count()).toBe(1);
  await stops.focus();
  await list.keyboard.press('ArrowDown');
  await list.keyboard.press('ArrowRight');
  const reached = list.getByRole('button', { name: 'Działania: za mało sal' });
  expect(await reached.evaluate((button) => button === document.activeElement)).toBe(true);
  await list.keyboard.press('ArrowLeft');
  await list.keyboard.press('Space');
  await list.locator('#board li textarea').waitFor();
  await list.keyboard.press('Escape');
  // Whoever reads in another language hears the notes in that of the workshop.
  expect(await list.locator('#board li [dir="auto"]').first().getAttribute('lang')).toBeNull();
  await list.getByRole('button', { name: 'English' }).click();
  await list.locator('#board li [dir="auto"][lang="pl"]').first().waitFor();
  await list.getByRole('button', { name: 'Polski' }).click();
  await list.locator('#board li [dir="auto"][lang]').first().waitFor({ state: 'detached' });
  const row = list.getByRole('listitem').filter({ hasText: 'brak kanalizacji' });
  await row.getByRole('button', { name: /Działania/ }).click();
  // It stays open while others move the note that it belongs to.
  await choose(jan.page, 'brak kanalizacji', 'W dół');
  await until(
    () => texts(list, 'weakness'),
    (all) => all.join() === 'za mało sal,brak kanalizacji',
  );
  await list.getByRole('menuitem', { name: 'Przenieś: Zagrożenia' }).click();
  await until(
    () => texts(jan.page, 'threat'),
    (all) => all.join() === 'brak kanalizacji',
  );
});

test('a step to a section whose notes are all in a collapsed group leaves the group as it is', async () => {
  const made = await testbed.server.make();
  const remote = await Remote.moderate(testbed.server, made);
  const { page } = await sit();
  await join({ page }, made.links.participant, 'Anna');
  for (const text of ['lasy', 'rzeki']) await write(page, 'strength', text);
  await write(page, 'opportunity', 'kolej');
  await saved(page);
  const [board] = await remote.records('board');
  const notes = (await remote.records('note')).filter(({ section }) => section === 'strength').map(({ id }) => id);
  await remote.give('GroupNotes', { board: board?.id, group: 'nature', name: 'Przyroda', notes });
  const group = page.getByRole('button', { name: /Przyroda/, expanded: true });
  await group.click();
  const face = note(page, 'kolej').locator('[data-face]');
  await face.focus();
  await page.keyboard.press('ArrowUp');
  // What the key does is done when the next one was seen.
  await page.keyboard.press('ArrowRight');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  expect(await face.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await texts(page, 'strength')).toEqual([]);
});

test('a note that others take to the next column crosses over both', async () => {
  const made = await testbed.server.make();
  const remote = await Remote.moderate(testbed.server, made);
  const { page } = await sit({ motion: true });
  await join({ page }, made.links.participant, 'Anna');
  for (const text of ['lasy', 'rzeki', 'łąki', 'jeziora', 'zamek', 'rynek']) await write(page, 'strength', text);
  await saved(page);
  const lane = () =>
    note(page, 'lasy').evaluate((each) =>
      [...(each.closest('.notes')?.children ?? [])].indexOf(each.closest('.lane') as Element),
    );
  expect(await lane()).toBe(0);
  await page.evaluate(() => {
    const crossed: string[] = [];
    Object.assign(globalThis, { crossed });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const each of addedNodes)
          if (each instanceof HTMLElement && each.dataset.likeness !== undefined) crossed.push(each.innerText);
    }).observe(document.body, { childList: true });
  });
  const notes = new Map((await remote.records('note')).map(({ text, id }) => [text, id]));
  await remote.give('MoveNotes', {
    moves: [{ note: notes.get('lasy'), section: 'strength', before: notes.get('rynek') }],
  });
  await until(lane, (at) => at === 2);
  await until(
    () => page.evaluate(() => (globalThis as unknown as { crossed: string[] }).crossed),
    (crossed) => crossed.some((text) => text.startsWith('lasy')),
  );
});
