import type { Draft } from './decide.ts';
import type { Commands } from './generated.ts';
import { noteInUse } from './note.ts';
import type { Actor } from './permission.ts';
import { list, text } from './record.ts';
import { Refusal } from './refusal.ts';

export function mergeNotes(draft: Draft, _by: Actor, c: Commands['MergeNotes']): void {
  draft.batch(c.notes.length);
  const into = noteInUse(draft, c.into);
  const sources = new Set(list(into, 'sources'));
  const teams = new Set(list(into, 'teams'));
  for (const id of c.notes) {
    const note = noteInUse(draft, id);
    if (id === c.into) throw new Refusal('bad_value');
    const apart = text(note, 'board') !== text(into, 'board') || note.audience !== into.audience;
    if (apart) throw new Refusal('not_found');
    for (const source of [id, ...list(note, 'sources')]) sources.add(source);
    for (const team of list(note, 'teams')) teams.add(team);
    draft.set(note, { deleted: true, merged: c.into });
  }
  if (sources.size > draft.state.limits.maxBatch) throw new Refusal('too_many');
  draft.set(into, { sources: [...sources], teams: [...teams] });
}
