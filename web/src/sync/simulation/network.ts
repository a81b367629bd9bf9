import type { Role } from '../../board/generated.ts';
import type { ServerFrame, Snapshot } from '../frames.ts';
import { type Hello, type Link, type LinkEvents, type Me, type Transport, Unreachable } from '../transport.ts';
import type { SeededRandom, SimulatedClock } from './clock.ts';

/** How bad a network is. Probabilities are per message. */
export interface NetworkQuality {
  /** How long a message takes at most. */
  maxDelayMillis: number;
  /** The connection breaks instead of delivering the message. */
  cut: number;
  /** The message arrives twice. */
  twice: number;
  /** A request or its answer is lost. */
  lost: number;
}

export const goodNetwork: NetworkQuality = { maxDelayMillis: 20, cut: 0, twice: 0, lost: 0 };
export const badNetwork: NetworkQuality = { maxDelayMillis: 900, cut: 0.03, twice: 0.05, lost: 0.1 };

/** A server as one person reaches it without any network: at once and without loss. */
export interface Backend extends Pick<Transport, 'me' | 'snapshot' | 'post' | 'stream'> {
  /**
   * Sends new changes to the live connections, after the answers. A server that does so by itself has no such method.
   */
  flush?(): void;
}

/** The network between one tab and a server. It delays, cuts and repeats as the seed decides. */
export class SimulatedNetwork implements Transport {
  online = true;
  quality: NetworkQuality = goodNetwork;
  /** Whether a WebSocket gets through. The network carries it by the stream and the posts of the backend. */
  sockets = true;
  /** The commands that were sent, by client and number. */
  readonly sent = new Map<string, string>();
  /** The commands that were sent again in another form, which no client may do (W18). */
  readonly rewritten: string[] = [];
  /** Every answer that the server gave, also those that were lost on their way back. */
  readonly answers: { readonly client: string; readonly frame: ServerFrame }[] = [];
  hellos = 0;
  /** How often a client said that its state is not the server's (W31). */
  diverged = 0;
  readonly presence: object[] = [];
  /** Called with every command at the moment when it leaves the tab. */
  onCommand: ((line: string) => void) | undefined;

  private crashed = false;
  private readonly links = new Set<SimulatedLink>();

  constructor(
    private readonly backend: Backend,
    private readonly clock: SimulatedClock,
    readonly random: SeededRandom,
    readonly role: Role = 'participant',
  ) {}

  /** Breaks every connection. What is under way is lost. */
  cut(): void {
    for (const link of [...this.links]) link.end(1006);
  }

  /** The tab is gone, so nothing arrives there any more. */
  crash(): void {
    this.online = false;
    this.crashed = true;
    for (const link of [...this.links]) link.close();
  }

  me(): Promise<Me> {
    return this.ask(() => this.backend.me());
  }

  snapshot(): Promise<Snapshot> {
    return this.ask(() => this.backend.snapshot());
  }

  post(client: string, message: string): Promise<ServerFrame[]> {
    return this.ask(async () => {
      const answers = await this.deliver(client, message);
      this.backend.flush?.();
      if (this.random.chance(this.quality.twice)) {
        await this.deliver(client, message);
        this.backend.flush?.();
      }
      return answers;
    });
  }

  socket(events: LinkEvents): Link {
    const link = this.open(false, events);
    if (!this.sockets) return link; // a proxy holds it back, so it never opens
    this.later(() => (this.online ? events.opened() : link.end(1006)), link);
    return link;
  }

  stream(hello: Hello, events: LinkEvents): Link {
    const link = this.open(true, events);
    this.later(() => (this.online ? this.join(link, hello) : link.end(1006)), link);
    return link;
  }

  /** A poll that is asked again at once is a stream to whoever reads it. */
  poll(hello: () => Hello, events: LinkEvents): Link {
    return this.stream(hello(), events);
  }

  /** Calls back after the delay of a message, unless the link is gone by then. */
  later(callback: () => void, link?: SimulatedLink): void {
    const at = this.clock.now() + 1 + this.random.number() * this.quality.maxDelayMillis;
    const due = link === undefined ? at : link.inOrder(at);
    this.clock.after(due - this.clock.now(), () => {
      if (link === undefined ? !this.crashed : link.alive) callback();
    });
  }

  /** The hello arrives at the server, which serves the connection from now on. */
  join(link: SimulatedLink, hello: Hello): void {
    this.hellos++;
    link.client = hello.client;
    link.serve(this.backend.stream(hello, link));
  }

  /** A message over a socket arrives at the server. */
  async receive(link: SimulatedLink, message: string): Promise<void> {
    const first = JSON.parse(message.split('\n')[0] ?? '{}') as { type: string } & Hello;
    if (first.type === 'hello') return this.join(link, first);
    const answers = await this.deliver(link.client, message);
    if (answers.length > 0) link.received(answers.map((frame) => JSON.stringify(frame)).join('\n'));
    this.backend.flush?.();
  }

  gone(link: SimulatedLink): void {
    this.links.delete(link);
  }

  private open(answersApart: boolean, events: LinkEvents): SimulatedLink {
    const link = new SimulatedLink(this, answersApart, events);
    this.links.add(link);
    return link;
  }

  private async deliver(client: string, message: string): Promise<ServerFrame[]> {
    for (const line of message.split('\n')) this.remember(client, line);
    const answers = await this.backend.post(client, message);
    this.answers.push(...answers.map((frame) => ({ client, frame })));
    return answers;
  }

  private remember(client: string, line: string): void {
    const frame = JSON.parse(line) as { type: string; number: number };
    if (frame.type === 'presence') this.presence.push(frame);
    if (frame.type === 'diverged') this.diverged++;
    if (frame.type !== 'command') return;
    const key = `${client} ${frame.number}`;
    const before = this.sent.get(key);
    if (before !== undefined && before !== line) this.rewritten.push(`${before} -> ${line}`);
    this.sent.set(key, line);
  }

  private async ask<T>(answer: () => Promise<T>): Promise<T> {
    await this.travel();
    const down = new Unreachable('the network is down');
    if (!this.online || this.random.chance(this.quality.lost)) {
      await this.travel();
      throw down;
    }
    let value: T;
    try {
      value = await answer();
    } catch (fault) {
      await this.travel();
      throw fault;
    }
    const lost = this.random.chance(this.quality.lost);
    await this.travel();
    if (lost || !this.online) throw down;
    return value;
  }

  private travel(): Promise<void> {
    return new Promise((arrived) => this.later(arrived));
  }
}

/** One live connection, which is a Link to the client and LinkEvents to the backend. */
class SimulatedLink implements Link, LinkEvents {
  alive = true;
  client = '';
  private latest = 0;
  private served: Link | undefined;
  private posting: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly network: SimulatedNetwork,
    readonly answersApart: boolean,
    private readonly events: LinkEvents,
  ) {}

  /** Returns the time at which a message arrives behind the ones before it. */
  inOrder(at: number): number {
    this.latest = Math.max(this.latest + 0.001, at);
    return this.latest;
  }

  send(messages: readonly string[]): void {
    for (const message of messages) {
      for (const line of message.split('\n')) {
        if (line.startsWith('{"type":"command"')) this.network.onCommand?.(line);
      }
      if (this.answersApart) this.posting = this.posting.then(() => this.post(message));
      else this.later(() => void this.network.receive(this, message));
    }
  }

  /** The client closes the connection, or its tab is gone. */
  close(): void {
    this.alive = false;
    this.served?.close();
    this.network.gone(this);
  }

  /** The connection is lost; the client learns of it. */
  end(status: number): void {
    if (!this.alive) return;
    this.close();
    this.events.closed(status);
  }

  serve(link: Link): void {
    this.served = link;
    if (!this.alive) link.close();
  }

  opened(): void {
    if (this.answersApart) this.events.opened();
  }

  received(message: string): void {
    this.later(() => {
      this.events.received(message);
      if (this.alive && this.network.random.chance(this.network.quality.twice)) this.events.received(message);
    });
  }

  closed(status: number): void {
    this.network.later(() => this.end(status), this);
  }

  private async post(message: string): Promise<void> {
    if (!this.alive) return;
    try {
      const answers = await this.network.post(this.client, message);
      if (this.alive) this.events.received(answers.map((frame) => JSON.stringify(frame)).join('\n'));
    } catch {
      this.end(0);
    }
  }

  /** The message arrives later, unless the connection is cut before. */
  private later(arrive: () => void): void {
    this.network.later(() => {
      if (this.network.random.chance(this.network.quality.cut)) this.end(1006);
      else arrive();
    }, this);
  }
}
