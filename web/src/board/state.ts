import { isPersonal } from './audience.ts';
import {
  Area,
  Ballot,
  Board,
  defaultLimits,
  Group,
  Item,
  type Limits,
  Link,
  Member,
  Moment,
  type Note,
  Phase,
  type Row,
  rowHeight,
  Team,
  Vote,
  views,
  type Workshop,
} from './generated.ts';
import { type Hash, hashOf, hashText, minus, plus, zeroHash } from './hash.ts';
import { itemKinds } from './kind.ts';
import { byteOrder, type FieldChanges, fieldOf, present, Rec, text, withFields, workshopId } from './record.ts';
import { applyOps, invertOps, type Ops } from './splice.ts';

/** One dumb fact about one record (W21). */
export type Patch =
  | { readonly put: Rec }
  | { readonly set: string; readonly fields: FieldChanges }
  | { readonly splice: string; readonly field: string; readonly ops: Ops }
  | { readonly remove: string };

/** The id of the record that a patch is about. */
export function patched(patch: Patch): string {
  if ('put' in patch) return patch.put.id;
  if ('set' in patch) return patch.set;
  return 'splice' in patch ? patch.splice : patch.remove;
}

/** The class of each kind of record. */
export type Views = { readonly [Kind in keyof typeof views]: InstanceType<(typeof views)[Kind]> };

/** The record as an instance of the class of its kind; Rec itself for a kind that is not known here. */
function viewOf(record: Rec): Rec {
  const View: typeof Rec = Object.hasOwn(views, record.kind) ? views[record.kind as keyof Views] : Rec;
  return record.constructor === View ? record : new View(record.id, record.kind, record.audience, record.fields);
}

/** What stands among siblings: by rank, or on a plane by its point. Those without either follow their ids. */
type Sibling = Rec & { readonly rank?: string; readonly x?: number; readonly y?: number };

/** The name of a list of siblings; its type says what stands there. */
export type Siblings<R extends Sibling> = string & { readonly of?: R };

export const boards: Siblings<Board> = 'boards';
export const membersList: Siblings<Member> = 'members';
export const phasesList: Siblings<Phase> = 'phases';
export const teamsList: Siblings<Team> = 'teams';
export const votesList: Siblings<Vote> = 'votes';
export const linksList: Siblings<Link> = 'links';
export const momentsList: Siblings<Moment> = 'moments';

/** The list that holds the areas of a board of the plenary. */
export function areasIn(board: string): Siblings<Area> {
  return `areas/${board}`;
}

/** The list that holds the groups of a board. */
export function groupsOf(board: string): Siblings<Group> {
  return `groups/${board}`;
}

/** The list that holds the items of a board that lie in the bin. */
export function binOf(board: string): Siblings<Item> {
  return `bin/${board}`;
}

/** The list that holds the items of a kind in one section, and in or under what `within` names. */
export function itemsOf(kind: string, board: string, section: string, within: string): Siblings<Item> {
  return `${kind}/${board}/${section}/${within}`;
}

/** The list that holds the notes of one section and group ('': no group). */
export function notesOf(board: string, section: string, group: string): Siblings<Note> {
  return itemsOf('note', board, section, group) as Siblings<Note>;
}

/** The name by which the items of a board are counted, those in the bin left out. */
export function itemsOn(board: string): string {
  return `items/${board}`;
}

/** The name by which the items of one section are counted that only this viewer sees. */
export function hiddenItems(board: string, section: string): string {
  return `hidden/${board}/${section}`;
}

/** The list that holds the rows of one section and parent ('': none). */
export function rowsIn(board: string, section: string, parent: string): Siblings<Row> {
  return itemsOf('row', board, section, parent) as Siblings<Row>;
}

/**
 * One workshop as it stands after change seq, as far as this viewer may see it,
 * possibly with predicted changes on top. The records it hands out are immutable,
 * each an instance of the class of its kind.
 */
export class State {
  readonly records = new Map<string, Rec>();
  /** The number of the last confirmed change; whoever applies a change sets it. */
  seq = 0;

  /** Called with the old record whenever one is put, replaced or removed. */
  replaced: ((id: string, old: Rec | undefined) => void) | undefined;

  private readonly lists = new Map<string, Sibling[]>();
  private readonly counts = new Map<string, number>();
  private readonly sums = new Map<string, { hash: Hash; count: number }>();

  /** The limits are those that the server told last (W9a); until then, those of a server that was set nothing. */
  constructor(public limits: Limits = defaultLimits) {}

  get(id: string): Rec | undefined {
    return this.records.get(id);
  }

  /** The record when it is of the kind. */
  of<Kind extends keyof Views>(kind: Kind, id: string): Views[Kind] | undefined {
    const record = this.get(id);
    return record?.kind === kind ? (record as Views[Kind]) : undefined;
  }

  /** An item of any kind. */
  item(id: string): Item | undefined {
    const record = this.get(id);
    return record instanceof Item ? record : undefined;
  }

  /** All records of the kind, in no order. */
  all<Kind extends keyof Views>(kind: Kind): Views[Kind][] {
    return [...this.records.values()].filter((record) => record.kind === kind) as Views[Kind][];
  }

  /** The record that describes the workshop. */
  get workshop(): Workshop | undefined {
    return this.of('workshop', workshopId);
  }

  /** The number of records in use (not in the bin): of a kind, or of what itemsOn or hiddenItems names. */
  count(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  /** The records of a list of siblings in rank order (W11): boards, groupsOf, notesOf. */
  siblings<R extends Sibling>(container: Siblings<R>): readonly R[] {
    return (this.lists.get(container) ?? []) as readonly Sibling[] as readonly R[];
  }

  /** The ids of a list of siblings in rank order. */
  order(container: Siblings<Sibling>): readonly string[] {
    return this.siblings(container).map(({ id }) => id);
  }

  /** The audiences that hold records. */
  audiences(): string[] {
    return [...this.sums.keys()];
  }

  /** The hash of an audience (W32), kept up to date with every patch. */
  hash(audience: string): string {
    return hashText(this.sums.get(audience)?.hash ?? zeroHash);
  }

  /**
   * Applies the patches together and returns their inverse, itself ready to be
   * applied. Throws, and leaves the state as it was, when a patch does not fit.
   */
  apply(change: readonly Patch[]): Patch[] {
    const inverse: Patch[] = [];
    try {
      for (const patch of change) {
        const undo = this.patch(patch);
        if (undo !== undefined) inverse.push(undo);
      }
    } catch (fault) {
      for (const undo of inverse.reverse()) this.patch(undo);
      throw fault;
    }
    return inverse.reverse();
  }

  private patch(patch: Patch): Patch | undefined {
    if ('put' in patch) {
      const old = this.records.get(patch.put.id);
      this.replace(old, patch.put);
      return old === undefined ? { remove: patch.put.id } : { put: old };
    }
    if ('remove' in patch) {
      const old = this.records.get(patch.remove);
      if (old === undefined) return undefined;
      this.replace(old, undefined);
      return { put: old };
    }
    const id = patched(patch);
    const old = this.records.get(id);
    if (old === undefined) throw new Error(`a patch of the unknown record ${id}`);
    if ('set' in patch) {
      this.replace(old, { ...old, fields: withFields(old.fields, patch.fields) });
      const before = Object.keys(patch.fields).map((name) => [name, fieldOf(old.fields, name) ?? null] as const);
      return { set: id, fields: Object.fromEntries(before) };
    }
    const was = text(old, patch.field);
    const edited = present(applyOps(was, patch.ops)) ?? null;
    this.replace(old, { ...old, fields: withFields(old.fields, { [patch.field]: edited }) });
    return { splice: id, field: patch.field, ops: invertOps(patch.ops, was) };
  }

  /** Swaps one record for another and keeps the indexes true. */
  private replace(old: Rec | undefined, given: Rec | undefined): void {
    const now = given && viewOf(given);
    this.replaced?.((now ?? old)?.id ?? '', old);
    if (old !== undefined) {
      this.add(old, -1);
      this.unplace(old);
      this.records.delete(old.id);
    }
    if (now !== undefined) {
      this.records.set(now.id, now);
      this.add(now, 1);
      this.place(now);
    }
  }

  private add(record: Rec, count: 1 | -1): void {
    const sum = this.sums.get(record.audience) ?? { hash: zeroHash, count: 0 };
    const hash = count > 0 ? plus(sum.hash, hashOf(record)) : minus(sum.hash, hashOf(record));
    if (sum.count + count === 0) this.sums.delete(record.audience);
    else this.sums.set(record.audience, { hash, count: sum.count + count });
  }

  private place(record: Rec): void {
    for (const name of countsOf(record)) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    const key = containerOf(record);
    if (key === '') return;
    const list = this.lists.get(key);
    if (list === undefined) this.lists.set(key, [record]);
    else list.splice(search(list, record), 0, record);
  }

  private unplace(record: Rec): void {
    for (const name of countsOf(record)) this.counts.set(name, (this.counts.get(name) ?? 0) - 1);
    const key = containerOf(record);
    if (key === '') return;
    const list = this.lists.get(key) ?? [];
    list.splice(search(list, record), 1);
    if (list.length === 0) this.lists.delete(key);
  }
}

/** Sorts siblings (W11): by rank or, on a plane, row by row; then by id, byte by byte. */
export function bySiblingOrder(a: Sibling, b: Sibling): number {
  return byteOrder(a.rank ?? '', b.rank ?? '') || byRow(a, b) || byteOrder(a.id, b.id);
}

/** Sorts what stands on a plane: points that are about level from left to right. */
function byRow(a: Sibling, b: Sibling): number {
  const [ay = 0, by = 0] = [a.y, b.y];
  return Math.floor(ay / rowHeight) - Math.floor(by / rowHeight) || (a.x ?? 0) - (b.x ?? 0) || ay - by;
}

/** Where a record stands, or would stand, among its siblings. */
function search(list: readonly Sibling[], record: Rec): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bySiblingOrder(list[middle] as Sibling, record) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The list of siblings in which an item stands, or stood before it went into the bin. */
export function siblingsOf(item: Item): Siblings<Item> {
  const within = text(item, itemKinds.get(item.kind)?.within ?? '');
  return itemsOf(item.kind, item.board, item.section, within);
}

/** The list of siblings in which a record stands; '' for those that stand in none. */
export function containerOf(record: Rec): string {
  if (record instanceof Item) return record.deleted ? binOf(record.board) : siblingsOf(record);
  if (record instanceof Area) return record.deleted ? '' : areasIn(record.board);
  if (record instanceof Group) return groupsOf(record.board);
  if (record instanceof Link) return linksList;
  if (record instanceof Moment) return momentsList;
  if (record instanceof Member) return record.removed ? '' : membersList;
  if (record instanceof Ballot) return `ballots/${record.vote}`;
  if (record instanceof Board) return boards;
  if (record instanceof Phase) return phasesList;
  if (record instanceof Team) return teamsList;
  return record instanceof Vote ? votesList : '';
}

/** The names by which a record counts; none for one that is not in use. */
export function countsOf(record: Rec): readonly string[] {
  if (containerOf(record) === '') return [];
  if (!(record instanceof Item)) return [record.kind];
  if (record.deleted) return [];
  const { kind, board, section, audience } = record;
  return [kind, itemsOn(board), ...(isPersonal(audience) ? [hiddenItems(board, section)] : [])];
}
