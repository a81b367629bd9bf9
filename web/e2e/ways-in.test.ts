import { describe, expect, test } from 'vitest';
import { composers, join, note, saved, texts, until, write } from './board.ts';
import { axe } from './browser.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

test('a link opens that a mail program has changed', async () => {
  const made = await testbed.server.make();
  const [address, secret] = made.links.participant.split('#') as [string, string];
  const { page } = await sit();
  for (const changed of [`%23${secret}`, `#${secret}.`, `#${secret})`, `#${secret}%C2%A0`, `#${secret}&utm_source=x`]) {
    await page.goto('about:blank');
    await page.goto(address + changed);
    await page.getByLabel('Imię lub imię i nazwisko').waitFor();
    expect(page.url()).toBe(address);
  }
});

test('where cookies are blocked, the page says so before there is a member', async () => {
  const made = await testbed.server.make();
  const remote = await Remote.moderate(testbed.server, made);
  const { context, page } = await sit({ own: true });
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setDocumentCookieDisabled', { disabled: true });
  await page.goto(made.links.participant);
  await page.getByRole('heading', { name: 'Przeglądarka blokuje ciasteczka' }).waitFor();
  expect(await page.getByLabel('Imię lub imię i nazwisko').count()).toBe(0);
  expect(await remote.records('member')).toHaveLength(1);
});

test('a browser that translates leaves the page alone, which goes on', async () => {
  const made = await testbed.server.make();
  const [anna, jan] = [await sit({ bypassPolicy: true }), await sit()];
  const page = await join(anna, made.links.participant, 'Anna');
  await join(jan, made.links.participant, 'Jan');
  await write(page, 'strength', 'lasy');
  await note(jan.page, 'lasy').waitFor();
  // What Chromium does to every text that it translates.
  await page.evaluate(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    while (walk.nextNode()) texts.push(walk.currentNode);
    for (const text of texts) {
      const parent = text.parentElement;
      if (!text.nodeValue?.trim() || parent === null || parent.closest('[translate=no], .notranslate')) continue;
      const element = document.createElement('font');
      element.textContent = `[${text.nodeValue}]`;
      parent.replaceChild(element, text);
    }
  });
  await write(jan.page, 'strength', 'jeziora');
  await saved(jan.page);
  await note(page, 'jeziora').waitFor();
  expect(await page.locator('font').count()).toBe(0);
});

test('where the browser keeps nothing, people write all the same, and read that it keeps nothing', async () => {
  const made = await testbed.server.make();
  const anna = await sit({ own: true });
  await anna.page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new DOMException('', 'SecurityError');
      },
    });
  });
  const page = await join(anna, made.links.participant, 'Anna');
  await write(page, 'strength', 'lasy');
  await saved(page);
  await page.getByText('Ta przeglądarka nie pozwala niczego odłożyć').first().waitFor();
});

test('a storage that falls silent stands in nobody’s way, and keeps again when it answers', async () => {
  const made = await testbed.server.make();
  const anna = await sit();
  const page = await join(anna, made.links.participant, 'Anna');
  await write(page, 'strength', 'lasy');
  await saved(page);
  const holder = await anna.tab();
  await holder.goto(`${testbed.server.address}/check`);
  await holder.evaluate(
    () =>
      new Promise<void>((held) => {
        const opening = indexedDB.open('warsztat');
        opening.onsuccess = () => {
          // Whoever else wants these stores waits for the end of this transaction, which never comes.
          const store = opening.result.transaction(['queues', 'entries'], 'readwrite').objectStore('queues');
          const hold = () => {
            store.get('nobody').onsuccess = hold;
          };
          hold();
          held();
        };
      }),
  );
  await write(page, 'strength', 'jeziora');
  const notice = page.getByText('Ta przeglądarka nie pozwala niczego odłożyć').first();
  await notice.waitFor();
  await saved(page);
  await holder.close();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await notice.waitFor({ state: 'detached' });
  await page.reload();
  await until(
    () => texts(page, 'strength'),
    (all) => all.join() === 'lasy,jeziora',
  );
});

test('a field that was emptied takes back its own typing before a note goes', async () => {
  const made = await testbed.server.make();
  const page = await join(await sit(), made.links.participant, 'Anna');
  await write(page, 'strength', 'ostatnia');
  const field = page.getByLabel(composers.strength);
  await field.pressSequentially('Długie zdanie');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+z');
  expect(await field.inputValue()).toBe('Długie zdanie');
  await note(page, 'ostatnia').waitFor();
  // Chromium takes typing back piece by piece.
  while ((await field.inputValue()) !== '') await page.keyboard.press('Control+z');
  await note(page, 'ostatnia').waitFor();
  await page.keyboard.press('Control+z');
  await note(page, 'ostatnia').waitFor({ state: 'detached' });
});

test('where a proxy refuses WebSockets and holds streams back, the board is live all the same', async () => {
  const made = await testbed.server.make();
  const [anna, jan] = [await sit({ own: true }), await sit()];
  await anna.context.routeWebSocket(/\/live/, (socket) => socket.close());
  await anna.context.route(/\/live/, (route) => {
    const held = route.request().headers().accept?.includes('event-stream');
    return held ? undefined : route.continue();
  });
  const page = await join(anna, made.links.participant, 'Anna');
  await join(jan, made.links.participant, 'Jan');
  for (const text of ['lasy', 'łąki']) {
    await write(page, 'strength', text);
    await saved(page);
    await note(jan.page, text).waitFor();
    await write(jan.page, 'threat', `${text} w ogniu`);
    await note(page, `${text} w ogniu`).waitFor();
  }
  await jan.page.getByRole('button', { name: /Osoby: 2 osoby/ }).waitFor();
});

describe('the check before a workshop', () => {
  test('says that everything works, and axe finds nothing', async () => {
    const { page } = await sit({ bypassPolicy: true });
    await page.goto(`${testbed.server.address}/check`);
    await page.getByText('Wszystko gotowe.').waitFor();
    expect(await axe(page)).toEqual([]);
  });

  test('says what to ask for where a proxy stands between', async () => {
    const anna = await sit({ locale: 'en-GB', own: true });
    await anna.context.routeWebSocket(/check/, (socket) => socket.close());
    await anna.context.route(/api\/check/, async (route) => {
      const held = route.request().headers().accept?.includes('event-stream');
      await (held ? route.abort() : route.continue());
    });
    await anna.page.goto(`${testbed.server.address}/check`);
    await anna.page.getByText('You can take part.').waitFor();
    await anna.page.getByText('Ask for WebSocket connections').waitFor();
    await anna.page.locator('[data-check="stream"][data-state="bad"]').getByText('text/event-stream').waitFor();
    anna.faults.length = 0; // Chromium tells of the requests that failed
  });
});
