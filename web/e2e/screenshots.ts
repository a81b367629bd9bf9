import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { readSwot, wholeSwot } from '../src/ui/paste/testdata/swot.ts';
import { launch, Person } from './browser.ts';
import { play } from './play.ts';
import { type Made, Server } from './server.ts';
import { openTestbed } from './testbed.ts';

const folder = resolve(import.meta.dirname, '../screenshots');
const sizes = [
  [1440, 900],
  [1024, 768],
  [640, 800],
  [390, 780],
] as const;

let browser: Browser;
let server: Server;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  [browser, server] = await Promise.all([launch(), Server.start()]);
});

afterAll(async () => {
  await browser.close();
  await server.remove();
});

async function fill(made: Made): Promise<void> {
  const session = await server.enter({ code: made.code }, 'Ewa Nowak');
  const pasted = readSwot(wholeSwot);
  const command = {
    type: 'command',
    number: 1,
    seen: 1,
    do: 'PasteNotes',
    with: {
      board: 'board-1',
      groups: pasted.groups.map((name, i) => ({ group: `group-${i}`, name })),
      notes: pasted.notes.map(({ section, group, text }, i) => ({
        note: `note-${i}`,
        section,
        ...(group === undefined ? {} : { group: `group-${pasted.groups.indexOf(group)}` }),
        text,
      })),
    },
  };
  await fetch(`${server.address}/api/workshops/${made.id}/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${session}`, 'warsztat-client': 'filler-1234567890' },
    body: JSON.stringify(command),
  });
}

for (const [locale, language] of [
  ['pl', 'pl-PL'],
  ['en', 'en-GB'],
] as const) {
  test(`pages and states, ${locale}`, async () => {
    const title =
      locale === 'pl'
        ? 'Strategia rozwoju gminy i miasta Rudnik nad Sanem'
        : 'Development strategy of Rudnik nad Sanem';
    const [full, empty] = [await server.make(title, locale), await server.make(title, locale)];
    await fill(full);
    for (const [width, height] of sizes) {
      const shoot = async (page: Page, name: string) => {
        await page.waitForTimeout(400);
        await page.screenshot({ path: resolve(folder, `${locale}-${width}-${name}.png`) });
      };
      const visitor = await Person.open(browser, server.address, { width, height, locale: language });
      const { page } = visitor;
      await page.goto(server.address);
      await shoot(page, 'home');
      await page.goto(`${server.address}/organiser#${server.organiserKey}`);
      await shoot(page, 'organiser');
      await page.locator('form input[type="text"], form input:not([type])').first().fill(title);
      await page.keyboard.press('Enter');
      await page.locator('input[readonly]').first().waitFor();
      await shoot(page, 'ready');
      await page.goto(`${server.address}/join#wrong`);
      await shoot(page, 'bad-link');
      await page.goto(empty.links.participant);
      await shoot(page, 'join');
      await page.locator('form input').first().fill('Anna Kowalska');
      await page.keyboard.press('Enter');
      await page.locator('[data-section]').first().waitFor();
      await shoot(page, 'empty');
      await page.goto(empty.links.participant);
      await shoot(page, 'returning');

      await page.goto(full.links.moderator);
      await page.locator('form input').first().fill('Maria Moderator');
      await page.keyboard.press('Enter');
      await page.locator('[data-note]').first().waitFor();
      await shoot(page, 'board');
      await page.locator('[data-note] [data-face]').first().click({ button: 'right' });
      await shoot(page, 'menu');
      await page.keyboard.press('Escape');
      await page.locator('[data-note] [data-face]').nth(1).dblclick();
      await shoot(page, 'editing');
      await page.keyboard.press('Escape');
      await page.keyboard.press('v');
      await shoot(page, 'list');
      await page.keyboard.press('v');
      await page.keyboard.press('?');
      await shoot(page, 'shortcuts');
      await page.keyboard.press('Escape');
      await visitor.close();
    }
    for (const theme of ['dark', 'light']) {
      const wall = await Person.open(browser, server.address, { width: 1920, height: 1080, locale: language });
      for (const [name, made] of Object.entries({ full, empty })) {
        await wall.page.goto(made.links.observer);
        await wall.page.waitForTimeout(1500);
        if (theme === 'light') await wall.page.goto(`${server.address}/w/${made.id}/projector?theme=light`);
        await wall.page.waitForTimeout(1500);
        await wall.page.screenshot({ path: resolve(folder, `${locale}-projector-${name}-${theme}.png`) });
      }
      await wall.close();
    }
  });
}

const testbed = openTestbed();

test('every phase of a workshop, for each kind of people', async () => {
  let at = 0;
  await play(testbed, async (scene, cast) => {
    at++;
    for (const [who, page] of Object.entries(cast)) {
      await page.waitForTimeout(300);
      const name = `play-${String(at).padStart(2, '0')}-${scene.replaceAll(' ', '-')}-${who}.png`;
      await page.screenshot({ path: resolve(folder, name) });
    }
  });
});
