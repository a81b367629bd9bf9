// What people ask the server over plain HTTP to come in and to leave, and how everything is asked. The live board goes through sync.

import { language } from './words/language.svelte.ts';

export type Role = 'moderator' | 'participant' | 'observer';

/** What somebody holds who wants in: the secret of a link, or the short code. */
export type Ticket = { secret: string } | { code: string };

/** What a link or code leads to, before entering. `returning` is who this browser was here before. */
export interface EntryPreview {
  workshop: string;
  title: string;
  locale: string;
  role: Role;
  returning?: { name: string; affiliation?: string };
  privacy: Privacy;
}

/** What is filled into the information clause on personal data (protocol rule W0c). */
export interface ClauseBlanks {
  administrator?: string;
  contact?: string;
  purpose?: string;
  basis?: string;
  more?: string;
}

/** What people are told about their data. */
export interface Privacy {
  clause: ClauseBlanks;
  /** The day on which all is deleted; without it twelve months after the last use. */
  until?: string;
  /** The clause as people read it, the shortest account first. */
  texts: Record<'pl' | 'en', string[]>;
}

export interface Entered {
  workshop: string;
  member: string;
  role: Role;
}

/** An answer other than yes. `code` is a refusal code, or `offline` when the server was not reached. */
export class Declined extends Error {
  constructor(
    readonly code: string,
    /** Seconds to wait, when the server said so. */
    readonly after: number | null = null,
  ) {
    super(code);
  }
}

/** Asks, and throws a Declined when the answer is no. */
export async function ask(method: string, path: string, body?: unknown, key?: string): Promise<Response> {
  const headers: Record<string, string> = { 'Accept-Language': language.locale };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key !== undefined) headers.Authorization = `Bearer ${key}`;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      cache: 'no-store',
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch {
    throw new Declined('offline');
  }
  if (response.ok) return response;
  const after = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  throw new Declined(await codeOf(response), Number.isFinite(after) ? after : null);
}

async function codeOf(response: Response): Promise<string> {
  try {
    const answer = (await response.json()) as { error?: { code?: unknown } };
    if (typeof answer.error?.code === 'string') return answer.error.code;
  } catch {
    // Something between us and the server answered in its own words.
  }
  return response.status === 429 ? 'rate_limited' : 'internal';
}

/** The body of an answer. */
export async function json<T>(answer: Promise<Response>): Promise<T> {
  return (await (await answer).json()) as T;
}

/** Asks what a link or code leads to, without entering. */
export function look(ticket: Ticket): Promise<EntryPreview> {
  return json(ask('POST', '/api/preview', ticket));
}

/** Enters; the session comes as a cookie. An observer needs no name. */
export function enter(ticket: Ticket, name?: string, affiliation?: string): Promise<Entered> {
  return json(
    ask('POST', '/api/enter', { ...ticket, ...(name ? { name } : {}), ...(affiliation ? { affiliation } : {}) }),
  );
}

/** The session by the role of the link it came by; without one the server takes the strongest (protocol rule W4). */
export function by(session: Role | undefined): string {
  return session === undefined ? '' : `?role=${session}`;
}

/** Ends one session of this browser. */
export async function leave(workshop: string, session?: Role): Promise<void> {
  await ask('POST', `/api/workshops/${workshop}/leave${by(session)}`);
}

/** The QR code of an address as an SVG image. It is asked for by POST: a secret may not stand in an address. */
export async function qr(text: string): Promise<Blob> {
  return (await ask('POST', '/api/qr', { text })).blob();
}
