import { perform } from '../board/command.ts';
import type { Limits } from '../board/generated.ts';
import type { Actor } from '../board/permission.ts';
import { fieldsThatDiffer, sameRecord, text } from '../board/record.ts';
import { Refusal } from '../board/refusal.ts';
import { applyOps, compose, diff, invertOps, type Ops, split, tidy, transform } from '../board/splice.ts';
import { type Patch, patched, type State } from '../board/state.ts';
import { type Entry, keyOf, newEntry, opsOf, shownText, textKey, textOf, touch, withOps } from './entry.ts';
import type { Change, Hashes, Snapshot } from './frames.ts';
import { attempt, difference, textAfter } from './texts.ts';
import { type ViewChange, ViewTracker } from './view.ts';

/** What came of confirmed frames. */
export interface Confirmed extends ViewChange {
  /** The changes that others made, in order. */
  readonly others: readonly Change[];
  /** Set when the confirmed state differs from the server's and has to be fetched again. */
  readonly fault?: { readonly seq: number; readonly audience: string };
  /** A state hash agreed. */
  readonly agreed: boolean;
}

/**
 * The state as a person sees it: what the server confirmed, and on top of it the pending commands as they would be
 * decided now. To apply a confirmed change, the replica undoes the pending commands, applies the change, and applies
 * them again.
 */
export class Replica {
  epoch = '';
  /** The mark of the newest change (W16a). */
  mark: string | undefined;
  /** The pending commands, in the order in which they were given. */
  readonly pending: Entry[] = [];

  /** How often an edit of this tab came out other than predicted. */
  corrections = 0;

  private readonly view: ViewTracker;

  constructor(
    readonly state: State,
    readonly me: Actor,
  ) {
    this.view = new ViewTracker(state);
  }

  /**
   * Adds a command and applies it. Throws the Refusal when it is refused; then nothing has changed. An edit is refused
   * as busy while an earlier edit of the same text cannot be applied, because it is not known which text the new one
   * fits.
   */
  add(entry: Entry): ViewChange {
    const key = keyOf(entry.command);
    const unclear = (e: Entry) => keyOf(e.command) === key && e.inverse === undefined;
    if (key !== undefined && this.pending.some(unclear)) throw new Refusal('busy');
    return this.view.track(() => {
      const { inverse, more } = perform(this.state, this.me, entry.command);
      entry.inverse = inverse;
      // What an earlier command does only on the server may give this one something to do there.
      entry.serverDoesMore = more || this.pending.some((earlier) => earlier.serverDoesMore);
      this.pending.push(entry);
    });
  }

  /** Adds a command of a closed tab. It becomes pending even if it cannot be applied. */
  addOld(entry: Entry): ViewChange {
    return this.view.track(() => {
      this.rollback();
      this.pending.push(entry);
      const below = this.textBelow(entry);
      if (below !== undefined && entry.base !== undefined) {
        const since = diff(entry.base, below);
        entry.command = withOps(entry.command, transform(since, opsOf(entry.command))[1]);
      }
      this.replay();
    });
  }

  /**
   * Composes more typing into a pending EditText. Throws the Refusal when it is refused; then nothing has changed.
   */
  extend(entry: Entry, ops: Ops): ViewChange {
    return this.view.track(() => {
      const { command } = entry;
      if (command.do !== 'EditText') return;
      const { record, field } = command.with;
      const older = entry.inverse?.[0];
      const was = text(this.state.get(record), field);
      perform(this.state, this.me, withOps(command, ops));
      // No later entry edits this text, so undoing this one gives the text below it.
      const below = older !== undefined && 'ops' in older ? applyOps(was, older.ops) : was;
      const all = tidy(compose(command.with.ops, ops), below);
      entry.command = withOps(command, all);
      const back = invertOps(all, below);
      entry.inverse = back.length === 0 ? [] : [{ splice: record, field, ops: back }];
      touch(entry);
    });
  }

  /** Parts an edit that has more steps than the server takes at once; what is left of it follows as an entry of its own. */
  split(entry: Entry, steps: number): void {
    const at = this.pending.indexOf(entry);
    const [first, then] = split(opsOf(entry.command), steps);
    const next = this.pending[at + 1]?.position ?? entry.position + 1;
    this.view.track(() => {
      this.rollback();
      this.pending.splice(at + 1, 0, newEntry((entry.position + next) / 2, withOps(entry.command, then)));
      entry.command = withOps(entry.command, first);
      touch(entry);
      this.replay();
    });
  }

  /** Whether more typing may be composed into the entry as if no other came after it. */
  extendable(entry: Entry): boolean {
    const at = this.pending.indexOf(entry);
    if (at < 0 || entry.command.do !== 'EditText') return false;
    if (entry.inverse === undefined || entry.inverse.some((patch) => !('splice' in patch))) return false;
    const { record } = entry.command.with;
    // An entry between may have restored the note, which takes no typing while it is in the bin.
    const matters = (patch: Patch) =>
      patched(patch) === record && !('set' in patch && !Object.hasOwn(patch.fields, 'deleted'));
    return !this.pending.slice(at + 1).some((later) => later.inverse?.some(matters));
  }

  /** Applies changes and compares hashes, in the order in which they came. */
  confirm(frames: readonly (Change | Hashes)[]): Confirmed {
    const others: Change[] = [];
    let fault: Confirmed['fault'];
    let agreed = false;
    const shown = this.view.track(() => {
      this.rollback();
      for (const frame of frames) {
        if (frame.type === 'hash') {
          const audience = this.differing(frame);
          if (audience !== undefined) fault ??= { seq: frame.seq, audience };
          else if (frame.seq === this.state.seq) agreed = true;
        } else if (frame.seq > this.state.seq) {
          if (!this.applyChange(frame, others)) fault ??= { seq: frame.seq, audience: '' };
        }
        if (fault !== undefined) break;
      }
      this.replay();
    });
    return { ...shown, others, agreed, ...(fault === undefined ? {} : { fault }) };
  }

  /** Removes a pending command that was refused or was applied before. */
  drop(entry: Entry): ViewChange {
    const at = this.pending.indexOf(entry);
    if (at < 0) return { ids: [], splices: [] };
    return this.view.track(() => {
      this.rollback();
      const key = keyOf(entry.command);
      const below = key === undefined ? undefined : this.textBelow(entry);
      this.pending.splice(at, 1);
      entry.over?.();
      if (key !== undefined && below !== undefined) {
        const undone = attempt(() => invertOps(opsOf(entry.command), below));
        if (undone !== undefined) this.rebase(key, undone, at);
      }
      this.replay();
    });
  }

  /**
   * Loads a snapshot. Pending commands that it holds already, as their acks tell, are removed. The others stay, and
   * edits of texts are transformed over what changed.
   */
  load(snapshot: Snapshot): ViewChange {
    return this.view.track(() => {
      this.rollback();
      const held = this.pending.filter((e) => e.acked > 0 && e.acked <= snapshot.seq);
      const texts = this.textsWith(held);
      const wanted = new Map(snapshot.records.map((record) => [record.id, record]));
      const patches: Patch[] = [];
      for (const id of this.state.records.keys()) if (!wanted.has(id)) patches.push({ remove: id });
      for (const record of snapshot.records) {
        const old = this.state.get(record.id);
        if (old === undefined || !sameRecord(old, record)) patches.push({ put: record });
      }
      this.state.apply(patches);
      this.state.seq = snapshot.seq;
      this.state.limits = snapshot.limits;
      this.epoch = snapshot.epoch;
      this.mark = snapshot.mark;
      for (const entry of held) {
        this.pending.splice(this.pending.indexOf(entry), 1);
        entry.over?.();
      }
      for (const [key, was] of texts) {
        const [record = '', field = ''] = key.split(' ');
        const now = this.state.get(record);
        if (now !== undefined) this.rebase(key, diff(was, text(now, field)), 0);
      }
      this.replay();
    });
  }

  /** Goes by other limits (W9a): what is pending is decided again. */
  limit(limits: Limits): ViewChange {
    return this.view.track(() => {
      this.rollback();
      this.state.limits = limits;
      this.replay();
    });
  }

  /** The text that each of the given pending edits fits, as far as its record is known. */
  textsUnder(entries: readonly Entry[]): Map<Entry, string> {
    const under = new Map<Entry, string>();
    this.view.track(() => {
      this.rollback();
      for (const entry of entries) {
        const below = this.textBelow(entry);
        if (below !== undefined) under.set(entry, below);
      }
      this.replay();
    });
    return under;
  }

  /** The text that the person may want back of a refused command: for an edit the whole text as it showed. */
  textAbove(entry: Entry): string {
    if (entry.command.do !== 'EditText') return textOf(entry.command);
    return shownText(entry.command, this.textsUnder([entry]).get(entry) ?? entry.base);
  }

  private applyChange(change: Change, others: Change[]): boolean {
    if (change.seq !== this.state.seq + 1) return false;
    const own = this.pending.findIndex((entry) => entry.acked === change.seq);
    const mine = this.pending[own];
    const key = mine === undefined ? undefined : keyOf(mine.command);
    // The predicted edit, until the change shows the edit that it became.
    let predicted = mine === undefined ? [] : opsOf(mine.command);
    const patches = withoutReappearing(change.patches);
    const edits: Patch[] = [];
    try {
      for (const patch of patches) {
        edits.push(this.asFields(patch));
        for (const { key: edited, ops, was } of this.editsOf(patch)) {
          if (edited === key) {
            this.correct(edited, difference(was, predicted, ops), own);
            predicted = [];
          } else {
            this.rebase(edited, ops, 0);
          }
        }
        this.state.apply([patch]);
      }
    } catch {
      return false;
    }
    if (mine?.command.do === 'EditText' && predicted.length > 0) {
      const { record, field } = mine.command.with;
      const now = text(this.state.get(record), field);
      this.correct(textKey(record, field), difference(now, predicted, []), own);
    }
    if (mine === undefined) others.push({ ...change, patches: edits });
    else {
      mine.idle = patches.length === 0;
      this.pending.splice(own, 1);
      mine.over?.();
    }
    this.state.seq = change.seq;
    this.mark = change.mark;
    return true;
  }

  /** A put over a known record as a set of the fields in which the two differ. */
  private asFields(patch: Patch): Patch {
    const old = 'put' in patch ? this.state.get(patch.put.id) : undefined;
    return old === undefined || !('put' in patch) ? patch : { set: old.id, fields: fieldsThatDiffer(old, patch.put) };
  }

  /** The edits that a patch makes in texts: by a splice, or by new values of texts with pending edits. */
  private editsOf(patch: Patch): { key: string; ops: Ops; was: string }[] {
    const id = patched(patch);
    const old = this.state.get(id);
    if (old === undefined || 'remove' in patch) return [];
    if ('splice' in patch) {
      return [{ key: textKey(id, patch.field), ops: patch.ops, was: text(old, patch.field) }];
    }
    const now = 'put' in patch ? patch.put.fields : { ...old.fields, ...patch.fields };
    const edits: { key: string; ops: Ops; was: string }[] = [];
    for (const [key, field] of this.typedIn(id)) {
      const value = Object.hasOwn(now, field) ? now[field] : '';
      const was = text(old, field);
      edits.push({ key, ops: diff(was, typeof value === 'string' ? value : ''), was });
    }
    return edits;
  }

  private typedIn(id: string): Map<string, string> {
    const keys = new Map<string, string>();
    for (const { command } of this.pending) {
      if (command.do === 'EditText' && command.with.record === id) {
        keys.set(textKey(id, command.with.field), command.with.field);
      }
    }
    return keys;
  }

  /** Transforms the pending edits of a text, from an index on, over an edit below them. The result above them shows. */
  private rebase(key: string, ops: Ops, from: number): void {
    let below = ops;
    for (const entry of this.pending.slice(from)) {
      if (keyOf(entry.command) !== key) continue;
      const [above, carried] = transform(below, opsOf(entry.command));
      entry.command = withOps(entry.command, carried);
      below = above;
    }
    this.view.edited(key, below);
  }

  private correct(key: string, ops: Ops, own: number): void {
    if (ops.length === 0) return;
    this.corrections++;
    this.rebase(key, ops, own + 1);
  }

  /** The text that an EditText fits. The pending commands have to be undone. */
  private textBelow(entry: Entry): string | undefined {
    if (entry.command.do !== 'EditText') return undefined;
    const { record, field } = entry.command.with;
    return textAfter(this.state.get(record), field, record, this.pending.slice(0, this.pending.indexOf(entry)));
  }

  /** Each text with pending edits after the given entries. The pending commands have to be undone. */
  private textsWith(entries: readonly Entry[]): Map<string, string> {
    const texts = new Map<string, string>();
    for (const { command } of this.pending) {
      if (command.do !== 'EditText') continue;
      const { record, field } = command.with;
      const now = textAfter(this.state.get(record), field, record, entries);
      if (now !== undefined) texts.set(textKey(record, field), now);
    }
    return texts;
  }

  private differing(frame: Hashes): string | undefined {
    if (frame.seq !== this.state.seq) return undefined;
    for (const [audience, hash] of Object.entries(frame.hashes)) {
      if (this.state.hash(audience) !== hash) return audience;
    }
    return this.state.audiences().find((audience) => !Object.hasOwn(frame.hashes, audience));
  }

  private rollback(): void {
    for (const entry of [...this.pending].reverse()) {
      if (entry.inverse !== undefined) this.state.apply(entry.inverse);
      entry.inverse = undefined;
    }
  }

  private replay(): void {
    const blocked = new Set<string>();
    for (const entry of this.pending) this.applyEntry(entry, blocked);
  }

  /** Applies a pending command if possible. An edit above one that cannot be applied cannot be applied either. */
  private applyEntry(entry: Entry, blocked: Set<string>): void {
    const key = keyOf(entry.command);
    if (key !== undefined && blocked.has(key)) return;
    if (key !== undefined && opsOf(entry.command).length === 0) {
      entry.inverse = [];
      return;
    }
    try {
      entry.inverse = perform(this.state, this.me, entry.command).inverse;
    } catch (reason) {
      if (!(reason instanceof Refusal)) throw reason;
      if (key !== undefined) blocked.add(key);
    }
  }
}

/**
 * The patches of a change without the removals of records that the same change puts again for another audience (W22). A
 * person who sees both audiences saw the record all the time.
 */
function withoutReappearing(patches: readonly Patch[]): readonly Patch[] {
  if (!patches.some((patch) => 'remove' in patch)) return patches;
  const back = new Map<string, number>();
  patches.forEach((patch, i) => {
    if ('put' in patch) back.set(patch.put.id, i);
  });
  return patches.filter((patch, i) => !('remove' in patch && (back.get(patch.remove) ?? -1) > i));
}
