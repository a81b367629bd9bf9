import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { sections } from '../src/board/swot.ts';
import { join, until } from './board.ts';
import { axe } from './browser.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';

const each = 300;
const testbed = openTestbed('--command-rate', '10000', '--command-burst', '10000');

/** A workshop whose board has 300 notes in each of its four sections. */
async function full() {
  const made = await testbed.server.make();
  const remote = await Remote.moderate(testbed.server, made);
  const [board] = await remote.records('board');
  for (const section of sections) {
    for (let from = 0; from < each; from += 100) {
      const notes = Array.from({ length: 100 }, (_, i) => ({
        note: `${section}-${from + i}`,
        section,
        text: `${section} ${from + i}. Lasy i jeziora w zasięgu godziny drogi`.repeat(1 + (i % 3)),
      }));
      await remote.give('PasteNotes', { board: board?.id, notes, groups: [] });
    }
  }
  return { made, remote };
}

const drawn = (page: Page) => page.locator('#board [data-note]').count();

/** The note that has the focus, if nothing lies over its edges. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const note = document.activeElement?.closest<HTMLElement>('[data-note]');
    if (!note || !document.activeElement?.matches('[data-face]')) return '';
    const { left, width, top, bottom } = note.getBoundingClientRect();
    const shows = (y: number) => note.contains(document.elementFromPoint(left + width / 2, y));
    return shows(top + 4) && shows(bottom - 4) ? note.dataset.note : '';
  });

const reaches = (page: Page, note: string) =>
  until(
    () => focused(page),
    (now) => now === note,
  );

/** How many places in the view of the board, of those where a note could be, show none. */
const gaps = (page: Page) =>
  page.evaluate(() => {
    const view = document.querySelector('#board [data-scroller]')?.getBoundingClientRect() as DOMRect;
    const places = [...document.querySelectorAll<HTMLElement>('#board .lane')].flatMap((lane) => {
      const { left, width, top, bottom } = lane.getBoundingClientRect();
      const [from, to] = [Math.max(top, view.top), Math.min(bottom, view.bottom)];
      return [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((part) =>
        to - from > 50 ? [[left + width / 2, from + part * (to - from)] as const] : [],
      );
    });
    // Between two notes there is a little room.
    const shows = ([x, y]: readonly [number, number]) =>
      [y, y + 8].some((y) => document.elementFromPoint(x, y)?.closest('[data-note], [data-head], header, .tools'));
    return places.length === 0 ? -1 : places.filter((place) => !shows(place)).length;
  });

const whole = (page: Page) =>
  until(
    () => gaps(page),
    (count) => count === 0,
  );

describe('a board of 1,200 notes', () => {
  test('draws only what is near; whoever looks, seeks, steps or drags finds all there', async () => {
    const { made, remote } = await full();
    const { page } = await testbed.sit();
    await join({ page }, made.links.participant, 'Anna');
    await whole(page);
    expect(await drawn(page)).toBeLessThan(500);
    expect(await axe(page)).toEqual([]);

    // Wherever the board is scrolled to at once, notes stand there.
    for (const part of [0.5, 0.25, 0.75, 1]) {
      await page.locator('#board [data-scroller]').evaluate((scroller, part) => {
        scroller.scrollTop = part * scroller.scrollHeight;
      }, part);
      await whole(page);
    }
    expect(await drawn(page)).toBeLessThan(4 * each);

    // What is sought is far away, and has the focus after Escape.
    await page.locator('#board').focus();
    await page.keyboard.press('Control+f');
    await page.getByRole('searchbox', { name: 'Szukaj na tablicy' }).fill('opportunity 151.');
    await page.locator('[data-note="opportunity-151"]').waitFor();
    await page.keyboard.press('Escape');
    await reaches(page, 'opportunity-151');
    // Steps lead from note to note, each in view.
    const seen = new Set<string | undefined>();
    for (let step = 0; step < 40; step++) {
      const before = await focused(page);
      await page.keyboard.press('ArrowUp');
      seen.add(
        await until(
          () => focused(page),
          (now) => now !== '' && now !== before,
        ),
      );
    }
    expect(seen.size).toBe(40);

    // What others put first comes from far away.
    await remote.give('MoveNotes', {
      moves: [{ note: 'threat-299', section: 'strength', before: 'strength-0' }],
    });
    await page.locator('#board [data-scroller]').evaluate((scroller) => {
      scroller.scrollTop = 0;
    });
    await page.locator('[data-section="strength"] [data-note="threat-299"]').waitFor();
    await whole(page);
  });

  test.each([
    ['that holds its place when what lies above grows', ''],
    ['that does not', '* { overflow-anchor: none !important; }'],
  ])('on half a screen, whoever steps up arrives at the end of the section above, in a browser %s', async (_, rule) => {
    const { made } = await full();
    const { page } = await testbed.sit({ width: 640, height: 800 });
    await join({ page }, made.links.participant, 'Anna');
    await page.evaluate((rule) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rule);
      document.adoptedStyleSheets = [sheet];
    }, rule);
    await page.getByRole('tab', { name: /Szanse/ }).click();
    await page.locator('[data-note="opportunity-0"] [data-face]').focus();
    await page.keyboard.press('ArrowUp');
    await reaches(page, `strength-${each - 1}`);
    expect(await drawn(page)).toBeLessThan(200);
    // Nothing that is near waits to be drawn.
    const waiting = () =>
      page.evaluate(() => {
        const view = document.querySelector('#board [data-scroller]')?.getBoundingClientRect() as DOMRect;
        return [...document.querySelectorAll('#board .lane > div')].filter((stretch) => {
          const { top, bottom } = stretch.getBoundingClientRect();
          return top < view.bottom + view.height && bottom > view.top - view.height;
        }).length;
      });
    await until(waiting, (count) => count === 0);
    expect(await focused(page)).toBe(`strength-${each - 1}`);
    await whole(page);
  });

  test('a note that is dropped under the last of a stretch stands there', async () => {
    const { made, remote } = await full();
    const { page } = await testbed.sit({ width: 640, height: 800 });
    await join({ page }, made.links.participant, 'Anna');
    // Under the last of the first stretch in the first lane, before what follows there.
    const lane = page.locator('#board .lane').first();
    const target = lane.locator('ul').first().locator('[data-note]').last();
    await target.scrollIntoViewIfNeeded();
    const next = await lane.locator('ul').nth(1).locator('[data-note]').first().getAttribute('data-note');
    const moved = await page
      .locator('#board .lane')
      .last()
      .evaluate((lane) => {
        const view = lane.closest('[data-scroller]')?.getBoundingClientRect() as DOMRect;
        const all = [...lane.querySelectorAll<HTMLElement>('[data-note]')];
        return all.find((note) => note.getBoundingClientRect().top > view.top + 20)?.dataset.note;
      });
    const [from, to] = await Promise.all([page.locator(`[data-note="${moved}"]`).boundingBox(), target.boundingBox()]);
    if (from === null || to === null) throw new Error('nothing to drag');
    await page.mouse.move(from.x + 40, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + 30, from.y + 30, { steps: 3 });
    await page.mouse.move(to.x + 40, to.y + to.height - 3, { steps: 5 });
    await lane.locator('ul').first().locator('[data-note]:last-child[data-drop="after"]').waitFor();
    await page.mouse.up();
    const order = async () => {
      const notes = (await remote.records('note')).filter(({ section }) => section === 'strength');
      const ranks = notes.map(({ id, rank }) => ({ id: String(id), rank: String(rank) }));
      return ranks.sort((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ id }) => id);
    };
    await until(order, (ids) => ids.indexOf(String(moved)) + 1 === ids.indexOf(String(next)));
  });
});
