import type { Role } from '../../board/permission.ts';
import type { ServerFrame, Snapshot } from '../frames.ts';
import {
  type Hello,
  type Link,
  type LinkEvents,
  type Me,
  NoSession,
  Rejected,
  type Transport,
  Unreachable,
} from '../transport.ts';
import type { SeededRandom, SimulatedClock } from './clock.ts';
import type { FakeServer, Session } from './server.ts';

/** How bad a network is. Probabilities are per message. */
export interface NetworkQuality {
  /** Longest way of a message, in milliseconds. */
  maxDelayMillis: number;
  /** The connection breaks instead of delivering. */
  cut: number;
  /** The message arrives twice. */
  twice: number;
  /** A request is lost before it arrives, or its answer after. */
  lost: number;
}

export const goodNetwork: NetworkQuality = { maxDelayMillis: 20, cut: 0, twice: 0, lost: 0 };
export const badNetwork: NetworkQuality = { maxDelayMillis: 900, cut: 0.03, twice: 0.05, lost: 0.1 };

/** One tab's way to the fake server: late, cut and duplicated by a seeded schedule. */
export class SimulatedNetwork implements Transport {
  online = true;
  quality: NetworkQuality = goodNetwork;
  /** Whether a WebSocket gets through. */
  sockets = true;
  /** What was sent, by client and number: a command never changes once it was sent (W18). */
  readonly sent = new Map<string, string>();
  readonly rewritten: string[] = [];
  hellos = 0;
  readonly presence: object[] = [];
  /** Called with every command in the moment it leaves the tab. */
  onCommand: ((line: string) => void) | undefined;

  private crashed = false;
  private readonly links = new Set<SimulatedLink>();

  constructor(
    private readonly server: FakeServer,
    private readonly clock: SimulatedClock,
    readonly random: SeededRandom,
    private readonly member: string,
    readonly role: Role = 'participant',
  ) {}

  /** Breaks every connection at once and loses what is under way. */
  cut(): void {
    for (const link of [...this.links]) link.break();
  }

  /** The tab is gone: nothing it waits for arrives. */
  crash(): void {
    this.online = false;
    this.crashed = true;
    for (const link of [...this.links]) link.close();
  }

  me(): Promise<Me> {
    const me = { workshop: 'w1', member: this.member, role: this.role, title: 'Próba', locale: 'pl' };
    return this.ask(() => {
      const exclusion = this.server.exclusion(this.whoami);
      if (exclusion === 'removed') throw new Rejected(exclusion, '');
      return exclusion === 'waiting' ? { ...me, waiting: true } : me;
    });
  }

  snapshot(): Promise<Snapshot> {
    return this.ask(() => {
      const exclusion = this.server.exclusion(this.whoami);
      if (exclusion !== undefined) throw new Rejected(exclusion, '');
      return this.server.snapshot(this.whoami);
    });
  }

  post(client: string, message: string): Promise<ServerFrame[]> {
    return this.ask(() => {
      const answers = this.arrive(client, message);
      if (this.random.chance(this.quality.twice)) this.arrive(client, message);
      return answers;
    });
  }

  socket(events: LinkEvents): Link {
    const link = new SimulatedLink(this, false, events);
    this.links.add(link);
    if (!this.sockets) return link; // swallowed by a proxy: it never opens
    this.later(() => {
      if (this.online) events.opened();
      else link.break();
    }, link);
    return link;
  }

  stream(hello: Hello, events: LinkEvents): Link {
    const link = new SimulatedLink(this, true, events);
    this.links.add(link);
    link.client = hello.client;
    this.later(() => {
      if (!this.online) return link.break();
      if (!this.server.valid) return link.end(401);
      events.opened();
      this.hellos++;
      this.server.join(link, hello);
    }, link);
    return link;
  }

  /** Runs something after the way of a message, unless the link is gone by then. */
  later(what: () => void, link?: SimulatedLink): void {
    const at = this.clock.now() + 1 + this.random.number() * this.quality.maxDelayMillis;
    const due = link === undefined ? at : link.inOrder(at);
    this.clock.after(due - this.clock.now(), () => {
      if (link === undefined ? !this.crashed : link.alive) what();
    });
  }

  /** The server takes a message. */
  arrive(client: string, message: string): ServerFrame[] {
    const who = { member: this.member, role: this.role, client };
    const answers: ServerFrame[] = [];
    for (const line of message.split('\n')) {
      this.remember(client, line);
      answers.push(...this.server.take(who, line));
    }
    this.server.flush();
    return answers;
  }

  /** What the server says to a hello or a message over a socket. */
  speak(link: SimulatedLink, message: string): void {
    const first = JSON.parse(message.split('\n')[0] ?? '{}') as { type: string } & Hello;
    if (first.type === 'hello') {
      this.hellos++;
      if (this.server.valid) this.server.join(link, first);
      else link.end(4002);
      return;
    }
    const who = { member: link.member, role: link.role, client: link.client };
    const answers: ServerFrame[] = [];
    for (const line of message.split('\n')) {
      this.remember(link.client, line);
      answers.push(...this.server.take(who, line));
    }
    if (answers.length > 0) link.send(answers);
    this.server.flush();
  }

  gone(link: SimulatedLink): void {
    this.links.delete(link);
    this.server.leave(link);
  }

  get whoami(): { member: string; role: Role } {
    return { member: this.member, role: this.role };
  }

  private remember(client: string, line: string): void {
    const frame = JSON.parse(line) as { type: string; number: number };
    if (frame.type === 'presence') this.presence.push(frame);
    if (frame.type !== 'command') return;
    const key = `${client} ${frame.number}`;
    const before = this.sent.get(key);
    if (before !== undefined && before !== line) this.rewritten.push(`${before} -> ${line}`);
    this.sent.set(key, line);
  }

  private ask<T>(answer: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const fail = () => reject(new Unreachable('the network is down'));
      this.later(() => {
        if (!this.online || this.random.chance(this.quality.lost)) return this.later(fail);
        if (!this.server.valid) return this.later(() => reject(new NoSession()));
        let value: T;
        try {
          value = answer();
        } catch (fault) {
          return this.later(() => reject(fault));
        }
        const lost = this.random.chance(this.quality.lost);
        this.later(() => (lost || !this.online ? fail() : resolve(value)));
      });
    });
  }
}

/** One live connection, seen from both ends. */
class SimulatedLink implements Link, Session {
  alive = true;
  client = '';
  private order = 0;
  private posting: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly network: SimulatedNetwork,
    readonly answersApart: boolean,
    private readonly events: LinkEvents,
  ) {}

  get member(): string {
    return this.network.whoami.member;
  }

  get role(): Role {
    return this.network.whoami.role;
  }

  /** Messages of one connection keep their order. */
  inOrder(at: number): number {
    this.order = Math.max(this.order + 0.001, at);
    return this.order;
  }

  // Both ends call it send: the client with messages, the server with frames.
  send(what: readonly string[] | readonly ServerFrame[]): void {
    if (typeof what[0] === 'string') this.upload(what as readonly string[]);
    else if (what.length > 0) this.download((what as readonly ServerFrame[]).map((f) => JSON.stringify(f)).join('\n'));
  }

  close(status?: number): void {
    if (status !== undefined) {
      this.network.later(() => this.end(status), this);
      this.network.gone(this);
      return;
    }
    this.alive = false;
    this.network.gone(this);
  }

  /** The connection is lost; the client learns of it. */
  break(): void {
    this.end(1006);
  }

  end(status: number): void {
    if (!this.alive) return;
    this.alive = false;
    this.network.gone(this);
    this.events.closed(status);
  }

  private upload(messages: readonly string[]): void {
    for (const message of messages) {
      for (const line of message.split('\n')) {
        if (line.startsWith('{"type":"command"')) this.network.onCommand?.(line);
      }
      if (this.answersApart) {
        this.posting = this.posting.then(async () => {
          if (!this.alive) return;
          try {
            const answers = await this.network.post(this.client, message);
            if (this.alive) this.events.received(answers.map((f) => JSON.stringify(f)).join('\n'));
          } catch {
            this.end(0);
          }
        });
        continue;
      }
      this.network.later(() => {
        if (this.network.random.chance(this.network.quality.cut)) return this.break();
        this.network.speak(this, message);
      }, this);
    }
  }

  private download(text: string): void {
    this.network.later(() => {
      if (this.network.random.chance(this.network.quality.cut)) return this.break();
      this.events.received(text);
      if (this.alive && this.network.random.chance(this.network.quality.twice)) this.events.received(text);
    }, this);
  }
}
