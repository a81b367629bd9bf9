import { isDeepStrictEqual } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { Person, type Seat } from './browser.ts';
import { Server } from './server.ts';

/** What the tests of one file share: one server, and people who come and go in the one browser of all files. */
export interface Testbed {
  readonly server: Server;
  /** Seats a person, with cookies and storage of their own, until the test is over. */
  sit(seat?: Seat): Promise<Person>;
}

/** Opens a testbed for the tests of a file, or a part of it; the server gets the flags. After each test nobody may have met an error, a dialog or a foreign host. */
export function openTestbed(...flags: string[]): Testbed {
  let browser: Browser;
  let server: Server;
  const people: Person[] = [];
  // Whoever goes leaves the seat to the next one: the browser has all files there already.
  const free: Person[] = [];
  beforeAll(async () => {
    [browser, server] = await Promise.all([chromium.connect(inject('browser')), Server.start(...flags)]);
  });
  afterAll(async () => {
    await browser.close();
    await server.remove();
  });
  afterEach(async () => {
    const faults = people.flatMap((person) => person.faults);
    await Promise.all(
      people.splice(0).map(async (person) => {
        if (await person.tidy()) free.push(person);
        else await person.close();
      }),
    );
    expect(faults).toEqual([]);
  });
  return {
    get server() {
      return server;
    },
    async sit(seat = {}) {
      const kept = free.findIndex((person) => isDeepStrictEqual(person.seat, seat));
      const person = free.splice(kept, kept < 0 ? 0 : 1)[0] ?? (await Person.open(browser, server.address, seat));
      people.push(person);
      return person;
    },
  };
}
