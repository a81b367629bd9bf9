import type { Command } from '../../board/command.ts';
import { readyCount } from '../../board/hand.ts';
import { running } from '../../board/phase.ts';
import type { State } from '../../board/state.ts';
import { boardOfTeam, leaderless, needsLeads, openBoards, teams } from '../../board/team.ts';
import { hiddenBoards, leftHidden, sumOf } from './hidden-boards.ts';

/** So long after a step a further press is the second half of a double click. */
export const BREATH = 700;

/** What has to be known before a phase is left. */
export interface Confirmation {
  /** The phase to go to, '' for the end of the agenda. */
  readonly to: string;
  /** The phase that ran when it was asked. */
  readonly from: string;
  /** How many people type. */
  readonly writing: number;
  readonly ready: number;
  readonly of: number;
  /** How many notes would stay hidden; null: some, but how many is not told. */
  readonly hidden: number | null;
  /** The phase is for teams, and there are none. */
  readonly teamless: boolean;
  /** The phase is for the leads of teams, and some have none. */
  readonly leaderless: boolean;
  /** How many boards each team gets a copy of. */
  readonly copies: number;
}

/** What of the open workshop the steps need. */
export interface StepsStore {
  readonly state: State;
  readonly writing: number;
  readonly people: ReadonlyMap<string, unknown>;
  run(command: Command): boolean;
  runWhole(command: Command, left: (state: State) => boolean): Promise<boolean>;
}

/**
 * What there is to ask before going on, or null: people who write, people who are not ready where there was something
 * to do, notes that would stay hidden, teams or leads that are not there, boards that are copied for them, the end of the agenda.
 */
export function confirmationFor(store: StepsStore, to: string): Confirmation | null {
  const { state } = store;
  const phase = running(state);
  const { ready, of } = readyCount(state, new Set(store.people.keys()));
  const busy = phase !== undefined && phase.allow.length > 0;
  const hidden = sumOf(hiddenBoards(state));
  const next = state.of('phase', to);
  const teamless = next?.teams === true && teams(state).length === 0;
  const headless = needsLeads(next) && leaderless(state).length > 0;
  const copies = copiesFor(state, to);
  const confirmation = {
    to,
    from: phase?.id ?? '',
    writing: store.writing,
    ready,
    of,
    hidden,
    teamless,
    leaderless: headless,
    copies,
  };
  const unready = ready < of && (busy || ready > 0);
  return store.writing > 0 || unready || hidden !== 0 || teamless || headless || copies > 0 || to === ''
    ? confirmation
    : null;
}

/** How many boards the phase copies for each team; 0 when every team has its copies already. */
export function copiesFor(state: State, id: string): number {
  const phase = state.of('phase', id);
  if (!phase?.teams) return 0;
  const wanted = phase.boards;
  const originals = openBoards(state).filter((board) => wanted.length === 0 || wanted.includes(board.id));
  const lacks = (team: string) => originals.some((board) => boardOfTeam(state, team, board.id) === undefined);
  return teams(state).some((team) => lacks(team.id)) ? originals.length : 0;
}

/** The moderator's steps through the agenda: one press is one step, and each can be taken back. */
export class PhaseSteps {
  confirmation: Confirmation | null = $state.raw(null);
  /** The last step that was taken here, to be taken back. */
  done: { from: string; to: string } | null = $state.raw(null);
  #last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly store: StepsStore,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Wants to go to a phase: at once, or after a question. */
  to(phase: string): void {
    if (this.clock() - this.#last < BREATH || this.confirmation !== null) return;
    this.confirmation = confirmationFor(this.store, phase);
    if (this.confirmation === null) this.#go(phase, running(this.store.state)?.id ?? '');
  }

  /** The answer is yes; with `reveal` everything hidden is shown before. */
  confirm(reveal = false): void {
    const confirmation = this.confirmation;
    if (confirmation === null) return;
    this.confirmation = null;
    if (reveal) void this.#reveal(confirmation);
    else this.#go(confirmation.to, confirmation.from);
  }

  // A phase is left when all is shown: the next one may hide what is left.
  async #reveal({ to, from }: Confirmation): Promise<void> {
    const { state } = this.store;
    for (const { board } of hiddenBoards(state)) {
      if (!(await this.store.runWhole({ do: 'Reveal', with: { board } }, leftHidden(state, board)))) return;
    }
    this.#go(to, from);
  }

  /** The next team of the queue presents; the second half of a double click gives nobody else the floor. */
  present(): void {
    if (this.clock() - this.#last < BREATH) return;
    this.#last = this.clock();
    this.store.run({ do: 'NextPresentation', with: {} });
  }

  cancel(): void {
    this.confirmation = null;
  }

  /** Takes the last step back. */
  back(): void {
    const done = this.done;
    if (done === null || this.clock() - this.#last < BREATH) return;
    this.#go(done.from, done.to);
    this.done = null;
  }

  /** The last step is not to be offered any more. */
  settle(): void {
    this.done = null;
  }

  #go(to: string, from: string): void {
    this.#last = this.clock();
    if (to === from) return;
    if (this.store.run({ do: 'GoTo', with: { phase: to, from } })) this.done = { from, to };
  }
}

/** How far the workshop is from its agenda, in whole minutes; less than one is on time. */
export function driftMinutes(milliseconds: number): number {
  return Math.trunc(milliseconds / 60_000);
}

/** The number of the running phase in the agenda, from 1; 0 while none runs. */
export function phaseNumber(all: readonly { readonly id: string }[], phase: string | undefined): number {
  return all.findIndex(({ id }) => id === phase) + 1;
}
