import { untrack } from 'svelte';
import type { Rec } from '../../board/record.ts';
import { boards } from '../../board/state.ts';
import { ballotOf, dotsCommands } from '../../board/vote.ts';
import { language } from '../words/language.svelte.ts';
import { kept } from '../workshop/kept.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import {
  ballotPaper,
  type Purse,
  purseOf,
  rulesOf,
  type Standing,
  shownOn,
  standingsOf,
  steady,
  steadyList,
  votesFor,
} from './standings.ts';

/** The result that stands on a board. */
export interface Shown {
  readonly vote: Rec;
  readonly tally: Rec | undefined;
  readonly standings: ReadonlyMap<string, Standing>;
}

/** One line of the ballot paper: the vote in which points can be given, and how many of the person's lie there. */
export class Slip {
  mine = $state(0);

  constructor(readonly vote: Rec) {}
}

/** The votes of an open workshop. */
export const pollsOf = kept((store) => new Polls(store));

/**
 * What votes have to say to notes and groups. After every change it is worked out once for all of them, and set anew only
 * where it differs: notes read plain values, so that a key press in one does not make two thousand look at their points.
 */
export class Polls {
  /** The votes that ask this person for points, whether they care to give any or not. */
  asked: readonly Rec[] = $state.raw([]);
  /** The votes in which this person gives points. */
  running: readonly Rec[] = $state.raw([]);
  /** For every item on which they can give points, the vote and their points. */
  #paper: ReadonlyMap<string, Slip> = $state.raw(new Map());
  #purses: ReadonlyMap<string, Purse> = $state.raw(new Map());
  /** The votes in which no point is left. */
  #spent: ReadonlySet<string> = $state.raw(new Set());
  #shown: ReadonlyMap<string, Shown> = $state.raw(new Map());
  /** Whether a moderator gives points as well: who runs a vote seldom does, and the board is calmer without. */
  #joins = $state(false);

  constructor(readonly store: WorkshopStore) {
    untrack(() => this.#look());
    $effect(() => {
      // All that it depends on is read here; what it sets must not call it again.
      store.state;
      store.me;
      this.#joins;
      untrack(() => this.#look());
    });
  }

  /** Lets a moderator give points. */
  join(): void {
    this.#joins = true;
  }

  /** Where points can be given to the item, and how many of the person's lie there. */
  slipOn(item: string): Slip | undefined {
    return this.#paper.get(item);
  }

  /** The person's own points in a vote. */
  purse(vote: Rec): Purse {
    return this.#purses.get(vote.id) ?? { left: rulesOf(vote).points, on: new Map() };
  }

  /** The result that stands on a board, when there is one. */
  shown(board: string): Shown | undefined {
    return this.#shown.get(board);
  }

  /** Why one more point cannot be given, or null. */
  full({ vote, mine }: Slip): string | null {
    const { most } = rulesOf(vote);
    const w = language.words.voting.dots;
    if (mine >= most) return w.most(most);
    return this.#spent.has(vote.id) ? w.noneLeft : null;
  }

  /** Gives a point to the item or takes one back, and says what is left. */
  give(item: string, by: 1 | -1): void {
    const slip = this.#paper.get(item);
    if (slip === undefined) return;
    const { store } = this;
    const { vote } = slip;
    const { left } = this.purse(vote);
    const now = slip.mine + by;
    const full = by > 0 ? this.full(slip) : null;
    if (full !== null) store.announcer.say(full);
    if (full !== null || now < 0) return;
    const commands = dotsCommands(store.state, vote, store.me.member, item, now);
    const { points } = rulesOf(vote);
    if (!commands.every((command) => store.run(command))) return;
    // Two presses may come before the effect: the second counts on the first.
    this.#look();
    store.announcer.say(language.words.voting.dots.set(now, left - by, points), false);
  }

  #look(): void {
    const { state, me } = this.store;
    this.asked = steadyList(this.asked, votesFor(state, me.member));
    const gives = (vote: Rec) => me.role !== 'moderator' || this.#joins || ballotOf(state, vote, me.member).length > 0;
    this.running = steadyList(this.running, this.asked.filter(gives));
    const purses = new Map(this.running.map((vote) => [vote.id, purseOf(state, vote, me.member)]));
    this.#purses = steady(this.#purses, purses, samePurse);
    const spent = this.running.filter((vote) => this.purse(vote).left <= 0).map(({ id }) => id);
    if (spent.join() !== [...this.#spent].join()) this.#spent = new Set(spent);
    this.#paper = steady(this.#paper, this.#slips());
    this.#shown = steady(this.#shown, this.#results());
  }

  // A slip stays the same while its vote does: only those whose points changed are looked at again.
  #slips(): Map<string, Slip> {
    const now = new Map<string, Slip>();
    for (const [item, vote] of ballotPaper(this.store.state, this.running)) {
      const before = this.#paper.get(item);
      const slip = before?.vote === vote ? before : new Slip(vote);
      const mine = this.purse(vote).on.get(item) ?? 0;
      if (slip.mine !== mine) slip.mine = mine;
      now.set(item, slip);
    }
    return now;
  }

  #results(): Map<string, Shown> {
    const { state } = this.store;
    const now = new Map<string, Shown>();
    for (const board of state.siblings(boards)) {
      const vote = shownOn(state, board);
      if (vote === undefined) continue;
      const tally = state.of('tally', `tally:${vote.id}`);
      const before = this.#shown.get(board.id);
      const same = before !== undefined && before.vote === vote && before.tally === tally;
      now.set(board.id, same ? before : { vote, tally, standings: standingsOf(state, vote) });
    }
    return now;
  }
}

function samePurse(a: Purse, b: Purse): boolean {
  return a.left === b.left && steady(a.on, b.on) === a.on;
}
