import {
  applyOps,
  characterPosition,
  fromEdit,
  isIdentity,
  movePosition,
  type Ops,
  transform,
  unitOffset,
} from '../../board/splice.ts';

/** A selection of a text field in UTF-16 units, as the browser counts. */
export interface Span {
  start: number;
  end: number;
}

/**
 * A text field on a text that others edit too. `shown` is what the field shows; edits of others that may not show yet,
 * because the person is composing a character, are held and carried along. Always: shown, then held, is the shared text.
 */
export class SharedText {
  #shown: string;
  #held: Ops = [];

  constructor(text: string) {
    this.#shown = text;
  }

  get shown(): string {
    return this.#shown;
  }

  /** The text that everybody shares. */
  get shared(): string {
    return applyOps(this.#shown, this.#held);
  }

  /** The person changed the field; caret is in units. Returns the edit of the shared text, empty when there is none. */
  typed(value: string, caret: number): Ops {
    const ops = fromEdit(this.#shown, value, characterPosition(value, caret));
    this.#shown = value;
    if (isIdentity(this.#held)) return ops;
    const [held, mine] = transform(this.#held, ops);
    this.#held = held;
    return mine;
  }

  /** Somebody else edited the shared text. It shows with the next release. */
  arrived(ops: Ops): void {
    const text = applyOps(this.shared, ops);
    this.#held = isIdentity(this.#held) ? ops : fromEdit(this.#shown, text);
  }

  /** The shared text became this one, however that came about. */
  became(text: string): void {
    this.#held = fromEdit(this.#shown, text);
  }

  /** Whether an edit waits to be shown. */
  get waits(): boolean {
    return !isIdentity(this.#held);
  }

  /** Shows what was held and says where the selection stands now. */
  release(span: Span): Span {
    const moved = moveSpan(this.#shown, span, this.#held);
    this.#shown = this.shared;
    this.#held = [];
    return moved;
  }
}

/**
 * Where a selection stands after an edit of the text. A caret stays before what is inserted exactly at it; a selection
 * neither swallows what is inserted at its edges nor loses its sides.
 */
export function moveSpan(text: string, span: Span, ops: Ops): Span {
  const after = applyOps(text, ops);
  const collapsed = span.start === span.end;
  const move = (units: number, past: boolean) =>
    Math.max(0, unitOffset(after, movePosition(characterPosition(text, units), ops, past)));
  const start = move(span.start, !collapsed);
  return { start, end: collapsed ? start : Math.max(start, move(span.end, false)) };
}
