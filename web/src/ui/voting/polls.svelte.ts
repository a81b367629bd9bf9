import { untrack } from 'svelte';
import { ballotOf, type MemberPoints, memberPoints, pointsCommands, withPending } from '../../board/ballot.ts';
import type { Tally, Vote } from '../../board/generated.ts';
import { boards } from '../../board/state.ts';
import { stableList, stableMap } from '../stable.ts';
import { language } from '../words/language.svelte.ts';
import { perStore } from '../workshop/per-store.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { type ItemResult, itemResults, rulesOf, shownOn, votesByItem, votesFor } from './votes.ts';

/** The result that stands on a board. */
export interface Shown {
  readonly vote: Vote;
  readonly tally: Tally | undefined;
  readonly results: ReadonlyMap<string, ItemResult>;
}

/** One line of the ballot paper: the vote in which points can be given, and how many of the person's lie there. */
export class BallotLine {
  mine = $state(0);

  constructor(readonly vote: Vote) {}
}

/** The votes of an open workshop. */
export const pollsOf = perStore((store) => new Polls(store));

/**
 * What votes have to say to notes and groups. After every change it is worked out once for all of them, and set anew only
 * where it differs: notes read plain values, so that a key press in one does not make two thousand look at their points.
 */
export class Polls {
  /** The votes that ask this person for points, whether they care to give any or not. */
  asked: readonly Vote[] = $state.raw([]);
  /** The votes in which this person gives points. */
  running: readonly Vote[] = $state.raw([]);
  /** For every item on which they can give points, the vote and their points. */
  #ballot: ReadonlyMap<string, BallotLine> = $state.raw(new Map());
  #points: ReadonlyMap<string, MemberPoints> = $state.raw(new Map());
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
  ballotLine(item: string): BallotLine | undefined {
    return this.#ballot.get(item);
  }

  /** The person's own points in a vote. */
  points(vote: Vote): MemberPoints {
    return this.#points.get(vote.id) ?? { left: rulesOf(vote).points, on: new Map() };
  }

  /** The result that stands on a board, when there is one. */
  shown(board: string): Shown | undefined {
    return this.#shown.get(board);
  }

  /** Why one more point cannot be given, or null. */
  full({ vote, mine }: BallotLine): string | null {
    const { perItem } = rulesOf(vote);
    const w = language.words.voting.givePoints;
    if (mine >= perItem) return w.perItem(perItem);
    return this.#spent.has(vote.id) ? w.noneLeft : null;
  }

  /** Gives a point to the item or takes one back, and says what is left. */
  give(item: string, by: 1 | -1): void {
    const line = this.#ballot.get(item);
    if (line === undefined) return;
    const { store } = this;
    const { vote } = line;
    const { left } = this.points(vote);
    const now = line.mine + by;
    const full = by > 0 ? this.full(line) : null;
    if (full !== null) store.announcer.say(full);
    if (full !== null || now < 0) return;
    const commands = pointsCommands(store.state, vote, this.#given(vote), item, now);
    const { points } = rulesOf(vote);
    if (!commands.every((command) => store.run(command))) return;
    // Two presses may come before the effect: the second counts on the first.
    this.#look();
    store.announcer.say(language.words.voting.givePoints.set(now, left - by, points), false);
  }

  #look(): void {
    const { state, me } = this.store;
    this.asked = stableList(this.asked, votesFor(state, me.member));
    const gives = (vote: Vote) => me.role !== 'moderator' || this.#joins || this.#given(vote).length > 0;
    this.running = stableList(this.running, this.asked.filter(gives));
    const points = new Map(this.running.map((vote) => [vote.id, memberPoints(state, vote, this.#given(vote))]));
    this.#points = stableMap(this.#points, points, samePoints);
    const spent = this.running.filter((vote) => this.points(vote).left <= 0).map(({ id }) => id);
    if (spent.join() !== [...this.#spent].join()) this.#spent = new Set(spent);
    this.#ballot = stableMap(this.#ballot, this.#lines());
    this.#shown = stableMap(this.#shown, this.#results());
  }

  /** The points that the person has given, those that are still to be saved among them. */
  #given(vote: Vote): readonly string[] {
    const { store } = this;
    const pending = store.pending('SetPoints').filter((command) => command.vote === vote.id);
    return withPending(ballotOf(store.state, vote, store.me.member), pending);
  }

  // A line stays the same while its vote does: only those whose points changed are looked at again.
  #lines(): Map<string, BallotLine> {
    const now = new Map<string, BallotLine>();
    for (const [item, vote] of votesByItem(this.store.state, this.running)) {
      const before = this.#ballot.get(item);
      const line = before?.vote === vote ? before : new BallotLine(vote);
      const mine = this.points(vote).on.get(item) ?? 0;
      if (line.mine !== mine) line.mine = mine;
      now.set(item, line);
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
      now.set(board.id, same ? before : { vote, tally, results: itemResults(state, vote) });
    }
    return now;
  }
}

function samePoints(a: MemberPoints, b: MemberPoints): boolean {
  return a.left === b.left && stableMap(a.on, b.on) === a.on;
}
