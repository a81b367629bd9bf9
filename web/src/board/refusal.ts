/** The reason of a refusal (W27). */
export type Code =
  | 'bad_frame'
  | 'bad_text'
  | 'too_deep'
  | 'too_large'
  | 'unknown_frame'
  | 'unknown_command'
  | 'unknown_field'
  | 'missing_field'
  | 'wrong_type'
  | 'bad_value'
  | 'bad_id'
  | 'bad_splice'
  | 'too_long'
  | 'too_many'
  | 'empty'
  | 'not_found'
  | 'exists'
  | 'deleted'
  | 'archived'
  | 'forbidden'
  | 'hello_first'
  | 'other_client'
  | 'number_reused'
  | 'future_seen'
  | 'out_of_order'
  | 'too_far_behind'
  | 'future_since'
  | 'other_epoch'
  | 'no_session'
  | 'no_entry'
  | 'wrong_key'
  | 'rate_limited'
  | 'quarantined'
  | 'storage_full'
  | 'busy'
  | 'internal'
  | 'phase'
  | 'locked'
  | 'held'
  | 'stale'
  | 'closed'
  | 'no_points'
  | 'per_item'
  | 'removed'
  | 'waiting'
  | 'last_moderator';

/** The answer "no": an answer, not a fault. It is safe to show; the sentence is the UI's. */
export class Refusal extends Error {
  constructor(readonly code: Code) {
    super(code);
    this.name = 'Refusal';
  }
}
