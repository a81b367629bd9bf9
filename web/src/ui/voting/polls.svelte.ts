import { ballotOf, type MemberPoints, memberPoints, pointsCommands, withPending } from '../../board/ballot.ts';
import type { Tally, Vote } from '../../board/generated.ts';
import { boards, type State } from '../../board/state.ts';
import { kept, stableList, stableMap } from '../stable.ts';
import { later } from '../words/later.ts';
import { perStore } from '../workshop/per-store.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { type ItemResult, itemResults, rulesOf, shownOn, voteOn, votesFor } from './votes.ts';

/** The result that stands on a board. */
export interface Shown {
  readonly vote: Vote;
  readonly tally: Tally | undefined;
  readonly results: ReadonlyMap<string, ItemResult>;
}

/** One line of the ballot paper: the vote in which points can be given, and how many of the person's lie there. */
export interface BallotLine {
  readonly vote: Vote;
  readonly mine: number;
}

/** The votes of an open workshop. */
export const pollsOf = perStore((store) => new Polls(store));

/** What votes have to say to notes and groups. */
export class Polls {
  /** Whether a moderator gives points as well: who runs a vote seldom does, and the board is calmer without. */
  #joins = $state(false);
  /** Whether points can be given now. On what says the vote; a lock keeps only the notes as they are. */
  readonly open = $derived.by(() => this.store.may('SetPoints'));
  /** The votes that ask this person for points, whether they care to give any or not. */
  readonly asked = $derived.by(kept(stableList<Vote>, () => votesFor(this.store.state, this.store.me.member)));
  /** The votes in which this person gives points. */
  readonly running = $derived.by(
    kept(stableList<Vote>, () => {
      const joins = this.store.me.role !== 'moderator' || this.#joins;
      return this.asked.filter((vote) => joins || this.#given(vote).length > 0);
    }),
  );
  readonly #points = $derived.by(
    kept(stablePoints, () => {
      const { state } = this.store;
      return new Map(this.running.map((vote) => [vote.id, memberPoints(state, vote, this.#given(vote))]));
    }),
  );
  readonly #shown = $derived.by(kept(stableShown, () => results(this.store.state)));

  constructor(readonly store: WorkshopStore) {}

  /** Lets a moderator give points. */
  join(): void {
    this.#joins = true;
  }

  /** The vote in which the person can give points to the item. */
  voteOn(item: string): Vote | undefined {
    return voteOn(this.store.state, this.running, item);
  }

  /** Where points can be given to the item, and how many of the person's lie there. */
  ballotLine(item: string): BallotLine | undefined {
    const vote = this.voteOn(item);
    return vote && { vote, mine: this.mine(vote, item) };
  }

  /** How many of the person's points lie on the item. */
  mine(vote: Vote, item: string): number {
    return this.points(vote).on.get(item) ?? 0;
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
    const w = later().voting.givePoints;
    if (mine >= perItem) return w.perItem(perItem);
    // The only point of a vote goes where it is given next.
    return this.points(vote).left <= 0 && rulesOf(vote).points > 1 ? w.noneLeft : null;
  }

  /** Gives a point to the item or takes one back, and says what is left. */
  give(item: string, by: 1 | -1): void {
    const line = this.ballotLine(item);
    if (line === undefined) return;
    const { store } = this;
    const { vote } = line;
    const { left } = this.points(vote);
    const now = line.mine + by;
    const moves = by > 0 && left === 0;
    const full = by > 0 ? this.full(line) : null;
    if (full !== null) store.announcer.say(full);
    if (full !== null || now < 0) return;
    const commands = pointsCommands(store.state, vote, this.#given(vote), item, now);
    const { points } = rulesOf(vote);
    if (!commands.every((command) => store.run(command))) return;
    store.announcer.say(later().voting.givePoints.set(now, moves ? 0 : left - by, points), false);
  }

  /** The points that the person has given, those that are still to be saved among them. */
  #given(vote: Vote): readonly string[] {
    const { store } = this;
    const pending = store.pending('SetPoints').filter((command) => command.vote === vote.id);
    const given = withPending(ballotOf(store.state, vote, store.me.member), pending);
    return rulesOf(vote).points === 1 ? given.slice(-1) : given;
  }
}

/** The results that stand on boards, by board. */
function results(state: State): ReadonlyMap<string, Shown> {
  const now = new Map<string, Shown>();
  for (const board of state.siblings(boards)) {
    const vote = shownOn(state, board);
    if (vote === undefined) continue;
    now.set(board.id, { vote, tally: state.of('tally', `tally:${vote.id}`), results: itemResults(state, vote) });
  }
  return now;
}

function stableShown(before: ReadonlyMap<string, Shown>, now: ReadonlyMap<string, Shown>): ReadonlyMap<string, Shown> {
  return stableMap(before, now, (a, b) => a.vote === b.vote && a.tally === b.tally);
}

function stablePoints(
  before: ReadonlyMap<string, MemberPoints>,
  now: ReadonlyMap<string, MemberPoints>,
): ReadonlyMap<string, MemberPoints> {
  return stableMap(before, now, (a, b) => a.left === b.left && stableMap(a.on, b.on) === a.on);
}
