// What the organiser's page asks for, with the key.

import { ask, type ClauseBlanks, Declined, json, type Privacy, type Role } from '../http.ts';

/** A workshop that was just created. The links are whole addresses and are told this once. */
export interface Founded {
  id: string;
  code: string;
  links: Record<Role, string>;
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
  /** The day on which all is deleted; without it twelve months after the last use. */
  until?: string;
  /** Simulated people come to it. */
  rehearsal?: boolean;
}

/** Creates a workshop. */
export function found(key: string, founding: Founding): Promise<Founded> {
  return json(ask('POST', '/api/workshops', founding, key));
}

/** A workshop in the organiser's list (protocol rule W0a). */
export interface Listed {
  id: string;
  title?: string;
  founded?: number;
  used?: string;
  people: number;
  /** Somebody can come in, or is in. */
  open: boolean;
  until?: string;
  /** People have chosen that day. */
  chosen?: boolean;
  /** The deletion is announced. */
  ends?: boolean;
  damaged?: boolean;
}

const at = (id: string) => `/api/organiser/workshops/${id}`;

/** All workshops. */
export async function workshops(key: string): Promise<Listed[]> {
  return (await json<{ workshops: Listed[] }>(ask('GET', '/api/organiser/workshops', undefined, key))).workshops;
}

/** A link by which the organiser enters as a moderator within ten minutes; the audit tells. */
export async function openAnyway(key: string, id: string): Promise<string> {
  return (await json<{ link: string }>(ask('POST', `${at(id)}/open`, undefined, key))).link;
}

/** Gives out another link of a role. */
export async function giveLink(key: string, id: string, role: Role): Promise<string> {
  return (await json<{ link: string }>(ask('POST', `${at(id)}/links/${role}`, {}, key))).link;
}

/** Revokes all links: nobody is in any more, and nobody can come in. */
export async function closeWorkshop(key: string, id: string): Promise<void> {
  await ask('POST', `${at(id)}/close`, undefined, key);
}

/** Makes a workshop with the boards and the agenda of another one, empty. */
export function copyWorkshop(key: string, id: string, title: string): Promise<Founded> {
  return json(ask('POST', `${at(id)}/copy`, { title }, key));
}

/** Chooses the day on which all is deleted; '' is twelve months after the last use. */
export async function keepUntil(key: string, id: string, day: string): Promise<void> {
  await ask('POST', `${at(id)}/until`, { day }, key);
}

/** Deletes everything about a workshop, whose title has to be given. */
export async function deleteWorkshop(key: string, id: string, title: string): Promise<void> {
  await ask('DELETE', at(id), { title }, key);
}

/** The blanks of the server's clause. */
export async function commonClause(): Promise<ClauseBlanks> {
  return (await json<Privacy>(ask('GET', '/api/clause'))).clause;
}

/** Fills in the server's clause. */
export async function setCommonClause(key: string, clause: ClauseBlanks): Promise<void> {
  await ask('PUT', '/api/clause', clause, key);
}
