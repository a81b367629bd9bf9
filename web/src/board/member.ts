import type { Draft } from './decide.ts';
import { type Commands, maxAffiliationLength, maxNameLength } from './generated.ts';
import { line } from './limits.ts';
import { memberIn } from './people.ts';
import type { Actor } from './permission.ts';
import { Refusal } from './refusal.ts';

export function renameMember(draft: Draft, by: Actor, c: Commands['RenameMember']): void {
  const member = memberIn(draft.state, by.member);
  if (member === undefined) throw new Refusal('not_found');
  const name = line(c.name, maxNameLength, true);
  const affiliation = line(c.affiliation ?? '', maxAffiliationLength, false);
  draft.set(member, { name, affiliation });
}
