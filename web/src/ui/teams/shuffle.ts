/** A whole number from 0 up to, and without, the bound; every one as likely as the others. */
export type Draw = (bound: number) => number;

/** Draws from the browser's source for secrets: nobody can say afterwards that the lot was cast. */
export const fairly: Draw = (bound) => {
  const word = new Uint32Array(1);
  // The uneven rest above the last multiple of the bound is drawn again.
  const limit = 2 ** 32 - (2 ** 32 % bound);
  do crypto.getRandomValues(word);
  while ((word[0] as number) >= limit);
  return (word[0] as number) % bound;
};

/** The list in a random order, every order as likely as the others. */
export function shuffled<T>(list: readonly T[], draw: Draw = fairly): T[] {
  const mixed = [...list];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = draw(i + 1);
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  return mixed;
}
