import type { Clock, Random } from './clock.ts';
import { messages, protocol, readFrames, type ServerFrame, type Welcome } from './frames.ts';
import { type Hello, isFinal, type Link, type LinkEvents, type Transport } from './transport.ts';

/**
 * The state of the connection. ended: there is no session any more; reload: the page has to load the application again.
 */
export type Status = 'connecting' | 'live' | 'offline' | 'ended' | 'reload';

/** What the page noticed. */
export type Hint = 'online' | 'offline' | 'visible' | 'hidden';

export interface ConnectionEvents {
  /** The hello for the present state. */
  hello(): Hello;
  /** The connection is live; answersApart as in Link. */
  up(welcome: Welcome, answersApart: boolean): void;
  /** The frames of one message, in order. None comes before the welcome. */
  frames(frames: readonly ServerFrame[]): void;
  /** The connection is lost. Commands without an answer may have arrived or not. */
  down(): void;
  /** The server cannot go on from the state of this client (W16). The connection waits for resume. */
  reset(): void;
  status(status: Status): void;
  /** The server told its time in an answer. The question was sent agoMillis before. */
  time(time: number, agoMillis: number): void;
}

const openTimeoutMillis = 3_000;
const welcomeTimeoutMillis = 8_000;
const pingIntervalMillis = 20_000;
const silenceTimeoutMillis = 45_000;
const probeTimeoutMillis = 8_000;
const minRetryMillis = 300;
const maxRetryMillis = 10_000;
const stableAfterMillis = 10_000;
const wayMillis = 5 * 60_000;

/** How a connection can be had, the best way first. */
const ways = ['socket', 'stream', 'poll'] as const;

/**
 * Keeps one live connection. It tries a WebSocket first, takes an event stream where no WebSocket opens, polls where
 * streams are held back, and connects again after every loss. It gives up only for a reason that the server names (W28).
 */
export class Connection {
  status: Status = 'connecting';

  private link: Link | undefined;
  private live = false;
  private stopped = false;
  private paused = false;
  private attempt = 0;
  private failures = 0;
  private startedAt = 0;
  private liveSince = 0;
  private heardAt = 0;
  /** When the question was sent that the next answer with a time answers. */
  private askedAt = 0;
  private way: (typeof ways)[number] = 'socket';
  /** When the way was taken because the one before had failed; some time later the best one is tried again. */
  private wayTakenAt = 0;
  private wayFailures = 0;
  private bye: { code: string; retry: boolean; afterMillis: number } | undefined;
  private retryTimer: (() => void) | undefined;
  private readonly timers = new Map<string, () => void>();

  constructor(
    private readonly transport: Transport,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly events: ConnectionEvents,
  ) {}

  /** Connects for the first time, or again after a reset. */
  resume(): void {
    this.paused = false;
    if (this.stopped) return;
    this.lose();
    this.connect();
  }

  /** Ends the connection for good without telling anybody. */
  stop(): void {
    this.stopped = true;
    this.drop();
  }

  /** Drops the connection and waits for resume. Calls down if it was live. */
  pause(): void {
    this.paused = true;
    this.lose();
  }

  /** Sends frames if the connection is live; otherwise they are dropped. */
  send(lines: readonly string[]): void {
    if (this.live) this.link?.send(messages(lines));
  }

  /** Drops a connection that does not work, and connects again. */
  restart(): void {
    if (this.stopped || this.paused) return;
    this.lose();
    this.retry();
  }

  /** Ends the connection for good. The status says why. */
  end(status: 'ended' | 'reload'): void {
    this.stopped = true;
    this.lose();
    this.setStatus(status);
  }

  hint(hint: Hint): void {
    if (this.stopped || this.paused || hint === 'hidden') return;
    if (this.live) {
      if (this.clock.now() - this.heardAt > silenceTimeoutMillis) this.restart();
      else this.probe();
    } else if (this.retryTimer !== undefined && hint !== 'offline') {
      if (this.clock.now() - this.startedAt > 1_000) this.connect();
    }
  }

  private setStatus(status: Status): void {
    if (this.status === status) return;
    this.status = status;
    this.events.status(status);
  }

  private connect(): void {
    this.drop();
    this.attempt++;
    this.startedAt = this.clock.now();
    this.bye = undefined;
    if (this.wayIsOld()) this.way = 'socket';
    if (this.way === 'socket') this.openSocket();
    else this.openApart(this.way);
  }

  private wayIsOld(): boolean {
    return this.way !== 'socket' && this.clock.now() - this.wayTakenAt >= wayMillis;
  }

  private openSocket(): void {
    let link: Link | undefined;
    const mine = () => link !== undefined && this.link === link;
    link = this.transport.socket({
      opened: () => {
        if (!mine()) return;
        this.timer('open', welcomeTimeoutMillis, () => this.failed('timeout'));
        const hello = { type: 'hello', protocol, ...this.events.hello() };
        this.askedAt = this.clock.now();
        link?.send([JSON.stringify(hello)]);
      },
      received: (message) => mine() && this.received(message),
      closed: (status) => mine() && this.closed(status),
    });
    this.link = link;
    this.timer('open', openTimeoutMillis, () => this.failed('timeout'));
  }

  private openApart(way: 'stream' | 'poll'): void {
    let link: Link | undefined;
    const mine = () => link !== undefined && this.link === link;
    const wait = () => this.timer('open', welcomeTimeoutMillis, () => this.failed('timeout'));
    this.askedAt = this.clock.now();
    const events: LinkEvents = {
      opened: () => mine() && wait(),
      received: (message) => mine() && this.received(message),
      closed: (status) => mine() && this.closed(status),
    };
    link =
      way === 'stream'
        ? this.transport.stream(this.events.hello(), events)
        : this.transport.poll(() => this.events.hello(), events);
    this.link = link;
    wait();
  }

  private received(message: string): void {
    this.heardAt = this.clock.now();
    this.cancel('probe');
    let frames: ServerFrame[];
    try {
      frames = readFrames(message);
    } catch {
      this.restart();
      return;
    }
    const rest: ServerFrame[] = [];
    for (const frame of frames) {
      if (frame.type === 'bye') {
        this.bye = { code: frame.code, retry: frame.retry, afterMillis: frame.after ?? 0 };
      } else if (frame.type === 'reset') {
        if (rest.length > 0) this.events.frames(rest);
        this.pause();
        this.events.reset();
        return;
      } else if (frame.type === 'welcome') {
        this.welcome(frame);
      } else if (frame.type === 'pong') {
        this.events.time(frame.time, this.clock.now() - this.askedAt);
      } else if (this.live) {
        rest.push(frame);
      }
    }
    if (rest.length > 0) this.events.frames(rest);
  }

  private welcome(frame: Welcome): void {
    if (this.live) return; // each poll begins with one
    this.cancel('open');
    this.live = true;
    this.liveSince = this.clock.now();
    this.wayFailures = 0;
    this.events.time(frame.time, this.clock.now() - this.askedAt);
    this.setStatus('live');
    this.watch();
    this.events.up(frame, this.link?.answersApart ?? false);
  }

  /** Sends a ping from time to time (W17) and notices when the server is silent. */
  private watch(): void {
    this.timer('ping', pingIntervalMillis, () => {
      if (this.clock.now() - this.heardAt > silenceTimeoutMillis || (this.way === 'poll' && this.wayIsOld())) {
        this.restart();
        return;
      }
      // The server sends its own pings on an event stream.
      if (this.link?.answersApart === false) this.ping();
      this.watch();
    });
    const leftMillis = this.heardAt + silenceTimeoutMillis - this.clock.now();
    this.timer('dead', leftMillis + 1, () => {
      if (this.clock.now() - this.heardAt > silenceTimeoutMillis) this.restart();
    });
  }

  private ping(): void {
    this.askedAt = this.clock.now();
    this.send(['{"type":"ping"}']);
  }

  /** Checks the connection after the computer may have slept or changed its network. */
  private probe(): void {
    if (this.link?.answersApart !== false || this.timers.has('probe')) return;
    this.ping();
    this.timer('probe', probeTimeoutMillis, () => this.restart());
  }

  private closed(status: number): void {
    const end = this.bye === undefined ? endOf(status) : endOfBye(this.bye);
    if (end !== undefined) {
      this.end(end);
      return;
    }
    if (status === 4007) {
      this.pause();
      this.events.reset();
    } else if (this.live) {
      this.lose();
      this.retry();
    } else {
      this.failed('refused');
    }
  }

  /**
   * Handles a connection that never became live: asks whether there is still a session, and takes the next way when this
   * one timed out or was refused twice although the server answers. A server that restarts refuses once, a proxy refuses
   * always.
   */
  private failed(how: 'timeout' | 'refused'): void {
    const explained = this.bye !== undefined;
    this.lose();
    if (explained) {
      this.retry();
      return;
    }
    const attempt = this.attempt;
    const stale = () => attempt !== this.attempt || this.stopped || this.paused;
    this.transport.me().then(
      () => {
        if (stale()) return;
        this.wayFailures++;
        if (how === 'refused' && this.wayFailures < 2) {
          this.retry();
          return;
        }
        this.way = ways[(ways.indexOf(this.way) + 1) % ways.length] ?? 'socket';
        this.wayTakenAt = this.clock.now();
        this.wayFailures = 0;
        if (this.way === 'socket') this.retry();
        else this.connect();
      },
      (fault) => {
        if (stale()) return;
        if (isFinal(fault)) this.end('ended');
        else this.retry();
      },
    );
  }

  /** Connects again after a random delay, so that many clients do not return at the same moment. */
  private retry(): void {
    if (this.stopped || this.paused || this.retryTimer !== undefined) return;
    const ceilingMillis = Math.min(maxRetryMillis, minRetryMillis * 2 ** Math.min(this.failures, 10));
    const drawnMillis = minRetryMillis + this.random.number() * (ceilingMillis - minRetryMillis);
    const delayMillis = Math.max(drawnMillis, Math.min(this.bye?.afterMillis ?? 0, 60_000));
    this.failures++;
    this.setStatus('offline');
    this.retryTimer = this.clock.after(delayMillis, () => this.connect());
  }

  /** Drops the present link. Calls down if it was live. */
  private lose(): void {
    const wasLive = this.live;
    this.drop();
    if (wasLive && this.clock.now() - this.liveSince > stableAfterMillis) this.failures = 0;
    if (!wasLive) return;
    this.setStatus('offline');
    this.events.down();
  }

  private drop(): void {
    this.retryTimer?.();
    this.retryTimer = undefined;
    for (const name of [...this.timers.keys()]) this.cancel(name);
    const link = this.link;
    this.link = undefined;
    this.live = false;
    link?.close();
  }

  private timer(name: string, millis: number, callback: () => void): void {
    this.cancel(name);
    this.timers.set(
      name,
      this.clock.after(millis, () => {
        this.timers.delete(name);
        callback();
      }),
    );
  }

  private cancel(name: string): void {
    this.timers.get(name)?.();
    this.timers.delete(name);
  }
}

/** The end that a close code means without a bye (W28); undefined: connect again. */
function endOf(status: number): 'ended' | 'reload' | undefined {
  if (status === 4002 || status === 401) return 'ended';
  return [1007, 1009, 4003, 4005, 4008].includes(status) ? 'reload' : undefined;
}

const ends: ReadonlySet<string> = new Set(['ended', 'removed', 'forbidden', 'not_found']);

function endOfBye(bye: { code: string; retry: boolean }): 'ended' | 'reload' | undefined {
  if (ends.has(bye.code)) return 'ended';
  return bye.retry ? undefined : 'reload';
}
