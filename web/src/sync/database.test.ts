import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../board/command.ts';
import { QueueDatabase } from './database.ts';
import { forgetQueues } from './forget.ts';
import type { LocksLike } from './locks.ts';
import { type Queue, QueueLost, type QueueOwner, type Stored } from './queue.ts';
import { FakeLocalStorage, FakeLocks } from './simulation/browser.ts';
import { SeededRandom, SimulatedClock } from './simulation/clock.ts';
import { Setup, shown } from './simulation/setup.ts';

const anna: QueueOwner = { workshop: 'w1', member: 'anna', role: 'participant' };
const command: Command = { do: 'RenameMember', with: { name: 'Anna' } };

function stored(position: number, more: Partial<Stored> = {}): Stored {
  return { position, command, number: 0, frame: '', version: 1, ...more };
}

// Loading what few tabs need takes time that the clock of a test does not measure.
beforeAll(() => import('./takeover.ts'));

/** Lets IndexedDB do its work, which takes one turn for each step of a transaction. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe.each([
  ['with Web Locks', true],
  ['without Web Locks', false],
])('queues in IndexedDB %s', (_name, withLocks) => {
  let factory: IDBFactory;
  let locks: FakeLocks;
  let texts: FakeLocalStorage;
  let clock: SimulatedClock;

  beforeEach(() => {
    factory = new IDBFactory();
    locks = new FakeLocks();
    texts = new FakeLocalStorage();
    clock = new SimulatedClock();
  });

  interface Tab {
    readonly storage: QueueDatabase;
    /** The browser closes it: no code of it runs any more, so its lease runs out. */
    close(): Promise<void>;
  }

  let tabs = 0;
  function tab(): Tab {
    const own = locks.tab();
    const ownClock = new SimulatedClock();
    const time = { now: () => clock.now(), after: ownClock.after.bind(ownClock) };
    const random = new SeededRandom(++tabs, `tab${tabs}`);
    return {
      storage: new QueueDatabase(factory, withLocks ? own : undefined, texts, time, random),
      async close() {
        own.close();
        await settle();
        await clock.run(100_000);
      },
    };
  }

  async function adoptOne(storage: QueueDatabase, owner = anna): Promise<Queue> {
    const queues = await storage.adopt(owner);
    expect(queues).toHaveLength(1);
    return queues[0] as Queue;
  }

  it('a closed tab’s queue is found with all that it held, once', async () => {
    const first = tab();
    const queue = await first.storage.open(anna);
    await queue.write([stored(1), stored(2, { number: 1, frame: '{}' }), stored(3)], []);
    await queue.write([stored(3, { base: 'tekst', version: 2 })], [1]);
    await first.close();
    const [second, third] = [tab(), tab()];
    const adopted = await adoptOne(second.storage);
    expect(adopted.client).toBe(queue.client);
    expect(adopted.member).toBe('anna');
    expect(adopted.entries).toEqual([stored(2, { number: 1, frame: '{}' }), stored(3, { base: 'tekst', version: 2 })]);
    expect(await third.storage.adopt(anna)).toEqual([]);
    expect(await second.storage.adopt(anna)).toEqual([]);
  });

  it('a living tab’s queue is left alone, and two tabs have two names', async () => {
    const [first, second] = [tab(), tab()];
    const queue = await first.storage.open(anna);
    const other = await second.storage.open(anna);
    expect(queue.client).not.toBe(other.client);
    expect(queue.client).toMatch(/^[A-Za-z0-9_-]{16,64}$/);
    await queue.write([stored(1)], []);
    await clock.run(10_000);
    expect(await second.storage.adopt(anna)).toEqual([]);
  });

  it('queues of the same workshop are taken: the own ones and those of others in the same role', async () => {
    const moderator = { ...anna, role: 'moderator' as const };
    const owners = [
      { ...anna, workshop: 'w2' },
      moderator,
      { ...moderator, member: 'ewa' },
      { ...anna, member: 'jan' },
    ];
    const closed = tab();
    for (const owner of owners) await (await closed.storage.open(owner)).write([stored(1)], []);
    await closed.close();
    const queues = await tab().storage.adopt(anna);
    expect(queues.map((queue) => queue.member).sort()).toEqual(['anna', 'jan']);
  });

  it('an adopted queue can be adopted again when the adopter closes, too', async () => {
    const first = tab();
    await (await first.storage.open(anna)).write([stored(1)], []);
    await first.close();
    const second = tab();
    await adoptOne(second.storage);
    await second.close();
    expect((await adoptOne(tab().storage)).entries).toEqual([stored(1)]);
  });

  it('of two tabs that look at once, one gets the queue', async () => {
    const first = tab();
    await (await first.storage.open(anna)).write([stored(1)], []);
    await first.close();
    const both = await Promise.all([tab().storage.adopt(anna), tab().storage.adopt(anna)]);
    expect(both.flat()).toHaveLength(1);
  });

  it('a queue that was taken over takes no more writes from its old tab', async () => {
    const first = tab();
    const queue = await first.storage.open(anna);
    await queue.write([stored(1)], []);
    await first.close(); // it only slept, as it will turn out
    const adopted = await adoptOne(tab().storage);
    await expect(queue.write([stored(2)], [1])).rejects.toBeInstanceOf(QueueLost);
    await adopted.write([stored(5)], []);
    await expect(queue.write([stored(2)], [])).rejects.toBeInstanceOf(QueueLost);
  });

  it('moves entries to the own queue in one step, or not at all', async () => {
    const first = tab();
    await (await first.storage.open(anna)).write([stored(1), stored(2)], []);
    await first.close();
    const second = tab();
    const own = await second.storage.open(anna);
    const adopted = await adoptOne(second.storage);
    await adopted.move([1, 2], own, [stored(11), stored(12)]);
    adopted.close();
    await settle();
    await second.close();
    const queue = await adoptOne(tab().storage);
    expect(queue.client).toBe(own.client);
    expect(queue.entries).toEqual([stored(11), stored(12)]);
    await expect(adopted.move([11], own, [stored(99)])).rejects.toBeInstanceOf(QueueLost);
  });

  it('an empty queue disappears when it is closed; one with entries waits for the next tab', async () => {
    const first = tab();
    const [empty, full] = [await first.storage.open(anna), await first.storage.open(anna)];
    await empty.write([stored(1)], []);
    await empty.write([], [1]);
    await full.write([stored(1)], []);
    empty.close();
    full.close();
    await settle();
    const second = tab();
    expect((await adoptOne(second.storage)).client).toBe(full.client);
  });

  it('a queue that was closed is found by the same tab, too', async () => {
    const only = tab();
    const queue = await only.storage.open(anna);
    await queue.write([stored(1)], []);
    queue.close();
    await settle();
    expect((await adoptOne(only.storage)).client).toBe(queue.client);
  });

  it('what was put down in the last moment is found, also without anything kept before', async () => {
    const first = tab();
    const queue = await first.storage.open(anna);
    queue.stash([stored(1, { base: 'a' })], [], true);
    await first.close();
    const second = tab();
    const adopted = await adoptOne(second.storage);
    expect(adopted.entries).toEqual([stored(1, { base: 'a' })]);
    expect(texts.length).toBe(0);
    await second.close();
    expect((await adoptOne(tab().storage)).entries).toEqual([stored(1, { base: 'a' })]);
  });

  it('what was put down last goes over what was kept, by its version, and takes away what it names', async () => {
    const first = tab();
    const queue = await first.storage.open(anna);
    const frozen = stored(2, { number: 7, frame: '{"number":7}', version: 5 });
    await queue.write([stored(1), frozen, stored(3)], []);
    queue.stash([stored(1, { version: 2, base: 'neu' }), stored(2, { version: 4 })], [3], true);
    await first.close();
    const adopted = await adoptOne(tab().storage);
    expect(adopted.entries).toEqual([stored(1, { version: 2, base: 'neu' }), frozen]);
  });

  it('what was put down is gone once it is kept, and not before', async () => {
    const first = tab();
    const queue = await first.storage.open(anna);
    const writing = queue.write([stored(1)], []);
    queue.stash([stored(1, { version: 2 })], [], false);
    await writing;
    expect(texts.length).toBe(1); // that write began before
    await queue.write([stored(1, { version: 2 })], []);
    expect(texts.length).toBe(0);
    queue.stash([stored(1)], [], false);
    queue.dropStash();
    expect(texts.length).toBe(0);
    texts.broken = true;
    expect(() => queue.stash([stored(1)], [], false)).not.toThrow();
  });

  it('a hidden tab that lives keeps its queue, whatever it has put down', async () => {
    const first = tab();
    const queue = await first.storage.open(anna);
    queue.stash([stored(1)], [], false);
    expect(await tab().storage.adopt(anna)).toEqual([]);
    await queue.write([stored(1)], []);
    queue.stash([stored(1, { version: 2 })], [], false);
    expect(await tab().storage.adopt(anna)).toEqual([]);
  });

  it('forgets one workshop, or all', async () => {
    const first = tab();
    const queue = await first.storage.open(anna);
    await queue.write([stored(1)], []);
    await (await first.storage.open({ ...anna, workshop: 'w2' })).write([stored(1)], []);
    queue.stash([stored(2)], [], true);
    await forgetQueues(first.storage, 'w1');
    await first.close();
    const second = tab();
    expect(await second.storage.adopt(anna)).toEqual([]);
    expect(await second.storage.adopt({ ...anna, workshop: 'w2' })).toHaveLength(1);
    await forgetQueues(second.storage);
    await second.close();
    expect(await tab().storage.adopt({ ...anna, workshop: 'w2' })).toEqual([]);
  });

  it('works on after the browser has closed the database', async () => {
    const first = tab();
    const queue = await first.storage.open(anna);
    await queue.write([stored(1)], []);
    const upgrade = factory.open('warsztat', 3); // a newer version of the application, in another tab
    await new Promise((resolve) => {
      upgrade.onsuccess = resolve;
    });
    upgrade.result.close();
    await expect(queue.write([stored(2)], [])).resolves.toBeUndefined();
    await first.close();
    expect((await adoptOne(tab().storage)).entries).toHaveLength(2);
  });

  it('does not open when the database does not', async () => {
    const closed = { open: () => ({}) } as unknown as IDBFactory;
    const storage = new QueueDatabase(closed, undefined, undefined, clock, new SeededRandom(1));
    const opening = expect(storage.open(anna)).rejects.toThrow('no answer in time');
    await clock.run(5_000);
    await opening;
  });
});

describe('a database that is full', () => {
  afterEach(() => vi.restoreAllMocks());

  it('changes nothing, and says so', async () => {
    const clock = new SimulatedClock();
    const factory = new IDBFactory();
    const storage = new QueueDatabase(factory, new FakeLocks().tab(), undefined, clock, new SeededRandom(1));
    const queue = await storage.open(anna);
    await queue.write([stored(1)], []);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('the disk is full', 'QuotaExceededError');
    });
    await expect(queue.write([stored(2)], [1])).rejects.toThrow('full');
    put.mockRestore();
    queue.close();
    await settle();
    const other = new QueueDatabase(factory, new FakeLocks().tab(), undefined, clock, new SeededRandom(2));
    expect((await other.adopt(anna))[0]?.entries).toEqual([stored(1)]);
  });
});

describe('a workshop over IndexedDB', () => {
  const written = { do: 'AddNote', with: { board: 'board-1', note: 'n1', section: 'threat', text: 'jeden' } } as const;

  interface Browser {
    open(): { storage: QueueDatabase; close(): void };
  }

  function browser(setup: Setup): Browser {
    const [factory, locks, texts] = [new IDBFactory(), new FakeLocks(), new FakeLocalStorage()];
    return {
      open() {
        const own = locks.tab();
        const storage = new QueueDatabase(factory, own, texts, setup.clock, setup.random);
        return { storage, close: () => own.close() };
      },
    };
  }

  const databaseSettled = async () => {
    for (let i = 0; i < 12; i++) await new Promise<void>((resolve) => setImmediate(resolve));
  };

  it('keeps what is pending over a reload, the very last letter included, and sends it once (F31)', async () => {
    const setup = new Setup(databaseSettled);
    const ours = browser(setup);
    const first = ours.open();
    const anna1 = await setup.open('anna', { storage: first.storage });
    anna1.network.online = false;
    anna1.network.cut();
    anna1.workshop.run(written);
    await setup.run(500);
    anna1.workshop.editText('n1', 'text', [5, ' i dwa']);
    anna1.workshop.leaving(); // pagehide; nothing of it runs any more from here on
    anna1.network.crash();
    first.close();
    const second = ours.open();
    const anna2 = await setup.open('anna', { storage: second.storage });
    await setup.run(5_000);
    expect(shown(anna2, 'n1')).toBe('jeden i dwa');
    expect(setup.text('n1')).toBe('jeden i dwa');
    expect(setup.server.facts).toHaveLength(2);
    expect(anna2.workshop.saving).toEqual({ kind: 'saved' });
    second.close();
    const left = await ours.open().storage.adopt({ workshop: 'w1', member: 'anna', role: 'participant' });
    expect(left.flatMap((queue) => queue.entries)).toEqual([]);
  });

  /** From now on nobody hears of a transaction any more, though it may take effect. Returns the way to end that. */
  function hang(how: 'without effect' | 'with effect'): () => void {
    const begin = IDBDatabase.prototype.transaction;
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const nothing = () => ({});
    const silent = { objectStore: () => silent, get: nothing, getAll: nothing, db: { close: nothing } } as const;
    transaction.mockImplementation(function (this: IDBDatabase, ...given) {
      if (how === 'without effect') return silent as unknown as IDBTransaction;
      const tx = begin.apply(this, given);
      return new Proxy(tx, {
        get: (_, name) => {
          const value = Reflect.get(tx, name, tx) as unknown;
          return typeof value === 'function' ? value.bind(tx) : value;
        },
        set: (_, name, value) => name === 'oncomplete' || Reflect.set(tx, name, value, tx),
      });
    });
    return () => transaction.mockRestore();
  }

  const add = (note: string) => ({ ...written, with: { ...written.with, note } });
  const notesOf = (setup: Setup) =>
    setup.server.facts.flatMap(({ command }) => (command.do === 'AddNote' ? [command.with.note] : []));

  describe.each(['without effect', 'with effect'] as const)('that falls silent, its transactions %s', (how) => {
    /** Anna has a note and letters that are kept, and another note whose write nobody answers. */
    async function silenced() {
      const setup = new Setup(databaseSettled);
      const ours = browser(setup);
      const first = ours.open();
      const anna = await setup.open('anna', { storage: first.storage });
      anna.workshop.run(add('n1'));
      await setup.run(1_000);
      anna.network.online = false;
      anna.network.cut();
      anna.workshop.run(add('n2'));
      anna.workshop.editText('note-a', 'text', ['abc ']);
      await setup.run(1_000);
      const answer = hang(how);
      anna.workshop.run(add('n3'));
      await setup.run(1_000);
      anna.network.online = true;
      await setup.run(14_000);
      expect(notesOf(setup)).toEqual(['n1', 'n2', 'n3']);
      expect(setup.text('note-a')).toBe('abc tekst a 🌲');
      expect(anna.workshop.saving).toEqual({ kind: 'saved' });
      expect(anna.workshop.storageWarning).toBe(true);
      return { setup, ours, anna, close: () => first.close(), answer };
    }

    async function nothingTwice(setup: Setup, ours: Browser, want: string[]) {
      const second = ours.open();
      const tab = await setup.open('anna', { storage: second.storage });
      await setup.run(15_000);
      expect(notesOf(setup)).toEqual(want);
      expect(setup.text('note-a')).toBe('abc tekst a 🌲');
      expect(tab.workshop.refused).toEqual([]);
      expect(tab.workshop.saving).toEqual({ kind: 'saved' });
    }

    it('stands in nobody’s way, and keeps what waits once it answers again', async () => {
      const { setup, ours, anna, close, answer } = await silenced();
      answer();
      await setup.run(12_000);
      expect(anna.workshop.storageWarning).toBe(false);
      anna.network.online = false;
      anna.network.cut();
      anna.workshop.run(add('n4'));
      await setup.run(1_000);
      anna.network.crash();
      close();
      await nothingTwice(setup, ours, ['n1', 'n2', 'n3', 'n4']);
    });

    it('leaves nothing to be sent twice, should the tab end before it answers', async () => {
      const { setup, ours, anna, close, answer } = await silenced();
      anna.network.crash();
      close();
      answer();
      await nothingTwice(setup, ours, ['n1', 'n2', 'n3']);
    });
  });

  it('does not open at first: what an earlier tab left is sent once it does', async () => {
    const setup = new Setup(databaseSettled);
    const ours = browser(setup);
    const first = ours.open();
    const before = await setup.open('anna', { storage: first.storage });
    before.network.online = false;
    before.network.cut();
    before.workshop.run(add('n1'));
    await setup.run(500);
    before.network.crash();
    first.close();
    const second = ours.open();
    const open = vi.spyOn(IDBFactory.prototype, 'open').mockReturnValue({} as ReturnType<IDBFactory['open']>);
    const anna = await setup.open('anna', { storage: second.storage });
    expect(anna.workshop.storageWarning).toBe(true);
    anna.workshop.run(add('n2'));
    await setup.run(1_000);
    expect(notesOf(setup)).toEqual(['n2']);
    open.mockRestore();
    await setup.run(30_000);
    expect(notesOf(setup)).toEqual(['n2', 'n1']);
    expect(anna.workshop.storageWarning).toBe(false);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
  });

  describe('that never answers at the start', () => {
    const never = () => new Promise<never>(() => {});
    const asking: [string, (own: string, locks: LocksLike) => LocksLike, boolean][] = [
      ['the lock of the own name', () => ({ request: never }), true],
      [
        'the locks of what earlier tabs left',
        (own, locks) => ({
          request: (name, how, callback) => (name.includes(own) ? locks.request(name, how, callback) : never()),
        }),
        false,
      ],
    ];

    it.each(asking)('%s: the tab opens within its deadline, and works', async (_, hanging, inMemory) => {
      const setup = new Setup(databaseSettled);
      const [factory, locks, texts] = [new IDBFactory(), new FakeLocks(), new FakeLocalStorage()];
      const first = locks.tab();
      const earlier = new QueueDatabase(factory, first, texts, setup.clock, setup.random);
      const before = await setup.open('anna', { storage: earlier });
      before.network.online = false;
      before.network.cut();
      before.workshop.run(add('n1'));
      await setup.run(500);
      before.network.crash();
      first.close();

      const random = new SeededRandom(7, 'second');
      const storage = new QueueDatabase(factory, hanging('second', locks.tab()), texts, setup.clock, random);
      // Setup gives it five seconds.
      const anna = await setup.open('anna', { storage });
      expect(anna.workshop.storageWarning).toBe(inMemory);
      anna.workshop.run(add('n2'));
      await setup.run(1_000);
      expect(notesOf(setup)).toEqual(['n2']);
      expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    });

    it('the search for what earlier tabs left: the tab opens within its deadline, and says that it keeps nothing', async () => {
      const setup = new Setup(databaseSettled);
      const storage = browser(setup).open().storage;
      await storage.database.open();
      const answer = hang('without effect');
      const anna = await setup.open('anna', { storage });
      anna.workshop.run(add('n1'));
      await setup.run(6_000);
      expect(notesOf(setup)).toEqual(['n1']);
      expect(anna.workshop.storageWarning).toBe(true);
      expect(anna.workshop.saving).toEqual({ kind: 'saved' });
      answer();
    });
  });

  it('keeps the queues of two tabs apart (F30)', async () => {
    const setup = new Setup(databaseSettled);
    const ours = browser(setup);
    const [first, second] = [ours.open(), ours.open()];
    const one = await setup.open('anna', { storage: first.storage });
    const two = await setup.open('anna', { storage: second.storage });
    one.workshop.run(written);
    two.workshop.run({ ...written, with: { ...written.with, note: 'n2' } });
    await setup.run(2_000);
    expect(setup.server.facts.map((fact) => fact.number)).toEqual([1, 1]);
    expect(new Set(setup.server.facts.map((fact) => fact.client)).size).toBe(2);
    expect([one.workshop.saving, two.workshop.saving]).toEqual([{ kind: 'saved' }, { kind: 'saved' }]);
    one.workshop.close();
    two.workshop.close();
  });
});

describe('without Web Locks', () => {
  it('a queue whose lease has expired is adopted at once, unless its tab writes first', async () => {
    const factory = new IDBFactory();
    const clock = new SimulatedClock();
    const storage = (name: string) =>
      new QueueDatabase(factory, undefined, undefined, clock, new SeededRandom(1, name));
    const [first, second] = [storage('first'), storage('second')];
    const queue = await first.open(anna);
    await queue.write([stored(1)], []);
    expect(queue.surelyOwned()).toBe(true);
    queue.expireLease();
    expect(queue.surelyOwned()).toBe(false);
    await settle();
    await queue.write([stored(2)], []);
    expect(queue.surelyOwned()).toBe(true);
    expect(await second.adopt(anna)).toEqual([]);
    queue.expireLease();
    await settle();
    expect(await second.adopt(anna)).toHaveLength(1);
    await expect(queue.write([stored(3)], [])).rejects.toBeInstanceOf(QueueLost);
  });

  it('a tab shows that it lives', async () => {
    const factory = new IDBFactory();
    const clock = new SimulatedClock();
    const storage = (name: string) =>
      new QueueDatabase(factory, undefined, undefined, clock, new SeededRandom(1, name));
    const queue = await storage('first').open(anna);
    await queue.write([stored(1)], []);
    for (let i = 0; i < 10; i++) {
      await clock.run(20_000);
      await settle();
    }
    expect(queue.surelyOwned()).toBe(true);
    expect(await storage('second').adopt(anna)).toEqual([]);
    queue.close();
  });
});
