import type { CDPSession, ElementHandle, Page } from 'playwright-core';
import { test } from 'vitest';
import { sections } from '../src/board/swot.ts';
import { join, tool } from './board.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';
import { board, found } from './vision-board.ts';

// What a board costs the main thread of a real Chromium whose processor is four times slower than this one. The time is
// that of the thread itself, so that other programs on the machine hardly count.

const small = 100;
const large = 2_000;
const testbed = openTestbed('--command-rate', '10000', '--command-burst', '10000');

/** Milliseconds of the main thread, measured around an act and the frames that it leads to. */
class MainThread {
  private constructor(
    readonly page: Page,
    private readonly cdp: CDPSession,
  ) {}

  static async of(page: Page): Promise<MainThread> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new MainThread(page, cdp);
  }

  slow(rate: number): Promise<unknown> {
    return this.cdp.send('Emulation.setCPUThrottlingRate', { rate });
  }

  /** What an act costs, with the frames that it leads to. */
  async cost(act: () => Promise<unknown>): Promise<number> {
    await this.#rest();
    const before = await this.spent();
    await act();
    await this.#rest();
    return (await this.spent()) - before;
  }

  async spent(): Promise<number> {
    const { metrics } = await this.cdp.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  }

  // Everything is saved and drawn, and what moves has arrived. Timers, unlike frames, cost nothing meanwhile.
  async #rest(): Promise<void> {
    const saved = () => document.querySelector('[data-saving="saved"]') !== null;
    await this.page.waitForFunction(saved, undefined, { polling: 100 });
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300))));
  }
}

const median = (all: readonly number[]) => [...all].sort((a, b) => a - b)[all.length >> 1] as number;

/** Opens a board of so many notes, a quarter of them in each section, as somebody who takes part. */
async function open(notes: number): Promise<MainThread> {
  const made = await testbed.server.make();
  const remote = await Remote.moderate(testbed.server, made);
  const [board] = await remote.records('board');
  for (let from = 0; from < notes; from += 100) {
    const pasted = Array.from({ length: 100 }, (_, i) => ({
      note: `note-${from + i}`,
      section: sections[i % 4],
      text: `${from + i}. Lasy i jeziora w zasięgu godziny drogi, a w nich szlaki dla pieszych i rowerów`,
    }));
    await remote.give('PasteNotes', { board: board?.id, notes: pasted, groups: [] });
  }
  const { page } = await testbed.sit({ motion: true });
  page.setDefaultTimeout(300_000);
  await join({ page }, made.links.participant, 'Anna');
  // Of many only those near the view are drawn.
  await page
    .locator('#board [data-note]')
    .nth(small / 2)
    .waitFor();
  return MainThread.of(page);
}

/**
 * What is done on several boards, and the medians of what it costs on each beyond what it costs to look on. The boards
 * take turns: whatever else the machine does meanwhile slows all of them.
 */
async function measure(threads: readonly MainThread[]): Promise<Map<string, number[]>> {
  type Act = (thread: MainThread) => Promise<unknown>;
  const everywhere = (act: Act) => Promise.all(threads.map(act));
  // Without locators: to find an element they walk the whole page, on the thread that is measured.
  const write = ({ page }: MainThread, selector: string, text: string) =>
    page.evaluate(
      ([selector, text]) => {
        const field = document.querySelector<HTMLElement>(selector as string);
        field?.focus();
        if (text !== '') document.execCommand('insertText', false, text);
      },
      [selector, text],
    );
  const press = (key: string) => (thread: MainThread) => thread.page.keyboard.press(key);
  const nothing = async () => {};
  async function take(times: number, act: Act, prepare: Act = nothing): Promise<number[]> {
    const each = threads.map((): number[] => []);
    for (let i = 0; i < times; i++) {
      for (const [at, thread] of threads.entries()) {
        await prepare(thread);
        each[at]?.push(await thread.cost(() => act(thread)));
      }
    }
    return each.map(median);
  }
  const composer = '[data-composer="strength"]';
  await everywhere(({ page }) => page.mouse.move(5, 5));
  const added = await take(9, press('Enter'), (thread) => write(thread, composer, 'Nowa karteczka'));
  const composed = await take(21, press('a'));
  const look = await take(21, nothing);
  await everywhere((thread) => write(thread, '[data-face]', ''));
  await everywhere(press('Enter'));
  const edited = await take(21, press('a'));
  await everywhere(press('Escape'));
  const costs = { 'a note is added': added, 'a key in the field of a section': composed, 'a key in a note': edited };
  return new Map(Object.entries(costs).map(([what, all]) => [what, all.map((ms, i) => ms - (look[i] as number))]));
}

/** Pastes 500 rows through the dialog. */
async function paste(thread: MainThread): Promise<number> {
  const { page } = thread;
  const rows = Array.from({ length: 500 }, (_, i) => `${i}. Wklejona karteczka z kilkoma słowami`).join('\n');
  const button = page.getByRole('button', { name: 'Dodaj 500 karteczek' });
  const click = (element: HTMLElement | SVGElement) => (element as HTMLElement).click();
  await tool(page, 'Wklej');
  await page.getByLabel('Skopiowana treść').fill(rows);
  await page.getByLabel('Pole: Bez nagłówka').selectOption('Mocne strony');
  // Found beforehand: a locator walks the whole page, on the thread that is measured.
  const add = await button.elementHandle();
  return thread.cost(async () => add?.evaluate(click));
}

/** Frames a second while the wheel turns over a section. */
async function wheel({ page }: MainThread): Promise<number> {
  await page.mouse.move(300, 400);
  const seconds = 2;
  const frames = page.evaluate(
    (millis) =>
      new Promise<number>((done) => {
        let n = 0;
        const start = performance.now();
        const frame = (now: number) => (now - start < millis ? requestAnimationFrame(frame) && n++ : done(n));
        requestAnimationFrame(frame);
      }),
    seconds * 1000,
  );
  let turning = true;
  void frames.then(() => {
    turning = false;
  });
  while (turning) await page.mouse.wheel(0, 100);
  return (await frames) / seconds;
}

test('the board in a browser', async () => {
  const [few, many] = [await open(small), await open(large)];
  await Promise.all([few.slow(4), many.slow(4)]);
  const costs = await measure([few, many]);
  const pasted = await paste(many);
  await Promise.all([few.slow(1), many.slow(1)]);
  const quick = await paste(many);
  const lines = [...costs].map(([what, [ms = Number.NaN, other = Number.NaN]]) => {
    return `${what.padEnd(36)}${ms.toFixed(1).padStart(9)}${other.toFixed(1).padStart(9)}${(other / ms).toFixed(2).padStart(8)}`;
  });
  process.stdout.write(
    [
      '',
      `main thread of Chromium, ms, slowed 4x  ${small} notes  ${large}   ratio`,
      ...lines,
      `${`500 are pasted into ${large}`.padEnd(36)}${pasted.toFixed(0).padStart(18)}   (not slowed: ${quick.toFixed(0)})`,
      `${'frames a second under the wheel'.padEnd(36)}${(await wheel(few)).toFixed(0).padStart(9)}${(await wheel(many)).toFixed(0).padStart(9)}   (not slowed)`,
      '',
      '',
    ].join('\n'),
  );
});

/** Opens a vision board of so many notes that stand side by side, under 200 changes a second from somebody else. */
async function openPlane(notes: number): Promise<{ page: Page; end: () => Promise<number> }> {
  const { made, remote } = await found(testbed);
  const place = (i: number) => ({ section: '', x: 40 + (i % 50) * 216, y: 1_200 + Math.floor(i / 50) * 160 });
  for (let from = 0; from < notes; from += 100) {
    const pasted = Array.from({ length: 100 }, (_, i) => ({
      note: `note-${from + i}`,
      ...place(from + i),
      text: `${from + i}. Lasy i jeziora w zasięgu godziny drogi, a w nich szlaki`,
    }));
    await remote.give('PasteNotes', { board, notes: pasted, groups: [] });
  }
  const { page } = await testbed.sit({ motion: true, width: 1280, height: 800 });
  page.setDefaultTimeout(300_000);
  await join({ page }, made.links.participant, 'Anna');
  let changes = 0;
  let going = true;
  const others = (async () => {
    const began = performance.now();
    while (going) {
      const due = Math.min(40, Math.floor((performance.now() - began) / 5) - changes);
      if (due < 1) {
        await new Promise((later) => setTimeout(later, 5));
        continue;
      }
      const moves = Array.from({ length: due }, () => {
        const i = (changes++ * 7_919) % notes;
        const to = place(i);
        return { moves: [{ note: `note-${i}`, ...to, x: to.x + (changes % 9) }] };
      });
      await remote.giveAll(moves.map((move) => ['MoveNotes', move] as const));
    }
    return (changes / (performance.now() - began)) * 1000;
  })();
  return {
    page,
    end: () => {
      going = false;
      return others;
    },
  };
}

/** Frames a second, and milliseconds of the main thread for each, while an act goes on. */
async function framesWhile(thread: MainThread, act: (i: number) => Promise<unknown>): Promise<string> {
  const seconds = 3;
  const spent = await thread.spent();
  const frames = thread.page.evaluate(
    (millis) =>
      new Promise<number>((done) => {
        let n = 0;
        const start = performance.now();
        const frame = (now: number) => (now - start < millis ? requestAnimationFrame(frame) && n++ : done(n));
        requestAnimationFrame(frame);
      }),
    seconds * 1000,
  );
  let going = true;
  void frames.then(() => {
    going = false;
  });
  for (let i = 0; going; i++) await act(i);
  const count = await frames;
  return `${Math.round(count / seconds)} / ${(((await thread.spent()) - spent) / Math.max(1, count)).toFixed(1)}`.padStart(
    12,
  );
}

test('the plane in a browser', async () => {
  const lines: string[] = [];
  for (const notes of [2_000, 5_000]) {
    const { page, end } = await openPlane(notes);
    const thread = await MainThread.of(page);
    const note = page.locator('[data-note] [data-face]').first();
    const around = (i: number) => page.mouse.move(640 + 200 * Math.cos(i / 9), 380 + 150 * Math.sin(i / 9));
    for (const slow of [1, 4]) {
      await thread.slow(1);
      await page.keyboard.press('Escape');
      const box = await note.boundingBox();
      await thread.slow(slow);
      await page.mouse.move(5, 5);
      const still = await framesWhile(thread, () => new Promise((later) => setTimeout(later, 50)));
      await page.mouse.move((box?.x ?? 0) + 30, (box?.y ?? 0) + 20);
      await page.mouse.down();
      const drag = await framesWhile(thread, around);
      await page.mouse.up();
      await page.mouse.move(640, 380);
      const pan = await framesWhile(thread, (i) => page.mouse.wheel(i % 40 < 20 ? 30 : -30, i % 20 < 10 ? 20 : -20));
      await page.keyboard.down('Control');
      const zoom = await framesWhile(thread, (i) => page.mouse.wheel(0, i % 60 < 30 ? 20 : -20));
      await page.keyboard.up('Control');
      lines.push(`${notes} notes${slow > 1 ? `, slowed ${slow}x` : ''}`.padEnd(26) + still + drag + pan + zoom);
    }
    lines.push(`changes a second from others: ${(await end()).toFixed(0)}`);
  }
  process.stdout.write(
    [
      '',
      `frames a second / main thread, ms a frame`,
      `${''.padEnd(26)}       still        drag         pan        zoom`,
      ...lines,
      '',
      '',
    ].join('\n'),
  );
});

const rows = 1_000;

/** A matrix of so many rows: goals, objectives under each, and measures under these. */
async function fillTable(remote: Remote): Promise<void> {
  await remote.give('AddBoard', { board: 'matrix-1', kind: 'matrix', title: 'Matryca' });
  await remote.give('AddArea', { board: 'matrix-1', area: 'area-1', title: 'Społeczeństwo' });
  let [goal, objective] = ['', ''];
  const all = Array.from({ length: rows }, (_, i) => {
    const row = `row-${i}`;
    const name = { column: 'name', value: `${i}. Mieszkańcy mają blisko do lekarza, szkoły i pracy` };
    const place = { row, section: 'area-1' };
    if (i % 50 === 0) {
      goal = row;
      return { ...place, level: 'goal', cells: [name] };
    }
    if (i % 10 === 1) {
      objective = row;
      return { ...place, level: 'objective', parent: goal, cells: [name] };
    }
    const values = { unit: 'szt.', direction: 'more', baseline: `${i}`, target: `${2 * i + 1}`, source: 'GUS BDL' };
    const cells = Object.entries(values).map(([column, value]) => ({ column, value }));
    return { ...place, level: 'measure', parent: objective, cells: [name, ...cells] };
  });
  for (let from = 0; from < rows; from += 100) {
    await remote.give('PasteRows', { board: 'matrix-1', rows: all.slice(from, from + 100) });
  }
  await remote.phase('Matryca', { boards: ['matrix-1'], allow: ['write', 'move'] });
}

test('a table in a browser', async () => {
  const made = await testbed.server.make();
  const remote = await Remote.moderate(testbed.server, made);
  await fillTable(remote);
  const { page } = await testbed.sit({ motion: true });
  page.setDefaultTimeout(300_000);
  await join({ page }, made.links.participant, 'Anna');
  const thread = await MainThread.of(page);
  const switchTo = (name: RegExp) => page.getByRole('button', { name }).first().elementHandle();
  /** Milliseconds from a press on something to the frame with what it leads to. */
  const until = async (button: ElementHandle<HTMLElement | SVGElement> | null, wanted: string) =>
    (await button?.evaluate(
      (element, wanted) =>
        new Promise<number>((done) => {
          const start = performance.now();
          const look = () => {
            if (document.querySelector(wanted) === null) requestAnimationFrame(look);
            else setTimeout(() => done(performance.now() - start));
          };
          (element as HTMLElement).click();
          look();
        }),
      wanted,
    )) ?? Number.NaN;
  const opens: number[] = [];
  for (let i = 0; i < 5; i++) {
    await page.getByRole('button', { name: 'Inne tablice' }).click();
    await page.getByRole('menuitem').or(page.getByRole('menuitemradio')).first().click();
    await page.locator('#board section[data-section]').first().waitFor();
    opens.push(await until(await switchTo(/^Matryca/), '[data-row="row-0"]'));
  }
  // Ten others who type four letters a second each.
  let typing = true;
  let changes = 0;
  const began = performance.now();
  const others = (async () => {
    for (let n = 0; typing; n++) {
      await remote.giveAll(
        Array.from({ length: 10 }, (_, i) => {
          return ['EditText', { record: `row-${(10 * i + n) % rows}`, field: 'name', ops: ['x'] }] as const;
        }),
      );
      changes += 10;
      await new Promise((later) => setTimeout(later, began + changes * 25 - performance.now()));
    }
  })();
  await page.locator('[data-row="row-3"] [data-cell="name"]').dblclick();
  await page.evaluate(() => {
    const paints: number[] = [];
    Object.assign(globalThis, { paints });
    const press = ({ timeStamp }: Event) => {
      requestAnimationFrame(() => setTimeout(() => paints.push(performance.now() - timeStamp)));
    };
    addEventListener('keydown', press, true);
  });
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('a');
    // At no fixed moment of a frame, as people do.
    await new Promise((later) => setTimeout(later, 40 + ((i * 7) % 23)));
  }
  const paints = (await page.evaluate(() => (globalThis as unknown as { paints: number[] }).paints)).sort(
    (a, b) => a - b,
  );
  const nine = async (act: () => Promise<unknown>) => {
    const all: number[] = [];
    while (all.length < 9) all.push(await thread.cost(act));
    return median(all);
  };
  const typed = await nine(() => page.keyboard.press('a'));
  const watched = await nine(async () => {});
  typing = false;
  await others;
  const rate = changes / ((performance.now() - began) / 1000);
  await page.keyboard.press('Escape');
  const lines = Array.from({ length: 500 }, (_, i) => `I.1.1.m${i + 1}\tWklejony miernik ${i}\tszt.`).join('\n');
  await tool(page, 'Wklej');
  await page.getByLabel('Skopiowana treść').fill(lines);
  const add = page.getByRole('button', { name: 'Dodaj 500 wierszy' });
  await add.waitFor();
  const pasted = await until(await add.elementHandle(), '#board [data-cell]:focus');
  const nth = (all: readonly number[], share: number) => all[Math.floor(all.length * share)] ?? Number.NaN;
  const figures = {
    'a board of 1,000 rows is opened (median of 5)': nth(
      opens.sort((a, b) => a - b),
      0.5,
    ),
    'a key, from the press to the frame with it': nth(paints, 0.5),
    'the same, 95 of 100 are faster': nth(paints, 0.95),
    'main thread for a key and what others do meanwhile': typed,
    'main thread for what others do meanwhile': watched,
    '500 rows are pasted, until they stand there': pasted,
  };
  const told = Object.entries(figures).map(([what, ms]) => `${what.padEnd(52)}${ms.toFixed(1).padStart(9)}`);
  process.stdout.write(
    ['', `milliseconds, with ${rate.toFixed(0)} changes a second from others`, ...told, '', ''].join('\n'),
  );
});
