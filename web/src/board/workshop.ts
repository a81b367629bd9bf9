import type { Draft } from './decide.ts';
import { type Commands, maxTitleLength } from './generated.ts';
import { line } from './limits.ts';
import type { Actor } from './permission.ts';
import { Refusal } from './refusal.ts';

export function renameWorkshop(draft: Draft, _by: Actor, c: Commands['RenameWorkshop']): void {
  const workshop = draft.state.workshop;
  if (workshop === undefined) throw new Refusal('not_found');
  draft.set(workshop, { title: line(c.title, maxTitleLength, true) });
}
