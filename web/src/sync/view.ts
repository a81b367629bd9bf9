import { type Rec, sameRecord, text } from '../board/record.ts';
import { applyOps, compose, diff, type Ops } from '../board/splice.ts';
import type { State } from '../board/state.ts';
import { textKey } from './entry.ts';
import { attempt } from './texts.ts';

/** What looks different to the person. */
export interface ViewChange {
  /** The records that look different, are new or are gone. */
  readonly ids: readonly string[];
  /** Edits that turn each text as it was shown into the text as it is shown now. */
  readonly splices: readonly { record: string; field: string; ops: Ops }[];
}

/** Tracks what looks different to the person while the state changes. */
export class ViewTracker {
  private before: Map<string, Rec | undefined> | undefined;
  private edits = new Map<string, Ops>();

  constructor(private readonly state: State) {
    state.replaced = (id, old) => {
      if (this.before !== undefined && !this.before.has(id)) this.before.set(id, old);
    };
  }

  /** Notes how a text was edited. Without that, the tracker compares the texts before and after. */
  edited(key: string, ops: Ops): void {
    this.edits.set(key, compose(this.edits.get(key) ?? [], ops));
  }

  /** Does the work and returns what looks different afterwards. */
  track(work: () => void): ViewChange {
    if (this.before !== undefined) throw new Error('one thing at a time');
    const before = new Map<string, Rec | undefined>();
    this.before = before;
    this.edits = new Map();
    try {
      work();
    } finally {
      this.before = undefined;
    }
    const ids: string[] = [];
    const splices: { record: string; field: string; ops: Ops }[] = [];
    for (const [id, old] of before) {
      const now = this.state.get(id);
      if (old === now) continue;
      if (old !== undefined && now !== undefined && sameRecord(old, now)) {
        this.state.apply([{ put: old }]); // for readers that compare records by identity
        continue;
      }
      ids.push(id);
      if (old !== undefined && now !== undefined) splices.push(...this.splicesOf(old, now));
    }
    return { ids, splices };
  }

  private splicesOf(old: Rec, now: Rec): { record: string; field: string; ops: Ops }[] {
    const fields = new Set(['text']);
    for (const key of this.edits.keys()) {
      const [record, field = ''] = key.split(' ');
      if (record === old.id) fields.add(field);
    }
    const splices: { record: string; field: string; ops: Ops }[] = [];
    for (const field of fields) {
      const was = text(old, field);
      const is = text(now, field);
      if (was === is) continue;
      const known = this.edits.get(textKey(old.id, field)) ?? [];
      const fits = attempt(() => applyOps(was, known)) === is;
      splices.push({ record: old.id, field, ops: fits ? known : diff(was, is) });
    }
    return splices;
  }
}
