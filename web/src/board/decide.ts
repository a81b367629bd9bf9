import { sees, type Viewer, viewer } from './audience.ts';
import { type Command, deciders, isAwaited } from './command.ts';
import type { Act } from './generated.ts';
import { checkId, checkRank } from './limits.ts';
import { type Actor, standing, verdict } from './permission.ts';
import { allows } from './phase.ts';
import { rankBetween } from './rank.ts';
import { fieldOf, present, type Rec, sameValue, text, type Value } from './record.ts';
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

/** What a command changed, and the patches that take it back. */
export interface Performed {
  readonly change: Patch[];
  readonly inverse: Patch[];
  /** The server does more than what shows here: what the actor does not see, or what only it decides. */
  readonly more: boolean;
}

/**
 * Says what the command would change, or throws a Refusal; the state is the same
 * afterwards. at: the time by the server's clock. earlier matters to EditText
 * only: the splices its ops have to be carried over; without them the ops are
 * taken to fit the text as it stands.
 */
export function decide(
  state: State,
  actor: Actor,
  command: Command,
  at: number,
  earlier: readonly EarlierEdit[] = [],
): Patch[] {
  const { change, inverse } = perform(state, actor, command, at, earlier);
  state.apply(inverse);
  return change;
}

/**
 * Decides the command and leaves it applied. Throws a Refusal, and changes nothing, when it is refused. Without earlier
 * it is a prediction of the server's decision.
 */
export function perform(
  state: State,
  actor: Actor,
  command: Command,
  at: number,
  earlier?: readonly EarlierEdit[],
): Performed {
  const by = standing(state, actor);
  const refused = verdict(state, by, command.do);
  if (refused !== null) throw new Refusal(refused);
  if (state.workshop === undefined) throw new Refusal('not_found');
  const draft = new Draft(state, by, command.do, at, earlier);
  try {
    dispatch(draft, by, command);
  } catch (reason) {
    state.apply(draft.inverse());
    throw reason;
  }
  return { change: draft.change, inverse: draft.inverse(), more: draft.more || isAwaited(command) };
}

function dispatch<C extends Command>(draft: Draft, actor: Actor, command: C): void {
  const decider = deciders[command.do] as (draft: Draft, by: Actor, fields: C['with']) => void;
  decider(draft, actor, command.with);
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
  private readonly viewer: Viewer | undefined;

  constructor(
    readonly state: State,
    private readonly by: Actor,
    private readonly name: string,
    /** The time by the server's clock, in milliseconds since 1970. */
    readonly at: number,
    readonly earlier: readonly EarlierEdit[] | undefined,
  ) {
    this.viewer = viewer(state, by);
  }

  /** Refuses what the actor may not do at a spot of a board. */
  mayAt(spot: Spot): void {
    const refused = verdict(this.state, this.by, this.name, spot);
    if (refused !== null) throw new Refusal(refused);
  }

  /** Refuses what the running phase does not allow a participant. */
  needs(act: Act): void {
    if (this.by.role === 'participant' && !allows(this.state, act)) throw new Refusal('phase');
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
    if (!sees(this.viewer, record.audience)) {
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
  fresh(id: string): void {
    checkId(id);
    if (this.state.get(id) !== undefined) throw new Refusal('exists');
    if (this.state.records.size >= this.state.limits.maxRecords) throw new Refusal('too_many');
  }

  /** Checks the length of a list in a command. */
  batch(n: number): void {
    if (n === 0) throw new Refusal('empty');
    if (n > this.state.limits.maxBatch) throw new Refusal('too_many');
  }

  /**
   * A rank in a container before the sibling with the id before, or after the last
   * one when before is not among the siblings. The record with the id self does not
   * count as a sibling; undefined says that it stands there already.
   */
  rankIn(container: string, before = '', self = ''): string | undefined {
    const list = this.state.siblings(container);
    const found = before !== '' && before !== self ? list.findIndex((record) => record.id === before) : -1;
    const at = found >= 0 ? found : list.length;
    const previous = list[at - 1];
    if (previous !== undefined && previous.id === self) return undefined;
    return checkRank(rankBetween(text(previous, 'rank'), text(list[at], 'rank')));
  }

  /** rankIn for a record that is not among the siblings yet. */
  rankFor(container: string, before = ''): string {
    return this.rankIn(container, before) as string;
  }
}
