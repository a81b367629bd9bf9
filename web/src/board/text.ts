import type { Draft } from './decide.ts';
import { type Commands, maxSpliceSteps } from './generated.ts';
import { prose } from './limits.ts';
import { noteInUse } from './note.ts';
import type { Actor } from './permission.ts';
import { text } from './record.ts';
import { Refusal } from './refusal.ts';
import { applyOps, checkOps, length, transform } from './splice.ts';

export function editText(draft: Draft, _by: Actor, c: Commands['EditText']): void {
  if (c.field !== 'text') throw new Refusal('bad_value');
  const note = noteInUse(draft, c.record);
  // A prediction may have more steps: it was carried over what others did, and is parted before it is sent.
  if (draft.earlier !== undefined && c.ops.length > maxSpliceSteps) throw new Refusal('too_many');
  checkOps(c.ops);
  let ops = c.ops;
  for (const earlier of draft.earlier ?? []) {
    if (earlier.own) throw new Refusal('out_of_order');
    ops = transform(earlier.ops, ops)[1];
  }
  const limit = draft.state.limits.maxTextLength;
  const edited = applyOps(text(note, c.field), ops);
  for (const step of ops) if (typeof step === 'string') prose(step, limit);
  if (length(edited) > limit) throw new Refusal('too_long');
  draft.splice(note, c.field, ops);
}
