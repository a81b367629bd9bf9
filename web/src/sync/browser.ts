import type { Role } from '../board/generated.ts';
import type { Clock, Random } from './clock.ts';
import { QueueDatabase } from './database.ts';
import { httpTransport, type SocketLike } from './http.ts';
import type { LocksLike } from './locks.ts';
import { openWorkshop } from './open.ts';
import type { QueueStorage } from './queue.ts';
import type { LocalStorageLike } from './stash.ts';
import type { Dependencies, Workshop } from './workshop.ts';

// The clock, randomness, storage and network of the browser. No other file of this folder uses globals.

const clock: Clock = {
  now: () => Date.now(),
  after(millis, callback) {
    const timer = setTimeout(callback, millis);
    return () => clearTimeout(timer);
  },
};

const idLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const random: Random = {
  number: () => Math.random(),
  id() {
    const bytes = crypto.getRandomValues(new Uint8Array(20));
    return Array.from(bytes, (byte) => idLetters.charAt(byte & 63)).join('');
  },
};

let queueStorage: QueueStorage | undefined;

function storage(): QueueStorage {
  // Web Locks exist in secure contexts only. IndexedDB may be missing in private windows.
  const locks = 'locks' in navigator ? (navigator.locks as unknown as LocksLike) : undefined;
  const factory = allowed(() => indexedDB);
  const texts: LocalStorageLike | undefined = allowed(() => localStorage);
  queueStorage ??= factory ? new QueueDatabase(factory, locks, texts, clock, random) : noStorage;
  return queueStorage;
}

/** What the browser lets pages use; undefined where the person has switched it off. */
function allowed<T>(what: () => T): T | undefined {
  try {
    return what();
  } catch {
    return undefined;
  }
}

const noStorage: QueueStorage = {
  open: () => Promise.reject(new Error('this browser keeps nothing')),
  adopt: () => Promise.resolve([]),
};

/**
 * Opens a workshop in the browser and tells it what happens to the page until it is closed. The role names the session;
 * as an observer a moderator may look at a team. Rejects as openWorkshop does.
 */
export async function openInBrowser(
  workshop: string,
  kinds: Dependencies['kinds'],
  role?: Role,
  team?: string,
): Promise<Workshop> {
  const transport = httpTransport({
    fetch: (address, init) => fetch(address, init),
    openSocket: (address) => new WebSocket(address) as SocketLike,
    clock,
    origin: location.origin,
    workshop,
    role,
    team,
    locale: document.documentElement.lang || undefined,
  });
  const opened = await openWorkshop({
    storage: storage(),
    transport,
    clock,
    random,
    kinds,
    orphan: () => import('./orphan.ts'),
  });
  const ears = new AbortController();
  const { signal } = ears;
  window.addEventListener('online', () => opened.hint('online'), { signal });
  window.addEventListener('offline', () => opened.hint('offline'), { signal });
  window.addEventListener('pagehide', () => opened.leaving(), { signal });
  window.addEventListener('pageshow', ({ persisted }) => persisted && opened.hint('visible'), { signal });
  document.addEventListener('visibilitychange', () => opened.hint(document.hidden ? 'hidden' : 'visible'), {
    signal,
  });
  opened.onClosed(() => ears.abort());
  return opened;
}

/** Deletes what this browser keeps of one workshop, or of all. */
export async function forget(workshop?: string): Promise<void> {
  for (const key of Object.keys(allowed(() => localStorage) ?? {}))
    if (key.startsWith(`warsztat.seen.${workshop ?? ''}`)) localStorage.removeItem(key);
  const kept = storage();
  if (kept instanceof QueueDatabase) await (await import('./forget.ts')).forgetQueues(kept, workshop);
}
