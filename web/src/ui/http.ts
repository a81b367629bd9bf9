// What the pages ask the server over plain HTTP: entering, creating, inviting. The live board goes through sync.

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
}

export interface Entered {
  workshop: string;
  member: string;
  role: Role;
}

/** A workshop that was just created. The links are whole addresses and are told this once. */
export interface Founded {
  id: string;
  code: string;
  links: Record<Role, string>;
}

/** What is known of one link: times in milliseconds since 1970, never its secret. */
export interface LinkState {
  role: Role;
  active: boolean;
  created: number;
  expires?: number;
  /** How many people revoking would put out. */
  people: number;
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

async function ask(method: string, path: string, body?: unknown, key?: string): Promise<Response> {
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

async function json<T>(answer: Promise<Response>): Promise<T> {
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
function by(session: Role | undefined): string {
  return session === undefined ? '' : `?role=${session}`;
}

/** Ends one session of this browser. */
export async function leave(workshop: string, session?: Role): Promise<void> {
  await ask('POST', `/api/workshops/${workshop}/leave${by(session)}`);
}

/** A link by which the same person enters on one more device, and when it ends (protocol rule W5a). */
export function device(workshop: string, session?: Role): Promise<{ link: string; expires: number }> {
  return json(ask('POST', `/api/workshops/${workshop}/device${by(session)}`));
}

/** Whether the organiser key is right. */
export async function keyIsRight(key: string): Promise<boolean> {
  try {
    await ask('POST', '/api/organiser', undefined, key);
    return true;
  } catch (error) {
    if (error instanceof Declined && error.code === 'wrong_key') return false;
    throw error;
  }
}

/** What a workshop begins with. */
export interface Founding {
  title: string;
  locale: string;
  template: string;
  /** Its boards; none: those of the template. */
  boards: { kind: string; title: string }[];
}

/** Creates a workshop. */
export function found(key: string, founding: Founding): Promise<Founded> {
  return json(ask('POST', '/api/workshops', founding, key));
}

/** The links of a workshop and the code in force; for moderators. */
export function links(workshop: string, session?: Role): Promise<{ code: string; links: LinkState[] }> {
  return json(ask('GET', `/api/workshops/${workshop}/links${by(session)}`));
}

/** Gives out another link; those before go on to work. Participants get a code as well when none is in force. */
export function giveOut(workshop: string, role: Role, session?: Role): Promise<{ link: string; code?: string }> {
  return json(ask('POST', `/api/workshops/${workshop}/links/${role}${by(session)}`, {}));
}

/** Revokes the links of a role, for participants the code too; the sessions that came by them end at once. */
export async function revoke(workshop: string, role: Role, session?: Role): Promise<void> {
  await ask('DELETE', `/api/workshops/${workshop}/links/${role}${by(session)}`);
}

/** The QR code of an address as an SVG image. It is asked for by POST: a secret may not stand in an address. */
export async function qr(text: string): Promise<Blob> {
  return (await ask('POST', '/api/qr', { text })).blob();
}
