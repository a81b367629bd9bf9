import type { Role } from '../board/generated.ts';
import { refusalsOf } from './answers.ts';
import type { Clock } from './clock.ts';
import { EventStreamParser } from './eventstream.ts';
import { protocol, readFrames, type ServerFrame, type Snapshot } from './frames.ts';
import { type Link, type LinkEvents, type Me, NoSession, Rejected, type Transport, Unreachable } from './transport.ts';

/** The part of a WebSocket that is used. */
export interface SocketLike {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

export type FetchLike = (address: string, init: RequestInit) => Promise<Response>;

/** What a transport over HTTP needs. */
export interface HttpOptions {
  fetch: FetchLike;
  openSocket(address: string): SocketLike;
  clock: Clock;
  /** The server's address without a slash at the end, as in https://warsztat.example.org. */
  origin: string;
  workshop: string;
  role?: Role | undefined;
  /** For an observer: the team whose records are shown, too (W36). */
  team?: string | undefined;
  /** The language of refusals. */
  locale?: string | undefined;
}

const answerTimeoutMillis = 20_000;

/** Reaches the server by HTTP requests and a WebSocket or an event stream. */
export function httpTransport(options: HttpOptions): Transport {
  const address = (path: string, query: { [name: string]: string } = {}) => {
    const all = new URLSearchParams(query);
    if (options.role !== undefined) all.set('role', options.role);
    if (options.team !== undefined) all.set('team', options.team);
    const asked = all.size > 0 ? `?${all}` : '';
    return `${options.origin}/api/workshops/${encodeURIComponent(options.workshop)}/${path}${asked}`;
  };

  async function request<T>(
    path: string,
    init: RequestInit,
    read: (r: Response) => Promise<T>,
    query: { [name: string]: string } = {},
  ): Promise<T> {
    const abort = new AbortController();
    const cancel = options.clock.after(answerTimeoutMillis, () => abort.abort());
    try {
      const headers = { ...languages(options.locale), ...init.headers };
      const response = await options.fetch(address(path, query), { ...init, headers, signal: abort.signal });
      if (!response.ok) throw await faultOf(response);
      return await read(response);
    } catch (fault) {
      throw isAnswer(fault) ? fault : new Unreachable(String(fault));
    } finally {
      cancel();
    }
  }

  const json = <T>(path: string, query?: { [name: string]: string }) =>
    request<T>(path, { cache: 'no-cache' }, (response) => response.json() as Promise<T>, query);

  return {
    role: options.role,
    me: () => json<Me>('me'),
    snapshot: (at) => json<Snapshot>('snapshot', at === undefined ? {} : { at: String(at) }),
    post: (client, message) =>
      request('commands', { method: 'POST', body: message, headers: { 'Warsztat-Client': client } }, async (response) =>
        readFrames(await response.text()),
      ),
    socket: (events) => new SocketLink(options.openSocket(address('live').replace(/^http/, 'ws')), events),
    stream(hello, events) {
      const { client, epoch, since } = hello;
      const mark = hello.mark === undefined ? {} : { mark: hello.mark };
      const query = { protocol: String(protocol), client, epoch, since: String(since), ...mark };
      const post = (message: string) => this.post(hello.client, message);
      return new StreamLink(options.fetch, address('live', query), options.locale, options.clock, post, events);
    },
  };
}

function languages(locale: string | undefined): { [name: string]: string } {
  return locale === undefined ? {} : { 'Accept-Language': locale };
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
      // A stream that breaks has ended.
    }
    this.end(0);
  }

  /** Posts one message after the other, because commands have to arrive in their order. */
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
          this.waiting.unshift(message); // it was sent too fast, and the server took nothing of it
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
