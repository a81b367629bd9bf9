import type { Code } from '../board/refusal.ts';
import type { Ops } from '../board/splice.ts';
import type { ReactionCounts } from './reactions.ts';

/** How far one's own changes have come. Every word of it is true. */
export type Saving =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving'; readonly pending: number }
  | { readonly kind: 'offline'; readonly pending: number };

/** What a listener is told. */
export type SyncEvent =
  /** These records look different, are new or are gone. */
  | { readonly type: 'records'; readonly ids: readonly string[] }
  /** A text was edited elsewhere: by somebody else, or (remote false) by undo or redo here. */
  | {
      readonly type: 'splice';
      readonly record: string;
      readonly field: string;
      readonly ops: Ops;
      readonly remote: boolean;
    }
  /** saving, connection, readonly, storageWarning, canUndo, canRedo or the own role may be other than before. */
  | { readonly type: 'status' }
  | { readonly type: 'people' }
  /** People reacted. */
  | { readonly type: 'reactions'; readonly counts: ReactionCounts }
  /** refused is other than before. */
  | { readonly type: 'refused' }
  /**
   * An undo left these records alone, because somebody else has changed them since; with a code: because of a
   * hold, a lock or the phase, and the step is kept for later.
   */
  | { readonly type: 'undo'; readonly skipped: readonly string[]; readonly code: Code | undefined }
  /** Everything may look different. */
  | { readonly type: 'reset' };

/** Tells listeners what happens. */
export class Emitter {
  private readonly listeners = new Set<(event: SyncEvent) => void>();
  private lastStatus = '';

  /** status gives what the event 'status' is about. */
  constructor(private readonly status: () => unknown) {}

  subscribe(listener: (event: SyncEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  emit(event: SyncEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }

  /** Emits 'status' when the status is other than it was. */
  emitStatus(): void {
    if (this.listeners.size === 0) return;
    const status = JSON.stringify(this.status());
    if (status === this.lastStatus) return;
    this.lastStatus = status;
    this.emit({ type: 'status' });
  }
}
