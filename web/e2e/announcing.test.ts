import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { join, until } from './board.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();

/** Writes down when something is said on a page, by its clock. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const said: { at: number; words: string }[] = [];
    Object.assign(window, { said });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const line of addedNodes) said.push({ at: Date.now(), words: line.textContent ?? '' });
    }).observe(document.querySelector('[data-live]') as Element, { childList: true });
  });
const said = (page: Page) => page.evaluate(() => (window as unknown as { said: { at: number; words: string }[] }).said);

/** The most that is said in any minute. */
const most = (times: readonly number[]) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length));

test('forty people write, and nobody is talked to more than they can listen to', async () => {
  const made = await testbed.server.make();
  const people = await Promise.all(
    Array.from({ length: 40 }, (_, i) => testbed.server.enter({ code: made.code }, `Osoba ${i + 1}`)),
  );
  const remote = await Remote.moderate(testbed.server, made);
  await remote.phase('Pisanie', { boards: ['board-1'], allow: ['write', 'move'] });
  const pages: Record<'participant' | 'moderator', Page> = {
    participant: (await testbed.sit({ own: true })).page,
    moderator: (await testbed.sit({ own: true })).page,
  };
  for (const [role, page] of Object.entries(pages)) {
    await page.clock.install();
    await join({ page }, made.links[role as keyof typeof pages], `Anna, ${role}`);
    await listen(page);
  }

  const numbers = people.map(() => 0);
  const give = async (person: number, what: string, command: object) => {
    numbers[person] = (numbers[person] ?? 0) + 1;
    const answer = await fetch(`${testbed.server.address}/api/workshops/${made.id}/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${people[person]}`, 'warsztat-client': `person-${person}-1234567890` },
      body: JSON.stringify({ type: 'command', number: numbers[person], seen: 1, do: what, with: command }),
    });
    expect(await answer.text()).toContain('"ack"');
  };
  // Three minutes by the clock of the pages: each of the forty writes every half a minute, and some raise a hand.
  const steps = 72;
  for (let step = 0; step < steps; step++) {
    for (const person of [step, step + 13, step + 26].map((n) => n % 40)) {
      await give(person, 'AddNote', {
        board: 'board-1',
        note: `note-${step}-${person}`,
        section: ['strength', 'weakness', 'opportunity', 'threat'][step % 4],
        text: `Myśl ${step} osoby ${person + 1}`,
      });
      if (step % 3 === 0) await give(person, 'SetHand', { up: step % 2 === 0 });
    }
    for (const page of Object.values(pages)) await page.clock.fastForward(2_500);
  }
  for (const page of Object.values(pages)) {
    await until(
      () => page.locator('#board [data-note]').count(),
      (count) => count === 3 * steps,
    );
  }
  for (const [page, bound] of [
    [pages.participant, 6],
    [pages.moderator, 10],
  ] as const) {
    const heard = await said(page);
    const times = heard.map(({ at }) => at);
    expect(times.length).toBeGreaterThan(bound);
    expect(most(times)).toBeLessThanOrEqual(bound);
    expect(Math.min(...times.slice(1).map((at, i) => at - (times[i] as number)))).toBeGreaterThanOrEqual(3_000);
  }
});
