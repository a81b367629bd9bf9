import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { readSwot, wholeSwot } from '../src/ui/paste/testdata/swot.ts';
import { launch, Person } from './browser.ts';
import { fillMatrix } from './matrix-sample.ts';
import { play } from './play.ts';
import { Remote } from './remote.ts';
import { type Made, Server } from './server.ts';
import { openTestbed } from './testbed.ts';
import { attractive, board, different, people } from './vision-board.ts';

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
      await page.locator('[data-workshop]').first().waitFor();
      await shoot(page, 'workshops');
      await page.locator('main .button.primary').click();
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

const rudnik = [
  'Tradycje wikliniarskie i koszykarskie, znane w całej Europie',
  'Położenie w widłach Sanu i Rudnej',
  'Bogate lasy i zbiorniki wodne w zasięgu krótkiego spaceru',
  'Unikalne rzemiosło',
  'Warunki dla inwestorów: uzbrojone działki przy drodze krajowej',
  'Turystyka i agroturystyka',
  'Lokalne zasoby kultury, zespoły śpiewacze i orkiestra dęta',
  'Inwestorzy',
  'Odbiorcy wyrobów z wikliny',
  'Młode rodziny, które szukają spokoju, a pracują zdalnie w Rzeszowie i w Stalowej Woli',
];
const visions = [
  'Gmina Rudnik nad Sanem w roku 2035 to miejsce, w którym tradycja wikliniarska daje pracę, lasy i San dają wytchnienie, a młodzi zostają, bo mają tu szkołę, mieszkanie i sąsiadów, na których mogą liczyć.',
  'Gmina rzemieślniczo-rolnicza oparta na tradycji, atrakcyjna dla turystów, z wysokim poziomem oświaty i kultury.',
  'Rudnik łączy pokolenia.',
];

for (const [locale, language] of [
  ['pl', 'pl-PL'],
  ['en', 'en-GB'],
] as const) {
  test(`a vision board, ${locale}`, async () => {
    const made = await testbed.server.make(
      'Strategia rozwoju gminy i miasta Rudnik nad Sanem na lata 2027–2035',
      locale,
    );
    const remote = await Remote.moderate(testbed.server, made);
    await remote.give('AddBoard', { board, kind: 'vision', title: 'Wizja 2035' });
    await remote.phase('Wizja i misja: czym różnimy się od innych?', {
      boards: [board],
      allow: ['write', 'move', 'group', 'vote'],
    });
    const notes = Array.from({ length: 90 }, (_, i) => ({
      note: `note-${i}`,
      section: [different, attractive, people][i % 3],
      x: 16 + (Math.floor(i / 3) % 3) * 216,
      y: 112 + Math.floor(i / 9) * 160,
      text: rudnik[i % rudnik.length],
    }));
    await remote.give('PasteNotes', { board, notes, groups: [] });
    await remote.give('GroupNotes', {
      board,
      group: 'group-1',
      name: 'Lasy, rzeki i to, co z nich mamy',
      notes: ['note-0', 'note-3'],
    });
    await remote.give('ColourNotes', { notes: ['note-6', 'note-7'], colour: 'amber' });
    for (const [i, text] of visions.entries())
      await remote.give('AddStatement', { board, statement: `statement-${i}`, subject: 'vision', text });
    await remote.give('AddLink', { link: 'link-1', type: 'quotes', from: 'statement-0', to: 'note-0' });
    await remote.give('MarkMoment', { moment: 'moment-1', title: 'Koniec części I: czym się różnimy' });
    await remote.give('EditText', { record: 'statement-0', field: 'text', ops: [148, 'dobrą '] });
    const walls = ['versions', 'chosen', 'notes', 'area'];
    for (const name of walls) {
      const wall = await testbed.sit({ width: 1920, height: 1080, locale: language });
      await wall.page.goto(made.links.observer);
      if (name === 'versions') await remote.give('SetFocus', { board, section: '', item: 'statement-0' });
      if (name === 'chosen') await remote.give('ChooseStatement', { statement: 'statement-0', on: true });
      if (name === 'notes') await remote.give('SetFocus', { board });
      if (name === 'area') await remote.give('SetFocus', { board, section: different });
      await wall.page.waitForTimeout(2500);
      await wall.page.screenshot({ path: resolve(folder, `vision-${locale}-wall-${name}.png`) });
    }
    for (const [width, height] of sizes) {
      const { page } = await testbed.sit({ width, height, locale: language, touch: width === 390 });
      const shoot = async (name: string) => {
        await page.waitForTimeout(500);
        await page.screenshot({ path: resolve(folder, `vision-${locale}-${width}-${name}.png`) });
      };
      await page.goto(made.links.moderator);
      await page.locator('form input').first().fill('Maria Wiśniewska-Kowalczyk');
      await page.keyboard.press('Enter');
      await page.locator('[data-note]').first().waitFor();
      await shoot('plane');
      await page.keyboard.press('v');
      await shoot('list');
      await page.keyboard.press('v');
      await page.keyboard.press('f');
      await page.keyboard.type('lasy');
      await shoot('find');
      await page.keyboard.press('Escape');
      await page
        .getByRole('toolbar')
        .first()
        .locator('button')
        .filter({ hasText: /Wizja i misja|Vision and mission/ })
        .click();
      await shoot('drafts');
      await page.locator('[data-item] button').last().click();
      await shoot('statement-menu');
      await page
        .getByRole('menuitem', { name: /Porównaj|Compare/ })
        .first()
        .click();
      await page.waitForTimeout(800);
      await page.keyboard.press('Escape');
      await page.locator('[data-item]').first().getByRole('button').last().click();
      await page
        .getByRole('menuitem', { name: /Porównaj|Compare/ })
        .first()
        .click();
      await page.locator('dialog ins').first().waitFor();
      await shoot('compare');
      await page.keyboard.press('Escape');
      await page.getByRole('banner').getByRole('button').last().click();
      await page.getByRole('menuitem', { name: /Zapisane momenty|Saved moments/ }).click();
      await shoot('moments');
      await page.getByRole('dialog').getByRole('link').first().click();
      await page.waitForTimeout(800);
      await shoot('past');
    }
  });
}

for (const [locale, language] of [
  ['pl', 'pl-PL'],
  ['en', 'en-GB'],
] as const) {
  test(`a matrix, ${locale}`, async () => {
    const made = await testbed.server.make(
      'Strategia rozwoju gminy i miasta Rudnik nad Sanem na lata 2027–2035',
      locale,
    );
    const remote = await Remote.moderate(testbed.server, made);
    await remote.give('AddBoard', { board: 'matrix-1', kind: 'matrix' });
    await fillMatrix(remote, 'matrix-1');
    for (const [i, text] of rudnik.entries()) {
      await remote.give('AddNote', { board: 'board-1', note: `factor-${i}`, section: 'strength', text });
    }
    const goals = (await remote.records('row')).filter(({ level }) => level === 'goal');
    for (const [i, { id }] of goals.entries()) {
      await remote.give('AddLink', { link: `link-${i}`, type: 'answers', from: id, to: `factor-${2 * i}` });
    }
    await remote.phase('Matryca', { boards: ['matrix-1'], allow: ['write', 'move', 'vote'] });
    for (const name of ['row', 'goal', 'coverage']) {
      const wall = await testbed.sit({ width: 1920, height: 1080, locale: language });
      await wall.page.goto(made.links.observer);
      if (name === 'row') await remote.give('SetFocus', { board: 'matrix-1', section: 'area-1', item: 'row-3' });
      if (name === 'goal') await remote.give('SetFocus', { board: 'matrix-1', section: 'area-1', item: 'row-1' });
      if (name === 'coverage') await remote.give('SetFocus', { board: 'matrix-1' });
      await wall.page.waitForTimeout(2500);
      // The coverage is what comes last of the whole board.
      for (let i = 0; name === 'coverage' && i < 40; i++) {
        if ((await wall.page.getByText(/Pokrycie|Coverage/).count()) > 0) break;
        await wall.page.keyboard.press('ArrowRight');
        await wall.page.waitForTimeout(150);
      }
      await wall.page.screenshot({ path: resolve(folder, `matrix-${locale}-wall-${name}.png`) });
    }
    for (const [width, height] of [...sizes, [720, 450] as const]) {
      const { page } = await testbed.sit({ width, height, locale: language, touch: width === 390 });
      const shoot = async (name: string) => {
        await page.waitForTimeout(500);
        await page.screenshot({ path: resolve(folder, `matrix-${locale}-${width}-${name}.png`) });
      };
      await page.goto(made.links.moderator);
      await page.locator('form input').first().fill('Maria Wiśniewska-Kowalczyk');
      await page.keyboard.press('Enter');
      await page.locator('[data-row="row-1"]').waitFor();
      await shoot('grid');
      const tools = page.getByRole('toolbar').first();
      if (width > 1024) {
        await tools.getByRole('button', { name: /Czynniki|Factors/ }).click();
        await page.locator('[data-factor]').first().waitFor();
        await shoot('factors');
        await tools.getByRole('button', { name: /Czynniki|Factors/ }).click();
      }
      const cover = async () => {
        await tools.getByRole('button', { name: /Inne narzędzia|More tools/ }).click();
        await page.getByRole('menuitemradio', { name: /Pokrycie|Coverage/ }).click();
      };
      await cover();
      await page.getByRole('table').waitFor();
      await shoot('coverage');
      await cover();
      await tools.getByRole('button', { name: /Braki|Gaps/ }).click();
      await page.getByRole('dialog').waitFor();
      await shoot('gaps');
      await page.keyboard.press('Escape');
    }
  });
}
