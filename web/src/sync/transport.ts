import type { Role } from '../board/permission.ts';
import type { Clock } from './clock.ts';
import { EventStreamParser } from './eventstream.ts';
import { type Refused, readFrames, type ServerFrame, type Snapshot } from './frames.ts';

/** Who the server says one is (W5). */
export interface Me {
  readonly workshop: string;
  readonly member: string;
  readonly role: Role;
  readonly title: string;
  readonly locale: string;
  /** Somebody has to let one in first; until then there is nothing to see. */
  readonly waiting?: boolean;
}

/** The server answers that there is no session (401): the link was revoked, or nobody ever entered. */
export class NoSession extends Error {
  constructor() {
    super('no session');
    this.name = 'NoSession';
  }
}

/** The server cannot be reached, or cannot answer now. retryAfterMillis is 0 when it does not ask to wait. */
export class Unreachable extends Error {
  constructor(
    reason: string,
    readonly retryAfterMillis = 0,
  ) {
    super(reason);
    this.name = 'Unreachable';
  }
}

/** The server refuses a request as a whole, with a code of W27. */
export class Rejected extends Error {
  constructor(
    readonly code: string,
    readonly sentence: string,
  ) {
    super(code);
    this.name = 'Rejected';
  }
}

const finalCodes: ReadonlySet<string> = new Set(['removed', 'forbidden', 'not_found']);

/**
 * Whether a fault means that there is nothing to come back to: no session, the person was removed (W35), or may not
 * look on here any more (W36).
 */
export function isFinal(fault: unknown): boolean {
  return fault instanceof NoSession || (fault instanceof Rejected && finalCodes.has(fault.code));
}

export interface Hello {
  readonly client: string;
  readonly epoch: string;
  readonly since: number;
}

/** A live connection. */
export interface Link {
  /** Whether answers come on another way than changes, so that a change may overtake its ack (W13). */
  readonly answersApart: boolean;
  /** Sends messages of whole frames. */
  send(messages: readonly string[]): void;
  /** Closes; closed is not called any more. */
  close(): void;
}

export interface LinkEvents {
  /** The way stands; for a WebSocket hello is to be sent now. */
  opened(): void;
  received(message: string): void;
  /** The way is gone. status: the close code of W28, 401 without a session, 0 when nobody said. */
  closed(status: number): void;
}

/** How sync reaches the server. Promises reject with NoSession, Unreachable or Rejected. */
export interface Transport {
  /** The role of the link by which the session came, when it is asked for by that (W4). */
  readonly role?: Role | undefined;
  me(): Promise<Me>;
  snapshot(): Promise<Snapshot>;
  /** Sends commands of a client without a live connection and gives the answers (W13). */
  post(client: string, message: string): Promise<ServerFrame[]>;
  /** Opens a WebSocket (W12). */
  socket(events: LinkEvents): Link;
  /** Opens an event stream (W13), which says hello by itself. */
  stream(hello: Hello, events: LinkEvents): Link;
}

/** The part of a WebSocket that is used. */
export interface SocketLike {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

export type FetchLike = (address: string, init: RequestInit) => Promise<Response>;

/** What a Transport over HTTP is made of. */
export interface HttpOptions {
  fetch: FetchLike;
  openSocket(address: string): SocketLike;
  clock: Clock;
  /** The server's address without a slash at the end, as in https://warsztat.example.org. */
  origin: string;
  workshop: string;
  role?: Role | undefined;
  /** With the role of an observer: the team whose records are shown as well (W36). */
  team?: string | undefined;
  /** The language of refusals. */
  locale?: string | undefined;
}

const answerTimeoutMillis = 20_000;

/** The transport of the browser: HTTP beside a WebSocket or an event stream. */
export function httpTransport(options: HttpOptions): Transport {
  const address = (path: string, query: { [name: string]: string } = {}) => {
    const all = new URLSearchParams(query);
    if (options.role !== undefined) all.set('role', options.role);
    if (options.team !== undefined) all.set('team', options.team);
    const asked = all.size > 0 ? `?${all}` : '';
    return `${options.origin}/api/workshops/${encodeURIComponent(options.workshop)}/${path}${asked}`;
  };

  async function request<T>(path: string, init: RequestInit, read: (r: Response) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    const cancel = options.clock.after(answerTimeoutMillis, () => abort.abort());
    try {
      const headers = { ...languages(options.locale), ...init.headers };
      const response = await options.fetch(address(path), { ...init, headers, signal: abort.signal });
      if (!response.ok) throw await faultOf(response);
      return await read(response);
    } catch (fault) {
      throw isAnswer(fault) ? fault : new Unreachable(String(fault));
    } finally {
      cancel();
    }
  }

  const json = <T>(path: string) =>
    request<T>(path, { cache: 'no-cache' }, (response) => response.json() as Promise<T>);

  return {
    role: options.role,
    me: () => json<Me>('me'),
    snapshot: () => json<Snapshot>('snapshot'),
    post: (client, message) =>
      request('commands', { method: 'POST', body: message, headers: { 'Warsztat-Client': client } }, async (response) =>
        readFrames(await response.text()),
      ),
    socket: (events) => new SocketLink(options.openSocket(address('live').replace(/^http/, 'ws')), events),
    stream(hello, events) {
      const query = { client: hello.client, epoch: hello.epoch, since: String(hello.since) };
      const post = (message: string) => this.post(hello.client, message);
      return new StreamLink(options.fetch, address('live', query), options.locale, options.clock, post, events);
    },
  };
}

function languages(locale: string | undefined): { [name: string]: string } {
  return locale === undefined ? {} : { 'Accept-Language': locale };
}

/** What a message that was refused as a whole means for each of its commands. */
export function refusalsOf(message: string, fault: Rejected): Refused[] {
  return message
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; number?: number })
    .filter((frame) => frame.type === 'command' && frame.number !== undefined)
    .map((frame) => ({
      type: 'refused',
      number: frame.number as number,
      code: fault.code,
      message: fault.sentence,
    }));
}

function isAnswer(fault: unknown): boolean {
  return fault instanceof NoSession || fault instanceof Unreachable || fault instanceof Rejected;
}

async function faultOf(response: Response): Promise<Error> {
  if (response.status === 401) return new NoSession();
  if (response.status === 429 || response.status >= 500) {
    const seconds = Number(response.headers.get('Retry-After') ?? '0');
    return new Unreachable(`status ${response.status}`, Number.isFinite(seconds) ? seconds * 1000 : 0);
  }
  try {
    const body = (await response.json()) as { error?: { code?: string; message?: string } };
    return new Rejected(body.error?.code ?? 'internal', body.error?.message ?? '');
  } catch {
    return new Rejected('internal', '');
  }
}

class SocketLink implements Link {
  readonly answersApart = false;
  private over = false;

  constructor(
    private readonly socket: SocketLike,
    events: LinkEvents,
  ) {
    socket.onopen = () => {
      if (!this.over) events.opened();
    };
    socket.onmessage = ({ data }) => {
      if (!this.over && typeof data === 'string') events.received(data);
    };
    socket.onclose = ({ code }) => {
      if (this.over) return;
      this.over = true;
      events.closed(code);
    };
  }

  send(messages: readonly string[]): void {
    if (this.over) return;
    for (const message of messages) this.socket.send(message);
  }

  close(): void {
    this.over = true;
    this.socket.close(1000);
  }
}

class StreamLink implements Link {
  readonly answersApart = true;
  private readonly abort = new AbortController();
  private readonly waiting: string[] = [];
  private posting = false;
  private over = false;

  constructor(
    fetch: FetchLike,
    address: string,
    locale: string | undefined,
    private readonly clock: Clock,
    private readonly post: (message: string) => Promise<ServerFrame[]>,
    private readonly events: LinkEvents,
  ) {
    const headers = { Accept: 'text/event-stream', ...languages(locale) };
    fetch(address, { headers, cache: 'no-store', signal: this.abort.signal }).then(
      (response) => this.read(response),
      () => this.end(0),
    );
  }

  send(messages: readonly string[]): void {
    this.waiting.push(...messages);
    if (!this.posting) void this.drain();
  }

  close(): void {
    this.over = true;
    this.abort.abort();
  }

  private end(status: number): void {
    if (this.over) return;
    this.close();
    this.events.closed(status);
  }

  private async read(response: Response): Promise<void> {
    if (!response.ok || response.body === null) {
      this.end(response.status);
      return;
    }
    if (this.over) return;
    this.events.opened();
    const parser = new EventStreamParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done || this.over) break;
        for (const message of parser.push(value)) if (!this.over) this.events.received(message);
      }
    } catch {
      // A stream that breaks is a stream that ended.
    }
    this.end(0);
  }

  /** Sends one message after the other: commands have to arrive in their order. */
  private async drain(): Promise<void> {
    this.posting = true;
    for (let message = this.waiting.shift(); message !== undefined; message = this.waiting.shift()) {
      if (this.over) break;
      let answers: readonly object[] = [];
      try {
        answers = await this.post(message);
      } catch (fault) {
        if (fault instanceof Rejected) {
          answers = refusalsOf(message, fault);
        } else if (fault instanceof Unreachable && fault.retryAfterMillis > 0) {
          this.waiting.unshift(message); // too fast: nothing of it was taken in
          await new Promise<void>((over) => this.clock.after(fault.retryAfterMillis, over));
          continue;
        } else {
          this.end(fault instanceof NoSession ? 401 : 0);
        }
      }
      if (!this.over) this.events.received(answers.map((frame) => JSON.stringify(frame)).join('\n'));
    }
    this.posting = false;
  }
}
