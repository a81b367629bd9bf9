import { Refusal } from './refusal.ts';

/**
 * One edit of a text (W24): a walk over the text as it was. A positive integer
 * keeps so many characters, a negative one deletes so many, a string inserts
 * itself; what the walk does not reach is kept. Every edit has one form:
 * neighbours of one sort are joined, an insertion stands before a deletion, and
 * nothing is kept at the end. Characters are Unicode code points, never UTF-16 units.
 */
export type Ops = readonly (number | string)[];

const maxCount = 2 ** 30;
const forever = 2 ** 40;

/** The number of characters of a text. */
export function length(text: string): number {
  let n = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) {
      n--;
      i++;
    }
  }
  return n;
}

/** The UTF-16 offset at which the first n characters after offset from end, -1 beyond the text. */
export function unitOffset(text: string, n: number, from = 0): number {
  let at = from;
  for (let left = n; left > 0; left--) {
    if (at >= text.length) return -1;
    at += isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1)) ? 2 : 1;
  }
  return at;
}

/** How many characters the first units UTF-16 units of a text are (a textarea's selectionStart). */
export function characterPosition(text: string, units: number): number {
  return length(text.slice(0, units));
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** Collects steps and holds them in the one form of W24. */
export class Builder {
  private readonly steps: (number | string)[] = [];

  keep(n: number): this {
    if (n <= 0) return this;
    const last = this.steps.at(-1);
    if (typeof last === 'number' && last > 0) this.steps[this.steps.length - 1] = last + n;
    else this.steps.push(n);
    return this;
  }

  delete(n: number): this {
    if (n <= 0) return this;
    const last = this.steps.at(-1);
    if (typeof last === 'number' && last < 0) this.steps[this.steps.length - 1] = last - n;
    else this.steps.push(-n);
    return this;
  }

  insert(text: string): this {
    if (text === '') return this;
    const last = this.steps.at(-1);
    const at = typeof last === 'number' && last < 0 ? this.steps.length - 1 : this.steps.length;
    const before = this.steps[at - 1];
    if (typeof before === 'string') this.steps[at - 1] = before + text;
    else this.steps.splice(at, 0, text);
    return this;
  }

  /** The finished ops, without what is kept at the end. */
  ops(): Ops {
    const last = this.steps.at(-1);
    if (typeof last === 'number' && last > 0) this.steps.pop();
    return this.steps;
  }
}

/** Refuses (bad_splice) ops that are empty or not in their one form. */
export function checkOps(ops: Ops): void {
  const form = new Builder();
  for (const step of ops) {
    if (typeof step === 'string') {
      if (step === '') throw new Refusal('bad_splice');
      form.insert(step);
    } else {
      if (!Number.isInteger(step) || step === 0 || Math.abs(step) > maxCount) {
        throw new Refusal('bad_splice');
      }
      form.keep(step).delete(-step);
    }
  }
  const canonical = form.ops();
  if (ops.length === 0 || canonical.length !== ops.length) throw new Refusal('bad_splice');
  for (let i = 0; i < ops.length; i++) {
    if (canonical[i] !== ops[i]) throw new Refusal('bad_splice');
  }
}

/** The length of text that the ops need, in characters. */
export function reach(ops: Ops): number {
  let n = 0;
  for (const step of ops) if (typeof step === 'number') n += Math.abs(step);
  return n;
}

/** Whether the ops change nothing. */
export function isIdentity(ops: Ops): boolean {
  return ops.length === 0;
}

/** The edited text. Throws a Refusal (bad_splice) when the text is too short. */
export function applyOps(text: string, ops: Ops): string {
  let out = '';
  let at = 0;
  for (const step of ops) {
    if (typeof step === 'string') {
      out += step;
      continue;
    }
    const end = unitOffset(text, Math.abs(step), at);
    if (end < 0) throw new Refusal('bad_splice');
    if (step > 0) out += text.slice(at, end);
    at = end;
  }
  return out + text.slice(at);
}

/** The ops that undo the given ones; text is what those were applied to. */
export function invertOps(ops: Ops, text: string): Ops {
  const inverse = new Builder();
  let at = 0;
  for (const step of ops) {
    if (typeof step === 'string') {
      inverse.delete(length(step));
      continue;
    }
    const end = unitOffset(text, Math.abs(step), at);
    if (end < 0) throw new Refusal('bad_splice');
    if (step > 0) inverse.keep(step);
    else inverse.insert(text.slice(at, end));
    at = end;
  }
  return inverse.ops();
}

/**
 * Takes two edits of the same text, of which earlier was decided first, and gives
 * each as it reads after the other: earlier then the second gives the same text
 * as later then the first. Where both insert at one place, the earlier insertion
 * stands to the left (W25).
 */
export function transform(earlier: Ops, later: Ops): [earlyAfter: Ops, lateAfter: Ops] {
  const earlyAfter = new Builder();
  const lateAfter = new Builder();
  const a = new Walk(earlier);
  const b = new Walk(later);
  for (;;) {
    if (a.inserts()) {
      const text = a.takeInsert();
      earlyAfter.insert(text);
      lateAfter.keep(length(text));
    } else if (b.inserts()) {
      const text = b.takeInsert();
      earlyAfter.keep(length(text));
      lateAfter.insert(text);
    } else if (a.done() && b.done()) {
      return [earlyAfter.ops(), lateAfter.ops()];
    } else {
      const n = Math.min(a.run(), b.run());
      const deletesA = a.take(n);
      const deletesB = b.take(n);
      if (deletesA && !deletesB) {
        earlyAfter.delete(n);
      } else if (deletesB && !deletesA) {
        lateAfter.delete(n);
      } else if (!deletesA && !deletesB) {
        earlyAfter.keep(n);
        lateAfter.keep(n);
      }
    }
  }
}

/** One edit that does what first and then second do. */
export function compose(first: Ops, second: Ops): Ops {
  const both = new Builder();
  const a = new Walk(first);
  const b = new Walk(second);
  for (;;) {
    if (a.deletes()) {
      const n = a.run();
      a.take(n);
      both.delete(n);
    } else if (b.inserts()) {
      both.insert(b.takeInsert());
    } else if (a.done() && b.done()) {
      return both.ops();
    } else if (a.inserts()) {
      const inserted = a.restInsert();
      const n = Math.min(length(inserted), b.run());
      const end = unitOffset(inserted, n);
      a.skipInsert(end);
      if (!b.take(n)) both.insert(inserted.slice(0, end));
    } else {
      const n = Math.min(a.run(), b.run());
      a.take(n);
      if (b.take(n)) both.delete(n);
      else both.keep(n);
    }
  }
}

/** Two edits, one after the other, that do what the ops do; the first one has so many steps at most. */
export function split(ops: Ops, steps: number): [first: Ops, then: Ops] {
  const first = ops.slice(0, steps);
  const then = new Builder();
  for (const step of first) then.keep(typeof step === 'string' ? length(step) : step);
  for (const step of ops.slice(steps)) {
    if (typeof step === 'string') then.insert(step);
    else then.keep(step).delete(-step);
  }
  if (Number(first.at(-1)) > 0) first.pop();
  return [first, then.ops()];
}

/**
 * The edit that leads from one text to another: one place, found by what the two
 * share at the front and at the back. caret is where the person's caret stands in
 * after, in characters; it settles where among equal characters the edit took place
 * ("aa" typed before or behind an "a"). Without a caret the front is shared first.
 */
export function fromEdit(before: string, after: string, caret?: number): Ops {
  const old = [...before];
  const now = [...after];
  const shorter = Math.min(old.length, now.length);
  let front = 0;
  while (front < shorter && old[front] === now[front]) front++;
  let back = 0;
  while (back < shorter - front && old[old.length - 1 - back] === now[now.length - 1 - back]) back++;
  while (
    caret !== undefined &&
    now.length - back > caret &&
    front > 0 &&
    old[front - 1] === old[old.length - back - 1] &&
    now[front - 1] === now[now.length - back - 1]
  ) {
    front--;
    back++;
  }
  return new Builder()
    .keep(front)
    .insert(now.slice(front, now.length - back).join(''))
    .delete(old.length - front - back)
    .ops();
}

// A table of this many cells takes a few milliseconds.
const largestTable = 1_000_000;

/**
 * The edits that lead from one text to another when nobody knows how they came
 * about: what both have in common stays, at several places if need be.
 */
export function diff(before: string, after: string): Ops {
  const old = [...before];
  const now = [...after];
  const shorter = Math.min(old.length, now.length);
  let front = 0;
  while (front < shorter && old[front] === now[front]) front++;
  let back = 0;
  while (back < shorter - front && old[old.length - 1 - back] === now[now.length - 1 - back]) back++;
  const a = old.slice(front, old.length - back);
  const b = now.slice(front, now.length - back);
  const width = b.length + 1;
  if ((a.length + 1) * width > largestTable) return fromEdit(before, after);
  // common[i * width + j]: the most characters that a from i on and b from j on share in order.
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const below = common[(i + 1) * width + j] as number;
      const beside = common[i * width + j + 1] as number;
      const both = (common[(i + 1) * width + j + 1] as number) + 1;
      common[i * width + j] = a[i] === b[j] ? both : Math.max(below, beside);
    }
  }
  const ops = new Builder().keep(front);
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      ops.keep(1);
      i++;
      j++;
    } else if (j < b.length && (i === a.length || at(i, j + 1) >= at(i + 1, j))) {
      ops.insert(b[j++] as string);
    } else {
      ops.delete(1);
      i++;
    }
  }
  return ops.ops();

  function at(row: number, column: number): number {
    return common[row * width + column] as number;
  }
}

/**
 * The same edit without what it deletes only to insert it again; text is what it
 * applies to. So typing that was taken back and done again does not fight with
 * what others do there.
 */
export function tidy(ops: Ops, text: string): Ops {
  if (!ops.some((step, i) => typeof step === 'string' && Number(ops[i + 1]) < 0)) return ops;
  const tidied = new Builder();
  let at = 0;
  let inserted = '';
  for (const step of ops) {
    if (typeof step === 'string') {
      inserted = step;
      continue;
    }
    const end = unitOffset(text, Math.abs(step), at);
    if (end < 0) throw new Refusal('bad_splice');
    if (step > 0) {
      tidied.insert(inserted).keep(step);
    } else {
      const smaller = diff(text.slice(at, end), inserted);
      for (const piece of smaller) {
        if (typeof piece === 'string') tidied.insert(piece);
        else tidied.keep(piece).delete(-piece);
      }
      tidied.keep(-step - reach(smaller)); // diff leaves out what it keeps at the end
    }
    inserted = '';
    at = end;
  }
  return tidied.insert(inserted).ops();
}

/**
 * Where a caret at the given position (in characters) stands after the edit.
 * Text inserted exactly at the caret pushes it along only when after is true.
 */
export function movePosition(position: number, ops: Ops, after = false): number {
  let walked = 0;
  let moved = position;
  for (const step of ops) {
    if (typeof step === 'string') {
      if (walked < position || (after && walked === position)) moved += length(step);
    } else if (step > 0) {
      walked += step;
    } else {
      moved -= Math.max(0, Math.min(-step, position - walked));
      walked -= step;
    }
    if (walked > position) break;
  }
  return moved;
}

/** The characters that the ops insert, joined: what a person typed. */
export function insertedText(ops: Ops): string {
  return ops.filter((step) => typeof step === 'string').join('');
}

/** Reads ops piece by piece; after their end it keeps for ever. */
class Walk {
  private at = 0;
  private used = 0; // characters of a count, or UTF-16 units of an insertion, already taken

  constructor(private readonly steps: Ops) {}

  done(): boolean {
    return this.at >= this.steps.length;
  }

  inserts(): boolean {
    return typeof this.steps[this.at] === 'string';
  }

  deletes(): boolean {
    const step = this.steps[this.at];
    return typeof step === 'number' && step < 0;
  }

  restInsert(): string {
    return String(this.steps[this.at]).slice(this.used);
  }

  takeInsert(): string {
    const text = this.restInsert();
    this.next();
    return text;
  }

  skipInsert(units: number): void {
    this.used += units;
    if (this.used === String(this.steps[this.at]).length) this.next();
  }

  /** How many characters the present count still covers. */
  run(): number {
    return this.done() ? forever : Math.abs(Number(this.steps[this.at])) - this.used;
  }

  /** Passes n characters and reports whether they are deleted. */
  take(n: number): boolean {
    if (this.done()) return false;
    const step = Number(this.steps[this.at]);
    this.used += n;
    if (this.used === Math.abs(step)) this.next();
    return step < 0;
  }

  private next(): void {
    this.at++;
    this.used = 0;
  }
}
