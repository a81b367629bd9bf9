/** The time, as far as sync needs it. A test brings its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs the callback once, after so many milliseconds. The function that it returns cancels the call. */
  after(millis: number, callback: () => void): () => void;
}

/** What was asked has not been answered in time. It may happen still. */
export class TooSlow extends Error {}

/** Settles as the promise does; rejects with TooSlow when that takes longer. */
export function within<T>(millis: number, clock: Clock, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(millis, () => reject(new TooSlow('no answer in time')));
    promise.then(resolve, reject).finally(cancel);
  });
}

/** Randomness, as far as sync needs it. A test brings its own, which can be replayed. */
export interface Random {
  /** A number from 0 up to, but not including, 1. */
  number(): number;
  /** A new id of at least 16 of the characters that W7 allows. */
  id(): string;
}
