/** The time, as far as sync needs it. A test brings its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs the callback once, after so many milliseconds. The function that it returns cancels the call. */
  after(millis: number, callback: () => void): () => void;
}

/** Randomness, as far as sync needs it. A test brings its own, which can be replayed. */
export interface Random {
  /** A number from 0 up to, but not including, 1. */
  number(): number;
  /** A new id of at least 16 of the characters that W7 allows. */
  id(): string;
}
