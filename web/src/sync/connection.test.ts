import { beforeEach, describe, expect, it } from 'vitest';
import { Connection, type ConnectionEvents, type Status } from './connection.ts';
import type { ServerFrame, Snapshot } from './frames.ts';
import { SeededRandom, SimulatedClock } from './simulation/clock.ts';
import {
  type Hello,
  type Link,
  type LinkEvents,
  type Me,
  NoSession,
  type Transport,
  Unreachable,
} from './transport.ts';

/** A link whose other end is the test. */
class FakeLink implements Link {
  readonly sent: string[] = [];
  closed = false;

  constructor(
    readonly way: 'socket' | 'stream' | 'poll',
    readonly events: LinkEvents,
    readonly at: number,
  ) {}

  get answersApart(): boolean {
    return this.way !== 'socket';
  }

  send(messages: readonly string[]): void {
    this.sent.push(...messages);
  }

  close(): void {
    this.closed = true;
  }

  say(...frames: object[]): void {
    this.events.received(frames.map((frame) => JSON.stringify(frame)).join('\n'));
  }

  welcome(more: object = {}): void {
    this.say({ type: 'welcome', protocol: 2, epoch: 'e', seq: 0, member: 'm', role: 'participant', time: 0, ...more });
  }
}

class FakeTransport implements Transport {
  readonly links: FakeLink[] = [];
  session: 'valid' | 'none' | 'unreachable' = 'valid';
  asked = 0;

  constructor(private readonly clock: SimulatedClock) {}

  me(): Promise<Me> {
    this.asked++;
    if (this.session === 'none') return Promise.reject(new NoSession());
    if (this.session === 'unreachable') return Promise.reject(new Unreachable('down'));
    return Promise.resolve({ workshop: 'w', member: 'm', role: 'participant', title: 't', locale: 'pl' });
  }

  snapshot(): Promise<Snapshot> {
    return Promise.reject(new Unreachable('not here'));
  }

  post(): Promise<ServerFrame[]> {
    return Promise.resolve([]);
  }

  socket(events: LinkEvents): Link {
    return this.link('socket', events);
  }

  stream(_hello: Hello, events: LinkEvents): Link {
    return this.link('stream', events);
  }

  poll(_hello: () => Hello, events: LinkEvents): Link {
    return this.link('poll', events);
  }

  private link(way: FakeLink['way'], events: LinkEvents): Link {
    const link = new FakeLink(way, events, this.clock.now());
    this.links.push(link);
    return link;
  }

  get last(): FakeLink {
    return this.links.at(-1) as FakeLink;
  }
}

describe('the connection', () => {
  let clock: SimulatedClock;
  let transport: FakeTransport;
  let log: string[];
  let connection: Connection;

  beforeEach(() => {
    clock = new SimulatedClock();
    transport = new FakeTransport(clock);
    log = [];
    const events: ConnectionEvents = {
      hello: () => ({ client: 'client-0123456789', epoch: 'e', since: 7 }),
      up: (welcome, answersApart) => log.push(`up ${welcome.readonly ?? ''}${answersApart ? 'apart' : ''}`),
      frames: (frames) => log.push(`frames ${frames.map((f) => f.type).join()}`),
      down: () => log.push('down'),
      reset: () => log.push('reset'),
      status: (status: Status) => log.push(status),
      time: (time, ago) => log.push(`time ${time} ${ago}`),
    };
    connection = new Connection(transport, clock, new SeededRandom(3), events);
  });

  async function goLive(): Promise<FakeLink> {
    connection.resume();
    transport.last.events.opened();
    transport.last.welcome();
    await clock.run(0);
    return transport.last;
  }

  it('says hello first, with what it holds (W14), and is live from the welcome on', async () => {
    connection.resume();
    expect(connection.status).toBe('connecting');
    const link = transport.last;
    expect(link.sent).toEqual([]);
    link.events.opened();
    expect(JSON.parse(link.sent[0] ?? '')).toEqual({
      type: 'hello',
      protocol: 2,
      client: 'client-0123456789',
      epoch: 'e',
      since: 7,
    });
    connection.send(['{"type":"ping"}']);
    expect(link.sent).toHaveLength(1);
    link.welcome({ readonly: 'quarantined' });
    expect(log).toEqual([expect.stringMatching(/^time \d+ 0$/), 'live', 'up quarantined']);
    link.say({ type: 'change', seq: 8, patches: [] }, { type: 'unheard-of' }, { type: 'pong', time: 1 });
    expect(log.slice(-2)).toEqual(['time 1 0', 'frames change']);
  });

  it('pings every 20 seconds and drops what has been silent for 45 (W17)', async () => {
    const link = await goLive();
    for (let i = 0; i < 5; i++) {
      await clock.run(20_000);
      link.say({ type: 'pong', time: 0 });
    }
    expect(link.sent.filter((m) => m.includes('ping'))).toHaveLength(5);
    expect(link.closed).toBe(false);
    await clock.run(46_000);
    expect(link.closed).toBe(true);
    expect(log).toContain('down');
    await clock.run(1_000);
    expect(transport.links).toHaveLength(2);
  });

  it('comes back after ever longer and never equal delays, from 0.3 to 10 seconds (F20)', async () => {
    transport.session = 'unreachable';
    connection.resume();
    while (transport.links.length < 15) {
      transport.last.events.closed(1006);
      await clock.run(10);
    }
    const delays = transport.links.slice(1).map((link, i) => link.at - (transport.links[i]?.at ?? 0));
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(300);
    expect(Math.max(...delays)).toBeLessThanOrEqual(10_000);
    expect(new Set(delays.map(Math.round)).size).toBeGreaterThan(8);
    expect(connection.status).toBe('offline');
  });

  it('does not connect more often because a healthy server drops it at once each time', async () => {
    connection.resume();
    const start = clock.now();
    while (clock.now() - start < 60_000) {
      const link = transport.last;
      if (!link.closed) {
        link.events.opened();
        link.welcome();
        link.events.closed(1006);
      }
      await clock.run(100);
    }
    expect(transport.links.length).toBeLessThan(30);
  });

  it('takes the event stream when a WebSocket does not open within 3 seconds (W13)', async () => {
    connection.resume();
    await clock.run(2_900);
    expect(transport.links).toHaveLength(1);
    await clock.run(200);
    expect(transport.links[0]?.closed).toBe(true);
    expect(transport.last.answersApart).toBe(true);
    transport.last.events.opened();
    transport.last.welcome();
    expect(log).toEqual(['time 0 100', 'live', 'up apart']);
    // A late opening of the WebSocket is nobody's business any more.
    transport.links[0]?.events.opened();
    expect(transport.links[0]?.sent).toEqual([]);
    await clock.run(30_000);
    expect(transport.last.sent).toEqual([]);
  });

  it('takes the event stream when a WebSocket opens and lets nothing through', async () => {
    connection.resume();
    transport.last.events.opened();
    await clock.run(8_100);
    expect(transport.last.answersApart).toBe(true);
  });

  it('takes the event stream when a WebSocket is refused twice', async () => {
    connection.resume();
    transport.last.events.closed(1006);
    await clock.run(1_000);
    expect(transport.last.answersApart).toBe(false);
    transport.last.events.closed(1006);
    await clock.run(10);
    expect(transport.last.answersApart).toBe(true);
  });

  it('polls where a stream is held back, and tries the WebSocket again when that fails, too (W13a)', async () => {
    connection.resume();
    await clock.run(3_100);
    expect(transport.last.way).toBe('stream');
    await clock.run(8_100);
    expect(transport.last.way).toBe('poll');
    transport.last.events.closed(0);
    await clock.run(1_000);
    expect(transport.last.way).toBe('poll');
    transport.last.events.closed(0);
    await clock.run(2_000);
    expect(transport.last.way).toBe('socket');
  });

  it('that polls is live all the time, and tries the better ways again after a while', async () => {
    connection.resume();
    await clock.run(11_200);
    const poll = transport.last;
    poll.events.opened();
    poll.welcome();
    const begun = log.length;
    for (let i = 0; i < 14; i++) {
      await clock.run(20_000);
      poll.welcome({ seq: i });
      poll.say({ type: 'pong', time: 1 });
    }
    expect(log.slice(begun).filter((line) => !line.startsWith('time'))).toEqual([]);
    await clock.run(40_000);
    expect(transport.last.way).toBe('socket');
  });

  it('that was live over a stream comes back over a stream for a while', async () => {
    connection.resume();
    await clock.run(3_100);
    transport.last.events.opened();
    transport.last.welcome();
    transport.last.events.closed(0);
    await clock.run(1_000);
    expect(transport.last.answersApart).toBe(true);
  });

  it('ends when there is no session any more', async () => {
    await goLive();
    transport.last.events.closed(1006);
    transport.session = 'none';
    await clock.run(1_000);
    transport.last.events.closed(1006);
    await clock.run(60_000);
    expect(connection.status).toBe('ended');
    expect(transport.links).toHaveLength(2);
  });

  it.each([
    [4002, 'ended', false, 'ended'],
    [4002, 'removed', false, 'ended'],
    [4002, 'forbidden', false, 'ended'],
    [4005, 'reload', false, 'reload'],
    [4003, 'bad_frame', false, 'reload'],
    [1007, 'bad_text', false, 'reload'],
    [1009, 'too_large', false, 'reload'],
    [4008, 'no_hello', false, 'reload'],
    [4000, 'slow', true, 'live'],
    [4004, 'silent', true, 'live'],
    [4006, 'fault', true, 'live'],
  ])('obeys %i %s (W28)', async (status, code, retry, then) => {
    for (const withBye of [true, false]) {
      transport.links.length = 0;
      const events = { hello: () => ({ client: 'c', epoch: 'e', since: 0 }), up() {}, frames() {}, down() {} };
      connection = new Connection(transport, clock, new SeededRandom(3), {
        ...events,
        reset() {},
        status() {},
        time() {},
      });
      const link = await goLive();
      if (withBye) link.say({ type: 'bye', code, retry });
      link.events.closed(status);
      await clock.run(5_000);
      if (then === 'live') {
        expect(transport.links.length).toBeGreaterThan(1);
      } else {
        expect(connection.status).toBe(then);
        expect(transport.links).toHaveLength(1);
      }
      connection.stop();
    }
  });

  it('waits as long as a restarting server asks (W28)', async () => {
    const link = await goLive();
    link.say({ type: 'bye', code: 'restart', retry: true, after: 4_000 });
    link.events.closed(1012);
    await clock.run(3_900);
    expect(transport.links).toHaveLength(1);
    await clock.run(200);
    expect(transport.links).toHaveLength(2);
  });

  it('rests after a reset until it may go on (W16)', async () => {
    const link = await goLive();
    link.say({ type: 'reset', code: 'other_epoch' });
    expect(log.slice(-3)).toEqual(['offline', 'down', 'reset']);
    link.events.closed(4007);
    connection.hint('online');
    await clock.run(60_000);
    expect(transport.links).toHaveLength(1);
    connection.resume();
    expect(transport.links).toHaveLength(2);
  });

  it('heeds hints: tries at once when the network is back, checks itself when the page is seen again', async () => {
    transport.session = 'unreachable';
    connection.resume();
    for (let i = 0; i < 8; i++) {
      transport.last.events.closed(1006);
      await clock.run(10_001);
    }
    transport.last.events.closed(1006);
    await clock.run(1_500);
    const tried = transport.links.length;
    connection.hint('online');
    if (transport.links.length === tried) throw new Error('the hint was not heeded');
    connection.hint('online');
    expect(transport.links.length).toBe(tried + 1); // a burst of hints is no reason to hurry
    transport.last.events.opened();
    transport.last.welcome();
    const link = transport.last;
    connection.hint('visible');
    expect(link.sent.at(-1)).toBe('{"type":"ping"}');
    await clock.run(8_100);
    expect(link.closed).toBe(true); // half-open: nobody answered
  });

  it('that stopped stays stopped', async () => {
    const link = await goLive();
    connection.stop();
    link.events.closed(1006);
    connection.hint('online');
    connection.resume();
    await clock.run(60_000);
    expect(transport.links).toHaveLength(1);
  });

  it('drops a server that speaks nonsense, and tries again', async () => {
    const link = await goLive();
    link.events.received('{"type":');
    expect(link.closed).toBe(true);
    await clock.run(1_000);
    expect(transport.links).toHaveLength(2);
  });
});
