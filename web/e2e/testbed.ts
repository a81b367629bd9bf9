import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launch, Person, type Seat } from './browser.ts';
import { Server } from './server.ts';

/** What the tests of one file share: one browser, one server, and people who come and go. */
export interface Testbed {
  readonly server: Server;
  /** Seats a person in a browser of their own until the test is over. */
  sit(seat?: Seat): Promise<Person>;
}

/** Opens a testbed for the tests of a file, or a part of it; the server gets the flags. After each test nobody may have met an error, a dialog or a foreign host. */
export function openTestbed(...flags: string[]): Testbed {
  let browser: Browser;
  let server: Server;
  const people: Person[] = [];
  beforeAll(async () => {
    [browser, server] = await Promise.all([launch(), Server.start(...flags)]);
  });
  afterAll(async () => {
    await browser.close();
    await server.remove();
  });
  afterEach(async () => {
    const faults = people.flatMap((person) => person.faults);
    await Promise.all(people.splice(0).map((person) => person.close()));
    expect(faults).toEqual([]);
  });
  return {
    get server() {
      return server;
    },
    async sit(seat = {}) {
      const person = await Person.open(browser, server.address, seat);
      people.push(person);
      return person;
    },
  };
}
