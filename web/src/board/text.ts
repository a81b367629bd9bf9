import type { Draft } from './draft.ts';
import { type Commands, maxSpliceSteps } from './generated.ts';
import { isText } from './kind.ts';
import { prose } from './limits.ts';
import { text } from './record.ts';
import { Refusal } from './refusal.ts';
import { applyOps, checkOps, length, transform } from './splice.ts';

export function editText(draft: Draft, c: Commands['EditText']): void {
  const item = draft.item(c.record);
  if (!isText(draft.state, item, c.field)) throw new Refusal('bad_value');
  // A prediction may have more steps: it was carried over what others did, and is parted before it is sent.
  if (draft.earlier !== undefined && c.ops.length > maxSpliceSteps) throw new Refusal('too_many');
  checkOps(c.ops);
  let ops = c.ops;
  for (const earlier of draft.earlier ?? []) {
    if (earlier.own) throw new Refusal('out_of_order');
    ops = transform(earlier.ops, ops)[1];
  }
  const limit = draft.state.limits.maxTextLength;
  const edited = applyOps(text(item, c.field), ops);
  for (const step of ops) if (typeof step === 'string') prose(step, limit);
  if (length(edited) > limit) throw new Refusal('too_long');
  draft.splice(item, c.field, ops);
}
