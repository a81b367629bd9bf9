// What those who are in a workshop ask for to bring others in, or themselves on one more device.

import { ask, by, json, type Role } from './http.ts';

/** What is known of one link: times in milliseconds since 1970, never its secret. */
export interface LinkState {
  role: Role;
  active: boolean;
  created: number;
  expires?: number;
  /** How many people revoking would put out. */
  people: number;
}

/** A link by which the same person enters on one more device, and when it ends (protocol rule W5a). */
export function device(workshop: string, session?: Role): Promise<{ link: string; expires: number }> {
  return json(ask('POST', `/api/workshops/${workshop}/device${by(session)}`));
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
