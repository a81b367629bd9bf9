import type { Spot } from '../../board/spot.ts';

/** Something that was announced, to be read later. */
export interface Logged {
  /** When, by the clock of this computer. */
  readonly at: number;
  readonly words: string;
  /** The place it speaks of. */
  readonly spot?: Spot | undefined;
  /** Whether it was done to a note of the person. */
  readonly note: boolean;
}

/** So many announcements are kept, besides what was done to own notes. */
export const KEPT = 50;
/** So much is kept of what was done to own notes. */
const NOTES = 500;

/** The log with one more; what is too old goes, what was done to own notes last. */
export function logged(log: readonly Logged[], next: Logged): readonly Logged[] {
  const all = [...log, next];
  const most = next.note ? NOTES : KEPT;
  const same = all.filter(({ note }) => note === next.note);
  return same.length <= most ? all : all.filter((each) => each !== same[0]);
}
