import type { Draft } from './decide.ts';
import { line, maxAffiliationLength, maxNameLength } from './limits.ts';
import { memberIn } from './people.ts';
import type { Actor } from './permission.ts';
import { Refusal } from './refusal.ts';

/** Changes how the sender is called. */
export interface RenameMember {
  readonly do: 'RenameMember';
  readonly with: { readonly name: string; readonly affiliation?: string | undefined };
}

export function renameMember(draft: Draft, by: Actor, c: RenameMember['with']): void {
  const member = memberIn(draft.state, by.member);
  if (member === undefined) throw new Refusal('not_found');
  const name = line(c.name, maxNameLength, true);
  const affiliation = line(c.affiliation ?? '', maxAffiliationLength, false);
  draft.set(member, { name, affiliation });
}
