import type { Draft } from './decide.ts';
import { line, maxTitleLength } from './limits.ts';
import type { Actor } from './permission.ts';
import { Refusal } from './refusal.ts';

/** Gives the workshop another title. */
export interface RenameWorkshop {
  readonly do: 'RenameWorkshop';
  readonly with: { readonly title: string };
}

export function renameWorkshop(draft: Draft, _by: Actor, c: RenameWorkshop['with']): void {
  const workshop = draft.state.workshop;
  if (workshop === undefined) throw new Refusal('not_found');
  draft.set(workshop, { title: line(c.title, maxTitleLength, true) });
}
