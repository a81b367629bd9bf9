import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { join, note, write } from './board.ts';
import { misplaced } from './keyboard.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

/** Buttons that end the walk: they leave the workshop or the page. */
const ends = /^(Opuść|Wyjdź|Zakończ|Usuń warsztat|Otwórz jako|Oddaj rolę|English|Załóż|Odśwież|Polski)/;

interface Choice {
  /** The button that has the focus now; null where all were pressed. */
  key: string | null;
  /** How many dialogs and menus are open, and the name of the topmost. */
  depth: number;
  layer: string;
}

/** The buttons of the topmost dialog or menu, or of the page, each by its name; the first new one gets the focus. */
function focusNew({ pressed, skip }: { pressed: readonly string[]; skip: string }): Choice {
  const layers = [...document.querySelectorAll<HTMLElement>('dialog:modal, :popover-open')];
  const top = layers.at(-1);
  const layer = top?.getAttribute('aria-label') ?? top?.querySelector('h2')?.textContent ?? '';
  const depth = layers.length;
  for (const button of (top ?? document).querySelectorAll<HTMLElement>('button, summary')) {
    const name = (button.getAttribute('aria-label') ?? button.textContent ?? '').trim().replace(/\s+/g, ' ');
    // One of a kind stands for all of them: a note's menu for every note's.
    const key = `${layer} > ${name}`.replace(/(: | polu ).*?(?= > |$)/g, '');
    if (pressed.includes(key) || new RegExp(skip).test(name) || button.matches(':disabled')) continue;
    if (!button.checkVisibility({ visibilityProperty: true })) continue;
    button.focus();
    if (document.activeElement === button) return { key, depth, layer };
  }
  return { key: null, depth, layer };
}

/** What is wrong with the place of the focus after the next frame. */
const look = `new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))).then(${misplaced})`;

/** Presses every button that can be reached from here once, by the keyboard; returns what was pressed and what went wrong. */
async function pressAll(page: Page): Promise<{ pressed: string[]; faults: string[] }> {
  const pressed: string[] = [];
  const faults: string[] = [];
  /** The buttons that led to the layer that is open: each is pressed again while there is something new behind it. */
  const openers: { key: string; depth: number }[] = [];
  let last: Choice = { key: null, depth: 0, layer: '' };
  for (let rest = 0; rest < 5; ) {
    const now = await page.evaluate(focusNew, { pressed, skip: ends.source });
    // What the last press has opened, if only by now; a dialog may also take the place of the menu that led to it.
    if (last.key !== null && now.depth > 0 && now.depth >= last.depth && now.layer !== last.layer)
      openers.push({ key: last.key, depth: now.depth });
    const left = openers.splice(openers.findLastIndex(({ depth }) => depth <= now.depth) + 1);
    if (last.key === null) left.pop();
    for (const opener of left) pressed.splice(pressed.indexOf(opener.key), 1);
    last = { ...now, key: null };
    if (left.length > 0) continue;
    if (now.key === null && now.depth === 0) {
      // Something may still be on its way.
      rest++;
      await page.evaluate(look);
      continue;
    }
    rest = 0;
    last = now;
    if (now.key !== null) pressed.push(now.key);
    await page.keyboard.press(now.key === null ? 'Escape' : 'Enter');
    let fault = await page.evaluate<string | null>(look);
    // Where the focus is on its way, it has some time to come; a page that lost it stays as it is.
    for (let tries = 0; fault !== null && tries < 100; tries++) fault = await page.evaluate<string | null>(look);
    if (fault !== null) faults.push(`${now.key ?? `Escape from ${now.layer}`}: ${fault}`);
  }
  return { pressed, faults };
}

const screens = [
  { width: 1440, height: 900 },
  // The same at 400 %.
  { width: 360, height: 225 },
];

describe.each(screens)(
  'whatever is pressed at $width x $height px, the focus is on something that can be seen:',
  (seat) => {
    test.each(['moderator', 'participant'] as const)('by a %s', async (role) => {
      const made = await testbed.server.make('Strategia Rudnika');
      const { page } = await sit(seat);
      await join({ page }, made.links[role], 'Anna Maria Wiśniewska-Kowalczyk');
      await write(page, 'strength', 'lasy');
      // Notes of others outlive an undo.
      const remote = await Remote.moderate(testbed.server, made);
      for (const [at, text] of ['rzeki', 'drogi', 'sale', 'boiska'].entries())
        await remote.give('AddNote', { board: 'board-1', note: `n${at}`, section: 'strength', text });
      await remote.give('GroupNotes', { board: 'board-1', group: 'g', name: 'Budynki', notes: ['n2', 'n3'] });
      const rules = { points: 5, perItem: 2, groups: false, boards: ['board-1'], sections: [], liveTotals: false };
      await remote.give('OpenVote', { vote: 'v1', title: 'Wybór', items: [], ...rules });
      await note(page, 'boiska').waitFor();
      const { pressed, faults } = await pressAll(page);
      expect(faults).toEqual([]);
      expect(pressed.length).toBeGreaterThan(role === 'moderator' ? 90 : 45);
    });

    test('on the other pages', async () => {
      const made = await testbed.server.make('Strategia Rudnika');
      const person = await sit(seat);
      const organiser = `organiser#${testbed.server.organiserKey}`;
      const invitation = made.links.participant.replace(/.*\//, '');
      const all = ['', 'join', invitation, 'check', 'help', 'privacy', 'accessibility', 'nowhere', organiser];
      const walk = async (at: string) => {
        const page = await person.tab();
        await page.goto(`${testbed.server.address}/${at}`);
        await page.waitForLoadState('networkidle');
        return (await pressAll(page)).faults;
      };
      expect((await Promise.all(all.map(walk))).flat()).toEqual([]);
    });
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
