import type { Rec } from '../../board/record.ts';
import { bySiblingOrder, containerOf, countsOf, type Siblings, State, type Views } from '../../board/state.ts';
import { Signals } from './signals.svelte.ts';

/** What became of one record: undefined before it was put, and after it was removed. */
export interface Changed {
  readonly old: Rec | undefined;
  readonly now: Rec | undefined;
}

type Ranked = Rec & { readonly rank?: string };

/**
 * The state as it is drawn. It follows another state by `update`. Whatever reads a record, a list or a count of it in a
 * component is drawn again when just that has changed. Between two updates it stays as it is, so that all parts of the
 * page show the same moment.
 */
export class ReactiveState extends State {
  readonly #signals = new Signals();
  /** The ids of lists that were read, until the lists change. */
  readonly #orders = new Map<string, readonly string[]>();

  override get(id: string): Rec | undefined {
    this.#signals.read(`record ${id}`);
    return super.get(id);
  }

  override all<Kind extends keyof Views>(kind: Kind): Views[Kind][] {
    this.#signals.read(`kind ${kind}`);
    return super.all(kind);
  }

  override count(name: string): number {
    this.#signals.read(`count ${name}`);
    return super.count(name);
  }

  /** The records of a list. Reading it follows every one of them; where their ids are enough, read `order`. */
  override siblings<R extends Ranked>(list: Siblings<R>): readonly R[] {
    this.#signals.read(`list ${list}`);
    return [...super.siblings(list)];
  }

  /** The ids of a list. Reading it follows what comes, goes and moves, and no text that is typed. */
  override order(list: Siblings<Ranked>): readonly string[] {
    this.#signals.read(`order ${list}`);
    let order = this.#orders.get(list);
    if (order === undefined) {
      order = super.siblings(list).map(({ id }) => id);
      this.#orders.set(list, order);
    }
    return order;
  }

  /** Takes over how these records stand in the source. Returns what became of those that changed. */
  update(source: State, ids: Iterable<string>): Changed[] {
    const changes: Changed[] = [];
    const touched = new Set<string>();
    for (const id of ids) {
      const old = this.records.get(id);
      const now = source.records.get(id);
      if (old === now) continue;
      this.apply([now === undefined ? { remove: id } : { put: now }]);
      changes.push({ old, now });
      for (const name of touchedBy(old, now)) touched.add(name);
    }
    this.seq = source.seq;
    this.limits = source.limits;
    for (const name of touched) if (!this.#staysInOrder(name)) this.#signals.raise(name);
    return changes;
  }

  /** Whether the list that a signal stands for was read and has the same order still: what moved a little on a plane. */
  #staysInOrder(signal: string): boolean {
    const list = signal.startsWith('order ') ? signal.slice('order '.length) : '';
    const before = this.#orders.get(list);
    if (before === undefined) return false;
    const now = super.siblings(list as Siblings<Ranked>);
    if (now.length === before.length && now.every(({ id }, i) => id === before[i])) return true;
    this.#orders.delete(list);
    return false;
  }
}

/** The names of the signals that a change of one record raises. */
function* touchedBy(old: Ranked | undefined, now: Ranked | undefined): Iterable<string> {
  const [from, to] = [old, now].map((record) => (record === undefined ? '' : containerOf(record)));
  const [before = [], after = []] = [old, now].map((record) => (record === undefined ? [] : countsOf(record)));
  const stays = old !== undefined && now !== undefined && from === to && bySiblingOrder(old, now) === 0;
  for (const record of [old, now]) {
    if (record !== undefined) yield* [`record ${record.id}`, `kind ${record.kind}`];
  }
  for (const list of [from, to]) {
    if (list !== '') yield* stays ? [`list ${list}`] : [`list ${list}`, `order ${list}`];
  }
  for (const name of [...before, ...after]) {
    if (before.includes(name) !== after.includes(name)) yield `count ${name}`;
  }
}
