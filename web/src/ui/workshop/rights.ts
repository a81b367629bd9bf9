import { Item } from '../../board/generated.ts';
import type { State } from '../../board/state.ts';

/** The kinds of records on which it depends what people may do; items matter only by their locks. */
const kinds: ReadonlySet<string> = new Set(['workshop', 'phase', 'focus', 'board', 'team']);

/**
 * Tells which changes may have changed what a person may do, so that two thousand items need not be asked about at
 * every key press.
 */
export class Rights {
  readonly #locked = new Set<string>();

  constructor(
    private readonly state: State,
    private readonly member: string,
  ) {
    this.reset();
  }

  /** Begins anew from the state as it is. */
  reset(): void {
    this.#locked.clear();
    for (const record of this.state.records.values()) if (record instanceof Item) this.#relocked(record);
  }

  /** Whether rights may be others than before, now that these records have changed. */
  touchedBy(ids: readonly string[]): boolean {
    let touched = false;
    for (const id of ids) if (this.#matters(id)) touched = true;
    return touched;
  }

  #matters(id: string): boolean {
    if (id === this.member) return true;
    const record = this.state.get(id);
    // Of what is gone only locks are remembered; a focus that is gone holds nobody any more.
    if (record === undefined) return this.#locked.delete(id) || id.startsWith(':');
    return record instanceof Item ? this.#relocked(record) : kinds.has(record.kind);
  }

  /** Whether the item is locked and was not, or the other way round. */
  #relocked(item: Item): boolean {
    if (item.locked === this.#locked.has(item.id)) return false;
    if (item.locked) this.#locked.add(item.id);
    else this.#locked.delete(item.id);
    return true;
  }
}
