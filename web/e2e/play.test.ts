import { expect, test } from 'vitest';
import { axe } from './browser.ts';
import { play } from './play.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();

test('a SWOT workshop from entry to tally, and axe finds nothing in any phase', async () => {
  const found: string[] = [];
  await play(testbed, async (scene, cast) => {
    for (const [who, page] of Object.entries(cast)) {
      for (const line of await axe(page)) found.push(`${scene}, ${who}: ${line}`);
    }
  });
  expect(found).toEqual([]);
});
