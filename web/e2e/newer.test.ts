import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { join, note, onBoard, saved, write } from './board.ts';
import { axe } from './browser.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

const board = { kind: 'mindmap', title: 'Mapa myśli', rank: 'zz' };
const fromTheFuture = [
  { id: 'board-9', kind: 'board', audience: 'everyone', fields: board },
  { id: 'stroke-1', kind: 'stroke', audience: 'everyone', fields: { board: 'board-9', path: '1,2 3,4' } },
];

/** Has a page meet a server of a newer version: it has kinds of boards, records and frames that the page does not know. */
async function meetNewer(page: Page): Promise<void> {
  await page.route('**/snapshot*', async (route) => {
    const answer = await route.fetch();
    const state = await answer.json();
    state.records.push(...fromTheFuture);
    await route.fulfill({ response: answer, json: { ...state, extra: 1 } });
  });
  await page.routeWebSocket(/\/live/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      const lines = String(message).trim().split('\n');
      const told = lines.filter((line) => !line.startsWith('{"type":"hash"')); // the real server knows nothing of this
      socket.send([...told, '{"type":"sparkle","at":[1,2]}'].join('\n'));
    });
  });
}

/** A page that says that it speaks this version of the protocol. */
async function speak(page: Page): Promise<{ protocol: number }> {
  const spoken = { protocol: 2 };
  await page.routeWebSocket(/\/live/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) =>
      server.send(String(message).replace('"protocol":2', `"protocol":${spoken.protocol}`)),
    );
  });
  return spoken;
}

describe('an older page', () => {
  test('shows and edits what it knows, and has a place for what it does not know', async () => {
    const made = await testbed.server.make();
    const [anna, jan] = [await sit({ bypassPolicy: true, own: true }), await sit()];
    const { page } = anna;
    await meetNewer(page);
    await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
    await write(page, 'strength', 'ze starej strony');
    await note(jan.page, 'ze starej strony').waitFor();
    await page.getByRole('navigation', { name: 'Tablice' }).getByText('Mapa myśli').click();
    await page.getByRole('heading', { name: 'Ta strona nie umie jeszcze pokazać tej tablicy' }).waitFor();
    await page.locator('#board').getByRole('button', { name: 'Wczytaj ponownie' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('navigation', { name: 'Tablice' }).getByText('Analiza SWOT').click();
    await write(page, 'threat', 'i jeszcze jedna');
    await note(jan.page, 'i jeszcze jedna').waitFor();
    await saved(page);
  });

  test('that the server no longer understands keeps what is pending, and sends it once it was loaded again', async () => {
    const made = await testbed.server.make();
    const [anna, jan] = [await sit({ own: true }), await sit()];
    const spoken = await speak(anna.page);
    await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
    await testbed.server.kill();
    await write(anna.page, 'strength', 'przed nową wersją');
    await anna.page.locator('[data-saving="offline"]').getByText('1 zmiana czeka').waitFor();
    spoken.protocol = 1;
    await testbed.server.start();
    await anna.page.getByText('Jest nowsza wersja').waitFor();
    await write(anna.page, 'threat', 'i po niej');
    spoken.protocol = 2;
    await anna.page.getByRole('button', { name: 'Wczytaj ponownie' }).click();
    await onBoard(anna.page);
    for (const text of ['przed nową wersją', 'i po niej']) {
      for (const { page } of [anna, jan]) {
        await note(page, text).waitFor();
        expect(await note(page, text).count()).toBe(1);
      }
    }
  });
});
