import { keepsCookies } from '../cookies.ts';

/** What is checked, in the order in which it is shown. */
export const checked = ['socket', 'stream', 'plain', 'clock', 'storage', 'cookies', 'sound'] as const;
export type Checked = (typeof checked)[number];

export interface Outcome {
  readonly state: 'good' | 'bad';
  /** The milliseconds of a request, or by which the clock differs. */
  readonly millis?: number;
}

/** How well one can take part with these outcomes; null while some are missing that matter. */
export function verdict(outcomes: Partial<Record<Checked, Outcome>>): 'good' | 'slow' | 'bad' | null {
  if (checked.some((each) => outcomes[each] === undefined)) return null;
  const fails = checked.filter((each) => outcomes[each]?.state === 'bad');
  if (fails.includes('plain') || fails.includes('cookies')) return 'bad';
  return fails.length === 0 ? 'good' : 'slow';
}

const address = '/api/check';
const waitMillis = 8_000;
/** A stream that is not held back brings its first event well before it ends. */
const heldMillis = 2_000;
const clockMillis = 120_000;

const within = <T>(work: Promise<T>) =>
  Promise.race([work, new Promise<never>((_, fail) => setTimeout(() => fail(new Error('timeout')), waitMillis))]);

const outcome = (work: () => Promise<unknown>) => async (): Promise<Outcome> => {
  try {
    await within(work());
    return { state: 'good' };
  } catch {
    return { state: 'bad' };
  }
};

async function time(): Promise<number> {
  const response = await fetch(address, { cache: 'no-store' });
  if (!response.ok) throw new Error(String(response.status));
  return ((await response.json()) as { time: number }).time;
}

/** How each is checked. */
export const checks: Readonly<Record<Checked, () => Promise<Outcome>>> = {
  socket: outcome(
    () =>
      new Promise<void>((done, fail) => {
        const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + address);
        socket.onmessage = () => {
          socket.close();
          done();
        };
        socket.onclose = () => fail(new Error('closed'));
      }),
  ),
  stream: outcome(async () => {
    const response = await fetch(address, { headers: { Accept: 'text/event-stream' }, cache: 'no-store' });
    const reader = response.body?.getReader();
    if (!response.ok || reader === undefined) throw new Error(String(response.status));
    await reader.read();
    const arrived = performance.now();
    for (let more = await reader.read(); !more.done; more = await reader.read());
    if (performance.now() - arrived < heldMillis) throw new Error('held back');
  }),
  async plain() {
    try {
      const begun = performance.now();
      await within(time());
      return { state: 'good', millis: Math.round(performance.now() - begun) };
    } catch {
      return { state: 'bad' };
    }
  },
  async clock() {
    try {
      const millis = Date.now() - (await within(time()));
      return { state: Math.abs(millis) < clockMillis ? 'good' : 'bad', millis };
    } catch {
      return { state: 'bad' };
    }
  },
  storage: outcome(
    () =>
      new Promise<void>((done, fail) => {
        const request = indexedDB.open('warsztat-check');
        request.onerror = () => fail(request.error);
        request.onsuccess = () => {
          request.result.close();
          indexedDB.deleteDatabase('warsztat-check');
          done();
        };
      }),
  ),
  cookies: async () => ({ state: keepsCookies() ? 'good' : 'bad' }),
  sound: outcome(async () => {
    await new AudioContext().close();
  }),
};
