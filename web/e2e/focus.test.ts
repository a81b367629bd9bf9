import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { join, write } from './board.ts';
import { misplaced } from './keyboard.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

/** Buttons that end the walk: they leave the workshop or the page. */
const ends = /^(Opuść|Wyjdź|Zakończ|Usuń warsztat|Otwórz jako|English|Załóż|Odśwież|Polski)/;

/** The buttons of the topmost dialog or menu, or of the page, each by its name; the first new one gets the focus. */
function focusNew({ pressed, skip }: { pressed: readonly string[]; skip: string }): string | null {
  const layers = [...document.querySelectorAll<HTMLElement>('dialog:modal, :popover-open')];
  const layer = layers.at(-1);
  const title = layer?.getAttribute('aria-label') ?? layer?.querySelector('h2')?.textContent ?? '';
  for (const button of (layer ?? document).querySelectorAll<HTMLElement>('button, summary')) {
    const name = (button.getAttribute('aria-label') ?? button.textContent ?? '').trim().replace(/\s+/g, ' ');
    // One of a kind stands for all of them: a note's menu for every note's.
    const key = `${title} > ${name}`.replace(/(: | polu ).*?(?= > |$)/g, '');
    if (pressed.includes(key) || new RegExp(skip).test(name) || button.matches(':disabled')) continue;
    if (!button.checkVisibility({ visibilityProperty: true })) continue;
    button.focus();
    if (document.activeElement === button) return key;
  }
  return null;
}

/**
 * Presses every button that can be reached from here once, by the keyboard; returns what was pressed and what went wrong.
 * On the smallest screens, not `roomy` ones, what is pressed may push the focus off the screen, never away.
 */
async function pressAll(page: Page, roomy: boolean): Promise<{ pressed: string[]; faults: string[] }> {
  const pressed: string[] = [];
  const faults: string[] = [];
  /** The buttons that opened the layers that are open now: each is pressed again while there is something new behind it. */
  const openers: string[] = [];
  const layers = () => page.locator('dialog:modal, :popover-open').count();
  const look = async (after: string) => {
    // Where the focus is on its way, it has some time to come; a page that lost it stays as it is.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
    let fault = await page.evaluate(misplaced);
    for (let tries = 0; fault !== null && (roomy || !fault.startsWith('off')) && tries < 100; tries++) {
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
      fault = await page.evaluate(misplaced);
    }
    if (fault !== null && (roomy || !fault.startsWith('off'))) faults.push(`${after}: ${fault}`);
  };
  for (;;) {
    const key = await page.evaluate(focusNew, { pressed, skip: ends.source });
    const before = await layers();
    if (key === null && before === 0) return { pressed, faults };
    if (key !== null) pressed.push(key);
    await page.keyboard.press(key === null ? 'Escape' : 'Enter');
    await look(key ?? `Escape from ${openers.at(-1)}`);
    const after = await layers();
    if (after > before) openers.push(key ?? '');
    for (const opener of openers.splice(after)) if (key !== null) pressed.splice(pressed.indexOf(opener), 1);
  }
}

// 1440 px at 400 % take minutes, so make test-long has them.
const screens = [[1440, 900, 100], ...(process.env.EVERY_SCREEN ? [[360, 225, 80]] : [])] as [number, number, number][];

test.each(screens)(
  'whatever is pressed at %i x %i px, the focus is on something that can be seen',
  async (width, height, least) => {
    const made = await testbed.server.make('Strategia Rudnika');
    const { page } = await sit({ width, height });
    await join({ page }, made.links.moderator, 'Anna Maria Wiśniewska-Kowalczyk');
    await write(page, 'strength', 'lasy');
    const { pressed, faults } = await pressAll(page, width > 1000);
    expect(faults).toEqual([]);
    expect(pressed.length).toBeGreaterThan(least);
  },
);

test('a wall takes the focus of its own accord for nothing that it shows', async () => {
  const made = await testbed.server.make('Strategia Rudnika');
  const remote = await Remote.moderate(testbed.server, made);
  const { page } = await sit({ width: 1920, height: 1080, own: true });
  await page.addInitScript(() => {
    const focused: string[] = [];
    Object.assign(window, { focused });
    addEventListener('focusin', ({ target }) => target instanceof HTMLElement && focused.push(target.outerHTML));
  });
  const shows = (words: string) => page.getByText(words).first().waitFor();
  await page.goto(made.links.observer);
  await shows('Strategia Rudnika');
  // Somebody touches the screen, after which a page may do more by itself.
  await page.mouse.click(960, 540);
  await remote.phase('Pisanie', { boards: ['board-1'], allow: ['write'], minutes: 5 });
  await shows('Pisanie');
  await remote.give('AddNote', { board: 'board-1', note: 'n1', section: 'strength', text: 'lasy' });
  await shows('lasy');
  await remote.give('SetFocus', { board: 'board-1', section: 'strength', item: 'n1' });
  await page.locator('p.note:not(.clamp)').getByText('lasy').waitFor();
  const rules = { points: 1, perItem: 1, groups: false, boards: ['board-1'], sections: [], liveTotals: false };
  await remote.give('OpenVote', { vote: 'v1', title: 'Wybór', items: [], ...rules });
  await shows('Każdy ma 1 punkt');
  await remote.give('CloseVote', { vote: 'v1' });
  await page.getByText('Każdy ma 1 punkt').first().waitFor({ state: 'detached' });
  await remote.phase('Przerwa', { minutes: 15 });
  await shows('Przerwa');
  expect(await page.evaluate(() => (window as unknown as { focused: string[] }).focused)).toEqual([]);
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});
