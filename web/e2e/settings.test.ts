import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { heard, join, onBoard, until } from './board.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

/** Writes down the pitches of what a page plays, in place of the loudspeaker. */
function listenToSound() {
  const pitches: number[] = [];
  class AudioContext {
    readonly state = 'running';
    readonly currentTime = 0;
    close() {}
  }
  class OscillatorNode {
    constructor(
      _: unknown,
      readonly options: { frequency: number },
    ) {}
    connect(to: unknown) {
      return to;
    }
    start() {
      pitches.push(Math.round(this.options.frequency));
    }
    stop() {}
  }
  class GainNode {
    readonly gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
    connect() {}
  }
  Object.assign(window, { pitches, AudioContext, OscillatorNode, GainNode });
}
const pitches = (page: Page) => page.evaluate(() => (window as unknown as { pitches: number[] }).pitches.splice(0));

/** Makes a choice in one's personal settings. */
async function choose(page: Page, ...names: string[]): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Więcej' }).click();
  await page.getByRole('menuitem', { name: 'Ustawienia osobiste' }).click();
  const dialog = page.getByRole('dialog');
  for (const name of names) await dialog.getByLabel(name, { exact: true }).check();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

test('a vote and a pause of writing are heard by those who chose it, and nothing else is', async () => {
  const made = await testbed.server.make();
  const remote = await Remote.moderate(testbed.server, made);
  const { page } = await sit({ own: true });
  await page.addInitScript(listenToSound);
  await join({ page }, made.links.participant, 'Anna');
  const rules = { points: 1, perItem: 1, groups: false, boards: ['board-1'], sections: [], liveTotals: false };
  let votes = 0;
  /** Opens a vote and closes it, holds everybody and lets them go; returns what was heard of the vote and of the hold. */
  const all = async () => {
    const vote = `vote-${votes++}`;
    await remote.give('OpenVote', { vote, title: 'Wybór', items: [], ...rules });
    await page.getByText('Został 1 z 1 punktu', { exact: true }).waitFor();
    const opened = await pitches(page);
    await remote.give('CloseVote', { vote });
    await page.getByText('Został 1 z 1 punktu', { exact: true }).waitFor({ state: 'detached' });
    await remote.give('SetFocus', { board: 'board-1', section: 'strength', mode: 'hold' });
    await page.getByText('Prowadzący proszą o uwagę').first().waitFor();
    const held = await pitches(page);
    await remote.give('Release', {});
    await page.getByText('Prowadzący proszą o uwagę').first().waitFor({ state: 'detached' });
    return [opened, held, await pitches(page)];
  };
  await page.keyboard.press('Shift');
  expect(await all()).toEqual([[], [], []]);
  await choose(page, 'Także początek głosowania i wstrzymanie pisania');
  expect(await all()).toEqual([[523, 784], [784, 523], []]);
  await choose(page, 'Nic');
  expect(await all()).toEqual([[], [], []]);

  // What goes on already is no news, neither to a choice nor to somebody who comes.
  await remote.give('OpenVote', { vote: 'last', title: 'Wybór', items: [], ...rules });
  await remote.give('SetFocus', { board: 'board-1', section: 'strength', mode: 'hold' });
  await page.getByText('Prowadzący proszą o uwagę').first().waitFor();
  await choose(page, 'Także początek głosowania i wstrzymanie pisania');
  expect(await pitches(page)).toEqual([]);
  const late = await sit({ own: true });
  await late.page.addInitScript(listenToSound);
  await late.page.addInitScript(() => localStorage.setItem('warsztat.settings', JSON.stringify({ chime: 'all' })));
  await join(late, made.links.participant, 'Ola');
  await late.page.getByText('Prowadzący proszą o uwagę').first().waitFor();
  await late.page.keyboard.press('Shift');
  expect(await pitches(late.page)).toEqual([]);
  await remote.give('Release', {});
  await late.page.getByText('Prowadzący proszą o uwagę').first().waitFor({ state: 'detached' });
  await remote.give('SetFocus', { board: 'board-1', section: 'strength', mode: 'hold' });
  await until(
    () => pitches(late.page),
    (heard) => heard.join() === '784,523',
  );
});

test('a page asks for more time for whoever chose it, while notes are hidden and the time runs out', async () => {
  const made = await testbed.server.make();
  const remote = await Remote.moderate(testbed.server, made);
  const [maria, ewa] = [await sit(), await sit({ own: true })];
  const sent: string[] = [];
  ewa.page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) =>
      sent.push(
        ...String(payload)
          .split('\n')
          .filter((line) => /"reaction"/.test(line)),
      ),
    ),
  );
  await ewa.page.clock.install();
  await ewa.page.addInitScript(listenToSound);
  await Promise.all([join(maria, made.links.moderator, 'Maria'), join(ewa, made.links.participant, 'Ewa')]);
  await ewa.page.keyboard.press('Shift');
  const timer = ewa.page.getByRole('timer');
  /** Lets a minute be left, and the time be up, by the clock of Ewa's page, where both are heard. */
  const run = async (looked = async () => {}) => {
    for (const [seconds, rings] of [
      [70, '523,659'],
      [10, '659,440'],
    ] as const) {
      // A page that learns of the timer too late starts it once more.
      await until(
        async () => {
          await remote.give('StartTimer', { seconds });
          await timer.waitFor();
          await onBoard(ewa.page);
          await ewa.page.clock.fastForward(15_000);
          return pitches(ewa.page);
        },
        (heard) => heard.join() === rings,
      );
      await looked();
      await remote.give('StopTimer', {});
      await timer.waitFor({ state: 'detached' });
    }
  };
  const silent = { boards: ['board-1'], allow: ['write'], hidden: true };
  await remote.phase('Ciche pisanie', silent);
  await run();
  expect(sent).toEqual([]);

  await choose(ewa.page, 'Proś za mnie o więcej czasu');
  await run(async () => {
    await heard(maria.page, 'Wolniej, proszę: 1 osoba.');
  });
  expect(sent.map((line) => JSON.parse(line))).toEqual([
    { type: 'reaction', kind: 'slower' },
    { type: 'reaction', kind: 'slower' },
  ]);

  await remote.phase('Dyskusja', { ...silent, hidden: false });
  await run();
  expect(sent).toHaveLength(2);
});
