import type { Role } from '../board/generated.ts';
import type { Clock } from './clock.ts';
import { protocol, readFrames, type Snapshot } from './frames.ts';
import type { Ask } from './stream.ts';
import {
  type Hello,
  type Link,
  type LinkEvents,
  type Me,
  NoSession,
  Rejected,
  type Transport,
  Unreachable,
} from './transport.ts';

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

  const post = (client: string, message: string) =>
    request('commands', { method: 'POST', body: message, headers: { 'Warsztat-Client': client } }, async (response) =>
      readFrames(await response.text()),
    );

  function apart(kind: 'StreamLink' | 'PollLink', hello: () => Hello, events: LinkEvents): Link {
    const ask: Ask = (accept, signal, again) => {
      const { client, epoch, since, mark } = hello();
      const query = { protocol: String(protocol), client, epoch, since: String(since) };
      const more = { ...(mark === undefined ? {} : { mark }), ...(again ? { again: '' } : {}) };
      const headers = { ...languages(options.locale), Accept: accept };
      return options.fetch(address('live', { ...query, ...more }), { headers, cache: 'no-store', signal });
    };
    const { client } = hello();
    const link = import('./stream.ts').then(
      (module) => new module[kind](ask, options.clock, (message) => post(client, message), events),
    );
    return new LateLink(events, link);
  }

  return {
    role: options.role,
    me: () => json<Me>('me'),
    snapshot: (at) => json<Snapshot>('snapshot', at === undefined ? {} : { at: String(at) }),
    post,
    socket: (events) => new SocketLink(options.openSocket(address('live').replace(/^http/, 'ws')), events),
    stream: (hello, events) => apart('StreamLink', () => hello, events),
    poll: (hello, events) => apart('PollLink', hello, events),
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

/** A stream or polls. Their code comes when no WebSocket opens, which happens to few. */
class LateLink implements Link {
  readonly answersApart = true;
  private readonly link: Promise<Link | undefined>;
  private over = false;

  constructor(events: LinkEvents, link: Promise<Link>) {
    this.link = link.catch(() => {
      if (!this.over) events.closed(0);
      return undefined;
    });
  }

  send(messages: readonly string[]): void {
    void this.link.then((link) => link?.send(messages));
  }

  close(): void {
    this.over = true;
    void this.link.then((link) => link?.close());
  }
}
