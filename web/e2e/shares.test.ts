import { describe, expect, test } from 'vitest';
import { join, onBoard, saved, texts, until, write } from './board.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

describe('one number, one command', () => {
  test('a duplicated tab takes a client name of its own, and both send what is theirs', async () => {
    const made = await testbed.server.make();
    const anna = await sit({ own: true });
    const names: string[] = [];
    anna.context.on('page', (page) =>
      page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => hear(payload))),
    );
    anna.page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => hear(payload)));
    function hear(payload: string | Buffer) {
      for (const line of payload.toString().split('\n')) {
        const frame = JSON.parse(line) as { type: string; client?: string };
        if (frame.type === 'hello' && frame.client !== undefined) names.push(frame.client);
      }
    }
    await join(anna, made.links.participant, 'Anna');
    await write(anna.page, 'strength', 'z pierwszej');
    await saved(anna.page);
    // A tab that a page opens gets a copy of its session storage, as a duplicated tab does.
    const opened = anna.context.waitForEvent('page');
    await anna.page.evaluate(() => window.open(location.href));
    const second = await opened;
    await onBoard(second);
    await Promise.all([write(anna.page, 'strength', 'i znów z pierwszej'), write(second, 'strength', 'z drugiej')]);
    for (const page of [anna.page, second]) {
      await until(
        async () => (await texts(page, 'strength')).sort(),
        (all) => all.join() === 'i znów z pierwszej,z drugiej,z pierwszej',
      );
      await saved(page);
    }
    expect(new Set(names).size).toBe(2);
  });
});
