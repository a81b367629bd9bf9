import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EventStreamParser } from './eventstream.ts';
import { byteLength, maxMessage, messages, readFrames } from './frames.ts';
import { httpTransport, type SocketLike } from './http.ts';
import { SimulatedClock } from './simulation/clock.ts';
import { type LinkEvents, NoSession, Rejected, type Transport, Unreachable } from './transport.ts';

interface Asked {
  readonly address: string;
  readonly init: RequestInit;
}

describe('the transport over HTTP', () => {
  let clock: SimulatedClock;
  let asked: Asked[];
  let answer: (address: string) => Response | Promise<Response>;
  let sockets: { address: string; socket: SocketLike; sent: string[] }[];
  let transport: Transport;

  // It comes late, as in a browser; here it has been read before.
  beforeAll(() => import('./stream.ts'));

  beforeEach(() => {
    clock = new SimulatedClock();
    asked = [];
    sockets = [];
    answer = () => new Response('{}');
    transport = httpTransport({
      fetch: async (address, init) => {
        asked.push({ address, init });
        return answer(address);
      },
      openSocket(address) {
        const sent: string[] = [];
        const socket: SocketLike = {
          onopen: null,
          onmessage: null,
          onclose: null,
          send: (text) => sent.push(text),
          close: () => undefined,
        };
        sockets.push({ address, socket, sent });
        return socket;
      },
      clock,
      origin: 'https://warsztat.example.org',
      workshop: 'w/1',
      role: 'moderator',
      locale: 'pl',
    });
  });

  const listen = (log: string[]): LinkEvents => ({
    opened: () => log.push('opened'),
    received: (message) => log.push(message),
    closed: (status) => log.push(`closed ${status}`),
  });

  it('asks at the addresses of the protocol, with the role and the language (W4, W6)', async () => {
    await transport.me();
    await transport.snapshot();
    expect(asked.map(({ address }) => address)).toEqual([
      'https://warsztat.example.org/api/workshops/w%2F1/me?role=moderator',
      'https://warsztat.example.org/api/workshops/w%2F1/snapshot?role=moderator',
    ]);
    expect(asked[0]?.init.headers).toEqual({ 'Accept-Language': 'pl' });
  });

  it('tells a missing session, a refusal and a fault apart', async () => {
    answer = () => new Response('', { status: 401 });
    await expect(transport.me()).rejects.toBeInstanceOf(NoSession);
    answer = () => new Response('{"error":{"code":"too_large","message":"Za duże."}}', { status: 413 });
    await expect(transport.me()).rejects.toMatchObject({ code: 'too_large', sentence: 'Za duże.' });
    answer = () => new Response('no JSON', { status: 404 });
    await expect(transport.me()).rejects.toBeInstanceOf(Rejected);
    answer = () => new Response('', { status: 429, headers: { 'Retry-After': '3' } });
    await expect(transport.me()).rejects.toMatchObject({ retryAfterMillis: 3_000 });
    answer = () => new Response('', { status: 502 });
    await expect(transport.me()).rejects.toBeInstanceOf(Unreachable);
    answer = () => new Response('<html>a page of the proxy</html>');
    await expect(transport.me()).rejects.toBeInstanceOf(Unreachable);
    answer = () => Promise.reject(new TypeError('network'));
    await expect(transport.me()).rejects.toBeInstanceOf(Unreachable);
  });

  it('posts commands under the client’s name and reads the answers (W13)', async () => {
    answer = () => new Response('{"type":"ack","number":1,"seq":9}\n{"type":"refused","number":2,"code":"empty"}\n');
    const answers = await transport.post('client-1', '{"type":"command","number":1}');
    expect(answers.map((frame) => frame.type)).toEqual(['ack', 'refused']);
    const { init } = asked[0] as Asked;
    expect(init.method).toBe('POST');
    expect(init.headers).toEqual({ 'Accept-Language': 'pl', 'Warsztat-Client': 'client-1' });
    expect(init.body).toBe('{"type":"command","number":1}');
  });

  it('opens a WebSocket beside the page and hears nothing of it once it is closed (F19)', () => {
    const log: string[] = [];
    const link = transport.socket(listen(log));
    const { address, socket, sent } = sockets[0] as (typeof sockets)[0];
    expect(address).toBe('wss://warsztat.example.org/api/workshops/w%2F1/live?role=moderator');
    socket.onopen?.({} as never);
    link.send(['a', 'b']);
    socket.onmessage?.({ data: 'frames' });
    socket.onmessage?.({ data: new ArrayBuffer(1) });
    expect(sent).toEqual(['a', 'b']);
    link.close();
    socket.onmessage?.({ data: 'late' });
    socket.onclose?.({ code: 1006 });
    link.send(['c']);
    expect(log).toEqual(['opened', 'frames']);
    expect(sent).toEqual(['a', 'b']);
  });

  it('tells how a WebSocket was closed', () => {
    const log: string[] = [];
    transport.socket(listen(log));
    sockets[0]?.socket.onclose?.({ code: 4002 });
    expect(log).toEqual(['closed 4002']);
  });

  it('reads an event stream, says hello in its address, and posts in order', async () => {
    const log: string[] = [];
    let push: (text: string) => void = () => undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        push = (text) => controller.enqueue(new TextEncoder().encode(text));
      },
    });
    answer = (address) =>
      address.includes('/live') ? new Response(body) : new Response('{"type":"ack","number":1,"seq":5}');
    const link = transport.stream({ client: 'c1', epoch: 'e 1', since: 4, mark: '00ff' }, listen(log));
    await settle();
    push('data: {"type":"welcome"}\ndata: {"type":"presence"}\n\nda');
    await settle();
    push('ta: {"type":"pong"}\r\n\r\n: a comment\n\n');
    await settle();
    expect(asked[0]?.address).toContain('/live?protocol=2&client=c1&epoch=e+1&since=4&mark=00ff&role=moderator');
    expect(asked[0]?.init.headers).toMatchObject({ Accept: 'text/event-stream' });
    expect(log).toEqual(['opened', '{"type":"welcome"}\n{"type":"presence"}', '{"type":"pong"}']);
    link.send(['{"type":"command","number":1}', '{"type":"command","number":2}']);
    await settle();
    expect(asked.slice(1).map(({ init }) => init.body)).toEqual([
      '{"type":"command","number":1}',
      '{"type":"command","number":2}',
    ]);
    expect(log.slice(3)).toEqual(['{"type":"ack","number":1,"seq":5}', '{"type":"ack","number":1,"seq":5}']);
    link.close();
    push('data: late\n\n');
    await settle();
    expect(log).toHaveLength(5);
  });

  it('waits when it posts too fast, and sends the same again', async () => {
    const log: string[] = [];
    let posts = 0;
    answer = (address) => {
      if (address.includes('/live')) return new Response(new ReadableStream());
      posts++;
      if (posts === 1) return new Response('', { status: 429, headers: { 'Retry-After': '2' } });
      return new Response(`{"type":"ack","number":${posts},"seq":5}`);
    };
    transport
      .stream({ client: 'c1', epoch: 'e', since: 0 }, listen(log))
      .send(['{"type":"command","number":1}', '{"type":"command","number":2}']);
    await settle();
    expect(posts).toBe(1);
    await clock.run(2_001);
    await settle();
    expect(asked.slice(1).map(({ init }) => init.body)).toEqual([
      '{"type":"command","number":1}',
      '{"type":"command","number":1}',
      '{"type":"command","number":2}',
    ]);
    expect(log).toHaveLength(3);
  });

  it('answers for each command of a message that was refused as a whole', async () => {
    const log: string[] = [];
    answer = (address) =>
      address.includes('/live')
        ? new Response(new ReadableStream())
        : new Response('{"error":{"code":"too_large","message":"x"}}', { status: 413 });
    const link = transport.stream({ client: 'c1', epoch: 'e', since: 0 }, listen(log));
    link.send(['{"type":"command","number":3}\n{"type":"presence"}\n{"type":"command","number":4}']);
    await settle();
    const frames = readFrames(log.at(-1) ?? '');
    expect(frames).toEqual([
      { type: 'refused', number: 3, code: 'too_large', message: 'x' },
      { type: 'refused', number: 4, code: 'too_large', message: 'x' },
    ]);
  });

  it.each([
    [401, 'closed 401'],
    [503, 'closed 503'],
  ])('tells that the event stream is answered with %i', async (status, told) => {
    const log: string[] = [];
    answer = () => new Response('', { status });
    transport.stream({ client: 'c1', epoch: 'e', since: 0 }, listen(log));
    await settle();
    expect(log).toEqual([told]);
  });

  it('tells that the event stream has ended', async () => {
    const log: string[] = [];
    answer = () => new Response('data: x\n\n');
    transport.stream({ client: 'c1', epoch: 'e', since: 0 }, listen(log));
    await settle();
    expect(log).toEqual(['opened', 'x', 'closed 0']);
  });
});

describe('messages', () => {
  it('are cut at the size that the server takes (W12)', () => {
    const line = `"${'ż'.repeat(10_000)}"`;
    const joined = messages(Array.from({ length: 10 }, () => line));
    expect(joined).toHaveLength(4);
    for (const message of joined) expect(new TextEncoder().encode(message).length).toBeLessThanOrEqual(maxMessage);
    expect(joined.join('\n').split('\n')).toHaveLength(10);
    expect(messages([])).toEqual([]);
  });

  it('are measured in UTF-8', () => {
    for (const text of ['', 'abc', 'żółć', '漢字', '🌲', 'a🌲ż']) {
      expect(byteLength(text)).toBe(new TextEncoder().encode(text).length);
    }
  });

  it('are read line by line; kinds that nobody knows are passed over', () => {
    expect(readFrames('{"type":"pong","time":1}\n\n{"type":"future"}\n')).toEqual([{ type: 'pong', time: 1 }]);
    for (const bad of ['{', '7', 'null', '{}', '"x"']) expect(() => readFrames(bad)).toThrow(SyntaxError);
  });

  it('of an event stream may be cut anywhere', () => {
    const stream = 'data: eins\ndata: zwei\n\nevent: x\ndata:drei\r\n\r\n\n';
    for (let cut = 0; cut <= stream.length; cut++) {
      const parser = new EventStreamParser();
      const events = [...parser.push(stream.slice(0, cut)), ...parser.push(stream.slice(cut))];
      expect(events).toEqual(['eins\nzwei', 'drei']);
    }
  });
});

/** Lets promises and streams, which wait for nothing else, come to rest. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
}
