import { type Rec, text } from '../board/record.ts';
import { Refusal } from '../board/refusal.ts';
import { applyOps, diff, type Ops } from '../board/splice.ts';
import { type Entry, keyOf, opsOf, textKey } from './entry.ts';

/** The text after some pending commands are applied on its confirmed record; undefined when it is not known. */
export function textAfter(
  confirmed: Rec | undefined,
  field: string,
  id: string,
  entries: readonly Entry[],
): string | undefined {
  let now = confirmed === undefined ? undefined : text(confirmed, field);
  for (const entry of entries) {
    const before = now;
    if (before === undefined) now = textMadeBy(entry, id, field);
    else if (keyOf(entry.command) === textKey(id, field)) now = attempt(() => applyOps(before, opsOf(entry.command)));
  }
  return now;
}

/** The text that a pending command gives to a record that is not confirmed yet. */
function textMadeBy(entry: Entry, record: string, field: string): string | undefined {
  const { command } = entry;
  if (field !== 'text') return undefined;
  if (command.do === 'AddNote' && command.with.note === record) return command.with.text;
  if (command.do === 'PasteNotes') return command.with.notes.find((n) => n.note === record)?.text;
  return undefined;
}

/** The edit from a text with the predicted edit to the text with the confirmed one. */
export function difference(was: string, predicted: Ops, confirmed: Ops): Ops {
  if (JSON.stringify(predicted) === JSON.stringify(confirmed)) return [];
  const expected = attempt(() => applyOps(was, predicted));
  const actual = attempt(() => applyOps(was, confirmed));
  return expected === undefined || actual === undefined ? [] : diff(expected, actual);
}

export function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (reason) {
    if (reason instanceof Refusal) return undefined;
    throw reason;
  }
}
