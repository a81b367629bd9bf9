/** The pages of the application. */
export type Route =
  | { page: 'home' }
  | { page: 'organiser' }
  | { page: 'join' }
  | { page: 'check' }
  | { page: 'privacy' }
  | { page: 'help' }
  | { page: 'accessibility' }
  /** With `at`, as it was after the change of that number. */
  | { page: 'workshop'; workshop: string; at?: number }
  | { page: 'projector'; workshop: string }
  | { page: 'participant'; workshop: string }
  | { page: 'unknown' };

const pages = ['organiser', 'join', 'check', 'privacy', 'help', 'accessibility'] as const;
const isPage = (name: string): name is (typeof pages)[number] => (pages as readonly string[]).includes(name);

/** The page that a path names. */
export function routeOf(path: string): Route {
  const parts = path.split('/').filter((part) => part !== '');
  const [first, id, last, at] = parts;
  if (first === undefined) return { page: 'home' };
  if (parts.length === 1 && isPage(first)) return { page: first };
  if (first === 'w' && id !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(id)) {
    if (parts.length === 2) return { page: 'workshop', workshop: id };
    if (parts.length === 4 && last === 'at' && /^[1-9]\d{0,14}$/.test(at ?? ''))
      return { page: 'workshop', workshop: id, at: Number(at) };
    if (parts.length === 3 && (last === 'projector' || last === 'participant')) return { page: last, workshop: id };
  }
  return { page: 'unknown' };
}

/** What a link carries behind its #. A secret stands alone, a code is named. */
export type Fragment = { secret: string } | { code: string } | null;

/**
 * Reads the part of an address behind the #, with or without it. Mail and chat programs add marks to the links that they
 * show, so a secret or a code ends at the first character that it cannot have.
 */
export function readFragment(hash: string): Fragment {
  const [, code, secret] = /^#?(?:code=([A-Za-z0-9-]+)|([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)?))/.exec(hash) ?? [];
  if (code !== undefined) return { code };
  return secret === undefined ? null : { secret };
}

/** The address that was meant by one in which a program has written %23 for the #. */
export function mended(path: string): string {
  return path.replace(/^\/(join|organiser)\/?%23/i, '/$1#');
}

/** The address as a link, or null when it is not http or https: other kinds of address are never followed. */
export function safeLink(address: string): string | null {
  try {
    const { protocol, href } = new URL(address);
    return protocol === 'https:' || protocol === 'http:' ? href : null;
  } catch {
    return null;
  }
}
