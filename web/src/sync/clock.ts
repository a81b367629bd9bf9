/** Time, as far as sync needs it; a test brings its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs what once, after so many milliseconds, and gives a function that calls it off. */
  after(millis: number, what: () => void): () => void;
}

/** Randomness, as far as sync needs it; a test brings its own and replays. */
export interface Random {
  /** A number from 0 up to, but not including, 1. */
  number(): number;
  /** A fresh id of at least 16 characters as rule W7 allows them. */
  id(): string;
}
