import type { Attachment } from 'svelte/attachments';
import { text } from '../../board/record.ts';
import { characterPosition, isIdentity, type Ops } from '../../board/splice.ts';
import type { SyncEvent } from '../../sync/workshop.ts';
import { wishOf } from '../keys.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { SharedText } from './shared-text.ts';

/** So long somebody counts as typing after the last key. */
const typingMillis = 3000;

/**
 * A text area on a text of an item while somebody edits it: every key goes out as a splice, what others type comes in as
 * one, and the caret stays where it was. Undo and redo are the board's, because the browser's own would take back others'
 * text. When a phase or a lock closes the text meanwhile, the field stays as it is, to be read and copied.
 */
export class SharedField {
  /** The text when editing began. */
  readonly initial: string;
  /** What the field shows. */
  shown = $state('');
  /** Whether somebody else changed the text meanwhile. */
  shared = false;
  readonly #model: SharedText;
  #area: HTMLTextAreaElement | undefined;
  #composing = false;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly store: WorkshopStore,
    readonly item: string,
    readonly field: string,
    /** Whether the text may be edited now. */
    private readonly open: () => boolean,
  ) {
    this.#model = new SharedText(this.#text);
    this.initial = this.#model.shown;
    this.shown = this.initial;
  }

  /** Binds the text area for as long as it is on the page. */
  readonly bound: Attachment<HTMLTextAreaElement> = (area) => {
    this.#area = area;
    area.value = this.initial;
    const stops = [
      this.store.onText((event) => this.#hear(event)),
      on(area, 'input', () => this.#input()),
      on(area, 'beforeinput', (event) => this.#beforeInput(event)),
      on(area, 'compositionstart', () => {
        this.#composing = true;
      }),
      on(area, 'compositionend', () => {
        this.#composing = false;
        this.#show();
      }),
      on(area.ownerDocument, 'selectionchange', () => {
        if (area.ownerDocument.activeElement === area) this.#tellCaret();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      clearTimeout(this.#typing);
      this.store.workshop.flush();
      this.store.here({ item: undefined, field: undefined, caret: undefined, anchor: undefined, typing: undefined });
    };
  };

  /** Tells the others that the person is in this text. */
  enter(board: string): void {
    this.store.here({ board, item: this.item, field: this.field, typing: false });
  }

  /** Open again: what everybody sees counts, and typing goes on in it. */
  reopen(): void {
    const now = this.present();
    if (now === undefined || now === this.#model.shared) return;
    this.#model.became(now);
    this.#show();
  }

  /** Undo and redo by key; true when the key was one of these. */
  history(event: KeyboardEvent): boolean {
    const wish = wishOf(event, true, true);
    if (wish?.do !== 'undo' && wish?.do !== 'redo') return false;
    this.#walk(wish.do === 'undo');
    return true;
  }

  /** Gives the field another text, as typing would. */
  type(words: string): void {
    const area = this.#area;
    if (area === undefined) return;
    area.value = words;
    area.setSelectionRange(words.length, words.length);
    this.#input();
  }

  /** What everybody sees; undefined once the item is in the bin or gone. */
  present(): string | undefined {
    const item = this.store.workshop.state.item(this.item);
    return item === undefined || item.deleted ? undefined : this.#text;
  }

  get #text(): string {
    return text(this.store.workshop.state.get(this.item), this.field);
  }

  #hear(event: SyncEvent): void {
    if (!this.open()) return;
    if (event.type === 'splice' && (event.record !== this.item || event.field !== this.field)) return;
    if (event.type === 'records' && !event.ids.includes(this.item)) return;
    const shared = this.present();
    if (shared === undefined || shared === this.#model.shared) return;
    this.shared = true;
    if (event.type !== 'splice' || !this.#fits(event.ops, shared)) this.#model.became(shared);
    if (!this.#composing) this.#show();
  }

  // A splice says where the others typed; only when it leads to the shared text is it the whole story.
  #fits(ops: Ops, shared: string): boolean {
    try {
      const trial = new SharedText(this.#model.shared);
      trial.arrived(ops);
      if (trial.shared !== shared) return false;
      this.#model.arrived(ops);
      return true;
    } catch {
      return false;
    }
  }

  #show(): void {
    const area = this.#area;
    if (!this.#model.waits || area === undefined) return;
    const { selectionStart: start, selectionEnd: end, selectionDirection, scrollTop } = area;
    const span = this.#model.release({ start, end });
    area.value = this.#model.shown;
    area.setSelectionRange(span.start, span.end, selectionDirection);
    area.scrollTop = scrollTop;
    this.shown = this.#model.shown;
  }

  #input(): void {
    const area = this.#area as HTMLTextAreaElement;
    this.shown = area.value;
    // About to be closed: until then the field keeps what was typed, even what the bin did not take in any more.
    if (this.store.workshop.state.item(this.item)?.deleted === true) return;
    const ops = this.#model.typed(area.value, area.selectionEnd);
    if (isIdentity(ops)) return;
    if (!this.store.editText(this.item, ops, this.field)) {
      // Refused at once: the field goes back to what everybody sees, the reason stands above the board.
      this.#model.became(this.present() ?? '');
      this.#show();
    }
    this.store.here({ item: this.item, field: this.field, typing: true });
    this.#tellCaret();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.store.here({ typing: undefined }), typingMillis);
  }

  #tellCaret(): void {
    const { value, selectionStart, selectionEnd, selectionDirection } = this.#area as HTMLTextAreaElement;
    const [from, to] = [characterPosition(value, selectionStart), characterPosition(value, selectionEnd)];
    const [caret, anchor] = selectionDirection === 'backward' ? [from, to] : [to, from];
    this.store.here({ item: this.item, field: this.field, caret, anchor });
  }

  #beforeInput(event: InputEvent): void {
    if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
    event.preventDefault();
    this.#walk(event.inputType === 'historyUndo');
  }

  #walk(back: boolean): void {
    this.store.workshop.flush();
    if (back) this.store.undo();
    else this.store.redo();
  }
}

/** Listens until the way back is called. */
function on<Name extends keyof HTMLElementEventMap>(
  target: HTMLElement | Document,
  name: Name,
  listener: (event: HTMLElementEventMap[Name]) => void,
): () => void {
  const listen = listener as EventListener;
  target.addEventListener(name, listen);
  return () => target.removeEventListener(name, listen);
}
