/** How far a workshop had come when somebody last looked at it in this browser, and when that was. */
export interface Seen {
  readonly epoch: string;
  readonly seq: number;
  readonly at: number;
}

/** As sync/browser.ts forgets it. */
const key = (workshop: string) => `warsztat.seen.${workshop}`;

export function keepSeen(workshop: string, seen: Seen): void {
  try {
    localStorage.setItem(key(workshop), JSON.stringify(seen));
  } catch {
    // A browser that keeps nothing cannot tell what is new.
  }
}

/** What was kept; null when there is nothing that can be read. */
export function seenOf(workshop: string): Seen | null {
  try {
    const { epoch, seq, at } = JSON.parse(localStorage.getItem(key(workshop)) ?? 'null') as Seen;
    return typeof epoch === 'string' && Number.isSafeInteger(seq) && seq > 0 && Number.isFinite(at)
      ? { epoch, seq, at }
      : null;
  } catch {
    return null;
  }
}
