import { expect, test } from 'vitest';
import { axe } from './browser.ts';
import { openHall } from './hall.ts';
import { play } from './play.ts';

const hall = openHall();

test('a SWOT workshop from entry to tally, and axe finds nothing in any phase', async () => {
  const found: string[] = [];
  await play(hall, async (scene, cast) => {
    for (const [who, page] of Object.entries(cast)) {
      for (const line of await axe(page)) found.push(`${scene}, ${who}: ${line}`);
    }
  });
  expect(found).toEqual([]);
}, 240_000);
