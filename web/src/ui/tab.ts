// What a tab remembers of how somebody looks at things, and what they began to write; of secrets only a link, until one
// has entered by it.

/** A remembered choice of this tab, or null. */
export function remembered(key: string): string | null {
  try {
    return sessionStorage.getItem(`warsztat.${key}`);
  } catch {
    return null;
  }
}

/** Remembers a choice until the tab is closed; null forgets it. A browser that does not store loses it at reload. */
export function remember(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(`warsztat.${key}`);
    else sessionStorage.setItem(`warsztat.${key}`, value);
  } catch {
    // Storage may be switched off; the choice then lasts as long as the page.
  }
}

/** Forgets every choice of this tab that begins with the prefix. */
export function forget(prefix: string): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(`warsztat.${prefix}`)) sessionStorage.removeItem(key);
    }
  } catch {
    // As above.
  }
}

/** Whether anything is remembered under names that begin with the prefix. */
export function rememberedUnder(prefix: string): boolean {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith(`warsztat.${prefix}`));
  } catch {
    return false;
  }
}

/** Takes what is remembered under names with one prefix over to another one, where nothing is remembered yet. */
export function carry(from: string, to: string): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (!key.startsWith(`warsztat.${from}`)) continue;
      const name = to + key.slice(`warsztat.${from}`.length);
      if (remembered(name) === null) remember(name, sessionStorage.getItem(key));
    }
  } catch {
    // As above.
  }
}
