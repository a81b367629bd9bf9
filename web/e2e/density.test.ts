import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readSwot, wholeSwot } from '../src/ui/paste/testdata/swot.ts';
import { join, until } from './board.ts';
import { Remote } from './remote.ts';
import type { Made } from './server.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

const more: [string, string][] = [
  ['strength', 'lokalne zasoby kultury, zespoły śpiewacze i orkiestra dęta'],
  ['weakness', 'za mało miejsc w żłobku'],
  ['opportunity', 'młode rodziny, które szukają spokoju, a pracują zdalnie w Rzeszowie i w Stalowej Woli'],
  ['threat', 'susze i niski stan wód w Sanie'],
  ['threat', 'rosnące koszty utrzymania sieci szkół'],
];
const ninety = [
  ...readSwot(wholeSwot).notes.map(({ section, text }) => ({ section, text })),
  ...more.map(([section, text]) => ({ section, text })),
].map((each, n) => ({ note: `note-${n}`, ...each }));

/** A workshop whose board holds ninety notes that a participant signed, in the middle of a step with a question. */
async function ninetyNotes(): Promise<{ made: Made; remote: Remote }> {
  const made = await testbed.server.make();
  const session = await testbed.server.enter({ code: made.code }, 'Agnieszka Wiśniewska');
  const answer = await fetch(`${testbed.server.address}/api/workshops/${made.id}/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${session}`, 'warsztat-client': 'filler-1234567890' },
    body: JSON.stringify({
      type: 'command',
      number: 1,
      seen: 1,
      do: 'PasteNotes',
      with: { board: 'board-1', groups: [], notes: ninety },
    }),
  });
  expect(await answer.text()).toContain('"ack"');
  const remote = await Remote.moderate(testbed.server, made);
  await remote.phase('Czytanie i grupowanie', {
    boards: ['board-1'],
    allow: ['write', 'move', 'group', 'vote'],
    ask: 'Co do siebie pasuje, a co się powtarza?',
  });
  return { made, remote };
}

/** How many notes one reads to the last letter, how large their letters are, and how far below the top the first begins. */
function seen(page: Page): Promise<{ whole: number; size: number; first: number }> {
  return page.evaluate(() => {
    let [whole, size, first] = [0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const note of document.querySelectorAll<HTMLElement>('#board [data-note]')) {
      const words = note.querySelector<HTMLElement>('.words') as HTMLElement;
      const { left, top, right, bottom } = note.getBoundingClientRect();
      const shows = (x: number, y: number) => note.contains(document.elementFromPoint(x, y));
      const corners = [top + 3, bottom - 3].every((y) => shows(left + 6, y) && shows(right - 6, y));
      if (!corners || words.scrollHeight > words.clientHeight + 1) continue;
      whole++;
      size = Math.min(size, Number.parseFloat(getComputedStyle(words).fontSize));
      first = Math.min(first, top);
    }
    return { whole, size, first };
  });
}

const windows = [
  { name: 'participant 1440', width: 1440, height: 900, role: 'participant', notes: 36, voting: 27, chrome: 120 },
  { name: 'participant 1024', width: 1024, height: 768, role: 'participant', notes: 20, voting: 15, chrome: 200 },
  { name: 'participant 640', width: 640, height: 900, role: 'participant', notes: 16, voting: 12, chrome: 200 },
  {
    name: 'participant 390',
    width: 390,
    height: 844,
    touch: true,
    role: 'participant',
    notes: 7,
    voting: 6,
    chrome: 200,
  },
  { name: 'moderator 1440', width: 1440, height: 900, role: 'moderator', notes: 30, voting: 23, chrome: 120 },
] as const;

test('of ninety notes as many are read at once as there is room for, and hardly fewer while votes are cast', async () => {
  const { made, remote } = await ninetyNotes();
  const pages = new Map<(typeof windows)[number], Page>();
  for (const window of windows) {
    const { name, role, notes, chrome, voting: _, ...seat } = window;
    const page = await join(await sit(seat), made.links[role], `Jan, ${name}`);
    pages.set(window, page);
    const { whole, size, first } = await until(
      () => seen(page),
      (now) => now.whole >= notes,
    );
    expect([name, first <= chrome, size >= 16, whole >= notes]).toEqual([name, true, true, true]);
  }

  // What is sought stays bright and all else fades; it is words, with or without diacritics, and no pattern.
  const reader = pages.get(windows[0]) as Page;
  await reader.keyboard.press('f');
  const faded = (count: number) =>
    until(
      () => reader.locator('#board .faded').count(),
      (now) => now === count,
    );
  await reader.getByRole('searchbox').fill('zlobku');
  await faded(89);
  await reader.getByRole('searchbox').fill('.*');
  await faded(90);
  await reader.keyboard.press('Escape');
  await faded(0);

  const rules = { points: 5, perItem: 3, groups: false, boards: [], sections: [], liveTotals: false };
  await remote.give('OpenVote', { vote: 'vote-1', title: 'Najważniejsze', ...rules });
  for (const [{ name, role, voting }, page] of pages) {
    await page.getByRole('region', { name: 'Głosowanie' }).waitFor();
    if (role === 'participant') await page.getByRole('button', { name: 'Daj punkt' }).first().waitFor();
    const { whole } = await until(
      () => seen(page),
      (now) => now.whole >= voting,
    );
    expect([name, whole >= voting]).toEqual([name, true]);
  }
});
