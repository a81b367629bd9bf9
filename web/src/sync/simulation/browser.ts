import type { LocksLike } from '../locks.ts';
import type { LocalStorageLike } from '../stash.ts';

/** The Web Locks of one browser. A tab holds its locks until it is closed. */
export class FakeLocks {
  private readonly held = new Map<string, object>();

  tab(): LocksLike & { close(): void } {
    const tab = {};
    const { held } = this;
    return {
      async request(name, _options, callback) {
        if (held.has(name)) return callback(null);
        held.set(name, tab);
        await callback({});
        if (held.get(name) === tab) held.delete(name);
      },
      close() {
        for (const [name, owner] of held) if (owner === tab) held.delete(name);
      },
    };
  }
}

/** The localStorage of one browser. */
export class FakeLocalStorage implements LocalStorageLike {
  private readonly texts = new Map<string, string>();
  broken = false;

  get length(): number {
    return this.texts.size;
  }

  key(index: number): string | null {
    return [...this.texts.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.texts.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.broken) throw new Error('quota exceeded');
    this.texts.set(key, value);
  }

  removeItem(key: string): void {
    this.texts.delete(key);
  }
}
