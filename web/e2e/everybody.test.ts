import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { composers, join, note, onBoard, saved, texts, until, write } from './board.ts';
import { axe } from './browser.ts';
import type { Made } from './server.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

/** Fills a board through the protocol, without a browser. */
async function fill(made: Made, notes: [section: string, text: string][], groups: string[] = []): Promise<string> {
  const session = await testbed.server.enter({ code: made.code }, 'Ewa Nowak');
  const command = {
    type: 'command',
    number: 1,
    seen: 1,
    do: 'PasteNotes',
    with: {
      board: 'board-1',
      groups: groups.map((name, i) => ({ group: `group-${i}`, name })),
      notes: notes.map(([section, text], i) => ({
        note: `note-${i}`,
        section,
        text,
        ...(groups.length > 0 ? { group: `group-${i % groups.length}` } : {}),
      })),
    },
  };
  const answer = await fetch(`${testbed.server.address}/api/workshops/${made.id}/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${session}`, 'warsztat-client': 'filler-1234567890' },
    body: JSON.stringify(command),
  });
  expect(await answer.text()).toContain('"ack"');
  return session;
}

const sample: [string, string][] = [
  ['strength', 'rozległe kompleksy leśne'],
  ['strength', 'dogodne położenie przy drodze krajowej'],
  ['weakness', 'brak kanalizacji'],
  ['opportunity', 'moda na agroturystykę'],
  ['threat', 'wylewy Sanu'],
];

describe('accessibility: axe finds nothing', () => {
  for (const [locale, language] of [
    ['pl', 'pl-PL'],
    ['en', 'en-GB'],
  ] as const) {
    test(`on every page, ${locale}`, async () => {
      const made = await testbed.server.make(locale === 'pl' ? 'Strategia Rudnika' : 'Strategy of Rudnik', locale);
      await fill(made, sample, ['Infrastruktura', 'Środowisko']);
      const found: string[] = [];
      const look = async (page: Page, where: string) => {
        for (const line of await axe(page)) found.push(`${where}: ${line}`);
      };
      const visitor = await sit({ locale: language, bypassPolicy: true });
      await visitor.page.goto(testbed.server.address);
      await visitor.page.locator('h1').waitFor();
      await look(visitor.page, 'home');
      await visitor.page.goto(`${testbed.server.address}/organiser#${testbed.server.organiserKey}`);
      await visitor.page.locator('[data-workshop]').first().waitFor();
      await look(visitor.page, 'workshops');
      await visitor.page.locator('main .button.primary').click();
      await visitor.page.locator('form').waitFor();
      await look(visitor.page, 'organiser');
      await visitor.page.locator('form input[type="text"], form input:not([type])').first().fill('Przykład');
      await visitor.page.keyboard.press('Enter');
      await visitor.page.locator('input[readonly]').first().waitFor();
      await look(visitor.page, 'links');
      await visitor.page.goto(`${testbed.server.address}/join`);
      await visitor.page.locator('form').waitFor();
      await look(visitor.page, 'code');
      await visitor.page.goto(`${testbed.server.address}/join#wrong`);
      await visitor.page.locator('h1').waitFor();
      await look(visitor.page, 'bad link');
      await visitor.page.goto(`${testbed.server.address}/nowhere`);
      await visitor.page.locator('h1').waitFor();
      await look(visitor.page, 'not found');
      await visitor.page.goto(`${testbed.server.address}/accessibility`);
      await visitor.page.locator('section').first().waitFor();
      await look(visitor.page, 'accessibility');
      await visitor.page.locator('footer button').click();
      await visitor.page.getByRole('dialog').waitFor();
      await look(visitor.page, 'settings');

      // The widths differ by what stands where, which has no language.
      const widths = [
        [1440, 900],
        [640, 800],
        [390, 780],
      ] as const;
      for (const [width, height] of locale === 'pl' ? widths : widths.slice(0, 1)) {
        const moderator = await sit({ locale: language, bypassPolicy: true, width, height });
        const { page } = moderator;
        await page.goto(made.links.moderator);
        await page.locator('form input').first().waitFor();
        await look(page, `join ${width}`);
        await page.locator('form input').first().fill('Maria');
        await page.keyboard.press('Enter');
        await page.locator('[data-note]').first().waitFor();
        await page.locator('[data-whole]').waitFor({ state: 'attached' });
        await look(page, `board ${width}`);
        await page.keyboard.press('?');
        await page.getByRole('dialog').waitFor();
        await look(page, `shortcuts ${width}`);
        await page.keyboard.press('Escape');
        await page.keyboard.press('F8');
        await page.getByRole('dialog').waitFor();
        await look(page, `what happened ${width}`);
        await page.keyboard.press('Escape');
        await page.locator('[data-note] [data-face]').first().click({ button: 'right' });
        await page.getByRole('menu').waitFor();
        await look(page, `menu ${width}`);
        await page.keyboard.press('Escape');
        await page.locator('[data-note] [data-face]').first().dblclick();
        await page.locator('[data-note] textarea').waitFor();
        await look(page, `editing ${width}`);
        await page.keyboard.press('Escape');
      }
      const wall = await sit({ locale: language, bypassPolicy: true, width: 1920, height: 1080 });
      await wall.page.goto(made.links.observer);
      await wall.page.getByText('wylewy Sanu').first().waitFor();
      await look(wall.page, 'projector');
      expect(found).toEqual([]);
    });
  }
});

describe('by keyboard alone', () => {
  test('from the link to a moved, edited and binned note', async () => {
    const made = await testbed.server.make();
    const { page } = await sit();
    await page.goto(made.links.participant);
    await page.getByLabel('Imię lub imię i nazwisko').waitFor();
    // A newcomer's first Tab stops lead to the name; Enter, and one is in.
    for (let i = 0; i < 8 && (await page.evaluate(() => document.activeElement?.tagName)) !== 'INPUT'; i++) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type('Zofia');
    await page.keyboard.press('Enter');
    await onBoard(page);
    await page.keyboard.press('2');
    await page.keyboard.type('brak kanalizacji');
    await page.keyboard.press('Enter');
    await page.keyboard.type('za mało sal');
    await page.keyboard.press('Enter');
    await until(
      () => texts(page, 'weakness'),
      (all) => all.join() === 'brak kanalizacji,za mało sal',
    );
    // From the field to the last note, move it before the one on its left, take it across, edit it.
    await page.keyboard.press('Escape');
    await note(page, 'za mało sal').locator('[data-face]:focus').waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await until(
      () => texts(page, 'weakness'),
      (all) => all.join() === 'za mało sal,brak kanalizacji',
    );
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.type(' i boisk');
    await page.keyboard.press('Escape');
    await until(
      () => texts(page, 'weakness'),
      (all) => all.join() === 'za mało sal i boisk,brak kanalizacji',
    );
    await page.keyboard.press('m');
    await page.getByRole('menu').waitFor();
    await page.keyboard.type('p'); // Przenieś: …
    await page.keyboard.press('Enter');
    await until(
      () => texts(page, 'strength'),
      (all) => all.join() === 'za mało sal i boisk',
    );
    await note(page, 'brak kanalizacji').locator('[data-face]').focus();
    await page.keyboard.press('Delete');
    await until(
      () => texts(page, 'weakness'),
      (all) => all.length === 0,
    );
    await page.keyboard.press('Control+z');
    await until(
      () => texts(page, 'weakness'),
      (all) => all.join() === 'brak kanalizacji',
    );
    await note(page, 'brak kanalizacji').locator('[data-face]').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Skróty klawiszowe' }).waitFor();
    await page.keyboard.press('Escape');
    // Every stop of the Tab key shows where the focus is.
    for (let i = 0; i < 25; i++) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const el = document.activeElement as HTMLElement | null;
        if (!el || el === document.body) return 'body';
        const style = getComputedStyle(el);
        const ring = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
        return ring || style.boxShadow !== 'none' || el.matches('textarea, input')
          ? 'ring'
          : el.outerHTML.slice(0, 120);
      });
      expect(['ring', 'body']).toContain(seen);
    }
    await saved(page);
  });
});

describe('after the first paint, while more is to come', () => {
  test('keys wait for what answers them, and are forgotten when the person turns to something else', async () => {
    const made = await testbed.server.make();
    await fill(made, sample);
    const { page } = await sit({ own: true });
    // Two parts come when the test says so: the keyboard, and after it the editor of notes.
    const part = () => {
      let come = () => {};
      const here = new Promise<void>((resolve) => {
        come = resolve;
      });
      return { here, come };
    };
    const [keyboard, editor] = [part(), part()];
    await page.route(/assets\/(late|NoteEditor)-.*\.js$/, async (route) => {
      await (route.request().url().includes('NoteEditor') ? editor : keyboard).here;
      await route.continue();
    });
    await page.goto(made.links.participant);
    await page.getByLabel('Imię lub imię i nazwisko').fill('Anna');
    await page.getByRole('button', { name: 'Wejdź', exact: true }).click();
    const face = (text: string) => note(page, text).locator('[data-face]');
    await face('wylewy Sanu').focus();
    await page.keyboard.press('Delete');
    await page.getByLabel(composers.strength).click();
    await page.keyboard.type('lasy');
    await face('moda na agroturystykę').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type(' i gm');
    keyboard.come();
    await page.keyboard.type('ina');
    editor.come();
    const field = page.getByLabel('Treść karteczki');
    await until(
      () => field.inputValue(),
      (text) => text === 'moda na agroturystykę i gmina',
    );
    await page.keyboard.type('!');
    await page.keyboard.press('Enter');
    await onBoard(page);
    expect(await texts(page, 'opportunity')).toEqual(['moda na agroturystykę i gmina!']);
    expect(await texts(page, 'threat')).toEqual(['wylewy Sanu']);
    expect(await page.getByLabel(composers.strength).inputValue()).toBe('lasy');
  });
  test('the network may go away: people write on, what is missing says so, and comes with the network', async () => {
    const made = await testbed.server.make();
    await fill(made, sample);
    const anna = await sit({ own: true, cuttable: true });
    const { page } = anna;
    // Nothing comes once the board stands: a cut is quicker than the first of the parts that would come now.
    let away = false;
    await page.route(/\/assets\/(?!shell|workshop|notes|pl-|rolldown|inter)/, (route) =>
      away ? route.abort('internetdisconnected') : route.fallback(),
    );
    await page.goto(made.links.participant);
    await page.getByLabel('Imię lub imię i nazwisko').fill('Anna');
    away = true;
    await page.getByRole('button', { name: 'Wejdź', exact: true }).click();
    await page.locator('[data-saving="saved"]').waitFor();
    await page.getByLabel(composers.strength).waitFor();
    await anna.cut();
    const told = page.getByRole('alert').filter({ hasText: 'Nie ma połączenia z serwerem' });
    await write(page, 'strength', 'lasy');
    await write(page, 'strength', 'jeziora');
    await note(page, 'jeziora').waitFor();
    for (const needs of [
      () => note(page, 'wylewy Sanu').locator('[data-face]').dblclick(),
      () => page.getByRole('button', { name: /^Osoby/ }).click(),
    ]) {
      await needs();
      await told.getByRole('button').click();
    }
    await page.getByLabel(composers.weakness).fill('w toku');
    await page.getByText('Brak połączenia: 2 zmiany').waitFor();
    away = false;
    await anna.mend();
    await page.getByRole('dialog', { name: 'Osoby' }).waitFor();
    await page.keyboard.press('Escape');
    await onBoard(page);
    await note(page, 'lasy').locator('[data-face]').dblclick();
    await page.getByLabel('Treść karteczki').pressSequentially(' i łąki');
    await page.keyboard.press('Escape');
    await note(page, 'lasy i łąki').waitFor();
    expect(await page.getByLabel(composers.weakness).inputValue()).toBe('w toku');
    await saved(page);
  });
});

describe('half a screen and a phone', () => {
  for (const width of [640, 390]) {
    test(`${width} px: one section at a time, counts on the others, nothing sticks out`, async () => {
      const made = await testbed.server.make();
      await fill(made, sample);
      const person = await sit({ width, height: 780, touch: width < 500 });
      const page = await join(person, made.links.participant, 'Anna');
      await page.getByRole('tab', { name: /Zagrożenia/ }).click();
      await page.getByText('wylewy Sanu').waitFor();
      expect(await page.getByRole('tab', { name: /Mocne strony/ }).innerText()).toContain('2');
      await write(page, 'threat', 'odpływ młodych');
      await until(
        () => texts(page, 'threat'),
        (all) => all.join() === 'wylewy Sanu,odpływ młodych',
      );
      // The first press right after writing reaches what it was meant for.
      const face = note(page, 'odpływ młodych').locator('[data-face]');
      await (width < 500 ? face.tap() : face.click());
      await face.and(page.locator('[aria-pressed=true]')).waitFor();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    });
  }
});

test('text is only ever text', async () => {
  const made = await testbed.server.make('<img src=x onerror=alert(1)>Tytuł');
  const corpus = [
    '<script>alert(1)</script>',
    '<img src=x onerror="alert(1)">',
    '"><svg onload=alert(1)>',
    "javascript:alert('1')",
    '{{constructor.constructor("alert(1)")()}}',
    '\u0024{alert(1)}',
    '<iframe srcdoc="<script>parent.alert(1)</script>">',
    '<a href="javascript:alert(1)">x</a>',
    '</textarea><script>alert(1)</script>',
    '&lt;b&gt;<b>gruby</b>',
    '__proto__',
    '\u202Eodwrócone',
  ];
  const anna = await sit();
  const page = await join(anna, made.links.participant, '<b onclick=alert(1)>Anna</b>', '"><script>alert(1)</script>');
  await fill(
    made,
    corpus.map((text) => ['strength', text]),
    ['<u>grupa</u>'],
  );
  const shown = await until(
    () => texts(page, 'strength'),
    (all) => all.length === corpus.length,
  );
  expect(shown.sort()).toEqual([...corpus].sort());
  const wall = await sit({ width: 1920, height: 1080 });
  await wall.page.goto(made.links.observer);
  await wall.page.getByText('<script>alert(1)</script>').first().waitFor();
  for (const where of [page, wall.page]) {
    expect(await where.locator('b, u, iframe, img[src="x"], svg[onload], a[href^="javascript"]').count()).toBe(0);
  }
  await page
    .getByRole('button', { name: 'Lista' })
    .or(page.getByRole('radio', { name: 'Lista' }))
    .first()
    .click();
  await page.getByText('</textarea><script>alert(1)</script>').first().waitFor();
});

test('until a participant can write, at most 85 kB of compressed JavaScript come', async () => {
  const made = await testbed.server.make();
  const person = await sit({ own: true });
  await person.page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('[data-section] textarea') === null) return;
      performance.mark('can write');
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await join(person, made.links.participant, 'Anna');
  // Each file once: an import() takes from the cache what was fetched for it.
  const files = await person.page.evaluate(() => {
    const until = performance.getEntriesByName('can write')[0]?.startTime ?? 0;
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    return Object.fromEntries(
      entries
        .filter(({ name, startTime }) => name.endsWith('.js') && startTime < until)
        .map(({ name, encodedBodySize }) => [name, encodedBodySize] as const),
    );
  });
  const weight = Object.values(files).reduce((sum, one) => sum + one, 0);
  expect(weight, JSON.stringify(files)).toBeGreaterThan(10_000);
  expect(weight, JSON.stringify(files)).toBeLessThanOrEqual(85 * 1024);
});

test('the composer of every section has its name', async () => {
  const made = await testbed.server.make();
  const page = await join(await sit(), made.links.participant, 'Anna');
  for (const label of Object.values(composers)) expect(await page.getByLabel(label).count()).toBe(1);
});
