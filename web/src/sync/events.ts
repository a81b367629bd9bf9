import type { Ops } from '../board/splice.ts';

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
  /** saving, connection, readonly, storageWarning, canUndo or canRedo may be other than before. */
  | { readonly type: 'status' }
  | { readonly type: 'people' }
  /** refused is other than before. */
  | { readonly type: 'refused' }
  /** An undo left these records alone, because somebody else has changed them since. */
  | { readonly type: 'undo'; readonly skipped: readonly string[] }
  /** Everything may look different. */
  | { readonly type: 'reset' };
