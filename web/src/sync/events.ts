import type { Code } from '../board/generated.ts';
import type { Ops } from '../board/splice.ts';
import type { ReactionCounts } from './reactions.ts';

/** How far the person's own changes have come. */
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
  /** saving, connection, readonly, storageWarning, canUndo, canRedo or the person's role may have changed. */
  | { readonly type: 'status' }
  | { readonly type: 'people' }
  /** People reacted. */
  | { readonly type: 'reactions'; readonly counts: ReactionCounts }
  /** The list of refused commands has changed. */
  | { readonly type: 'refused' }
  /**
   * An undo left these records alone, because somebody else has changed them since. With a code, the reason is a hold,
   * a lock or the phase, and the step can be undone later.
   */
  | { readonly type: 'undo'; readonly skipped: readonly string[]; readonly code: Code | undefined }
  /** The whole state was fetched again. */
  | { readonly type: 'reset' };

/** Tells listeners what happens. */
export class Emitter {
  private readonly listeners = new Set<(event: SyncEvent) => void>();
  private lastStatus = '';

  /** The function returns everything that the event 'status' covers. */
  constructor(private readonly status: () => unknown) {}

  subscribe(listener: (event: SyncEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  emit(event: SyncEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }

  /** Emits 'status' if the status has changed since it was last told. */
  emitStatus(): void {
    if (this.listeners.size === 0) return;
    const status = JSON.stringify(this.status());
    if (status === this.lastStatus) return;
    this.lastStatus = status;
    this.emit({ type: 'status' });
  }
}
