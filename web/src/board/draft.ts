import { alone, isPersonal, sees, type Viewer } from './audience.ts';
import { type Act, type Item, maxTaken } from './generated.ts';
import { checkId, checkRank } from './limits.ts';
import { mayAt, type Permission } from './permission.ts';
import { allows } from './phase.ts';
import { rankBetween } from './rank.ts';
import { fieldOf, present, type Rec, sameValue, type Value } from './record.ts';
import { Refusal } from './refusal.ts';
import type { Ops } from './splice.ts';
import type { Spot } from './spot.ts';
import type { Patch, State } from './state.ts';

/** A splice that came after what the sender of an EditText had seen, on the same text. */
export interface EarlierEdit {
  /** Whether the sender's own client made it. */
  readonly own: boolean;
  readonly ops: Ops;
}

/**
 * Collects the patches of one command and applies each as it comes, so that a
 * command of several steps decides every step on the one before.
 */
export class Draft {
  readonly change: Patch[] = [];
  /** Something was put that the actor does not see. */
  more = false;
  private readonly undo: Patch[] = [];
  private taken = 0;

  constructor(
    readonly state: State,
    /** Who acts, as a receiver: what they do not see does not exist. */
    readonly by: Viewer,
    private readonly permission: Permission,
    readonly earlier: readonly EarlierEdit[] | undefined,
  ) {}

  /** Refuses what the actor may not do at a spot. */
  mayAt(spot: Spot): void {
    const refused = mayAt(this.state, this.by, this.permission, spot);
    if (refused !== null) throw new Refusal(refused);
  }

  /** Refuses what the running phase does not allow a participant. */
  needs(act: Act): void {
    if (this.by.role === 'participant' && !allows(this.state, act)) throw new Refusal('phase');
  }

  /** An item in use that the actor may change. */
  item(id: string): Item {
    const item = this.anyItem(id);
    if (item.deleted) throw new Refusal('deleted');
    return item;
  }

  /** The same for an item that may lie in the bin. */
  anyItem(id: string): Item {
    const item = this.state.item(id);
    if (item === undefined) throw new Refusal('not_found');
    this.mayAt({ board: item.board, section: item.section, item: id });
    return item;
  }

  /** The patches that take the draft back, ready to be applied. */
  inverse(): Patch[] {
    return [...this.undo].reverse();
  }

  add(patch: Patch): void {
    this.undo.push(...this.state.apply([patch]));
    this.change.push(patch);
  }

  /**
   * Adds a record, or replaces it. An old audience that differs receives a removal
   * first (W22). What the actor does not see is not there for them.
   */
  put(record: Rec): void {
    if (!sees(this.by, record.audience)) {
      this.more = true;
      return;
    }
    const old = this.state.get(record.id);
    if (old !== undefined && old.audience !== record.audience) this.add({ remove: record.id });
    this.add({ put: record });
  }

  /**
   * Changes fields of a record that exists; undefined, '', false and the empty list remove one.
   * Fields that have the value already are left out.
   */
  set(record: Rec, fields: { [name: string]: Value | undefined }): void {
    const now = this.state.get(record.id) ?? record;
    const changed = Object.entries(fields)
      .map(([name, value]) => [name, present(value)] as const)
      .filter(([name, value]) => !sameValue(fieldOf(now.fields, name), value))
      .map(([name, value]) => [name, value ?? null] as const);
    if (changed.length > 0) this.add({ set: record.id, fields: Object.fromEntries(changed) });
  }

  splice(record: Rec, field: string, ops: Ops): void {
    if (ops.length > 0) this.add({ splice: record.id, field, ops });
  }

  /** Checks the id of a record to be added. */
  checkNewId(id: string): void {
    checkId(id);
    if (this.state.get(id) !== undefined) throw new Refusal('exists');
    if (this.state.records.size >= this.state.limits.maxRecords) throw new Refusal('too_many');
  }

  /** Checks the length of a list in a command. */
  checkBatch(n: number): void {
    if (n === 0) throw new Refusal('empty');
    if (n > this.state.limits.maxBatch) throw new Refusal('too_many');
  }

  /** Counts items that are taken along with those that the command names. */
  takes(n: number): void {
    this.taken += n;
    if (this.taken > maxTaken) throw new Refusal('too_many');
  }

  /**
   * Whom the record reaches whose rank is asked for. What has an author and what has none are no siblings while they are
   * hidden.
   */
  placing = '';

  /**
   * A rank in a container before the sibling with the id before, or after the last
   * one when before is not among the siblings. The record with the id self does not
   * count as a sibling; undefined says that it stands there already.
   */
  rankIn(container: string, before = '', self = ''): string | undefined {
    const own = this.placing === alone(this.by, false) ? this.placing : alone(this.by, true);
    const list = this.state.siblings(container).filter(({ audience }) => !isPersonal(audience) || audience === own);
    const found = before !== '' && before !== self ? list.findIndex((record) => record.id === before) : -1;
    const at = found >= 0 ? found : list.length;
    const previous = list[at - 1];
    if (previous !== undefined && previous.id === self) return undefined;
    return checkRank(rankBetween(previous?.rank ?? '', list[at]?.rank ?? ''));
  }

  /** rankIn for a record that is not among the siblings yet. */
  rankFor(container: string, before = ''): string {
    return this.rankIn(container, before) as string;
  }
}
