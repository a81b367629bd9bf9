import { type Focus, focusOf } from '../../board/focus.ts';
import { hiddenAt, hiddenCountAt } from '../../board/phase.ts';
import { list } from '../../board/record.ts';
import type { Section } from '../../board/swot.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { type Closed, closedBy } from './closed.ts';

/**
 * One section as the phase, the locks and the moderators' focus leave it to this person. Plain values: a change of
 * anything else draws nothing again.
 */
export class SectionState {
  /** Why nothing can be added here just now; null when one may write. */
  readonly closed: Closed | null = $derived.by(() => {
    const spot = { board: this.board, section: this.section };
    if (this.store.may('AddNote', spot)) return null;
    return closedBy(this.store.state, this.store.me, 'AddNote', spot) ?? 'other';
  });
  /** How many notes of others are covered, as far as the phase tells it. */
  readonly hiddenCount = $derived.by(() => hiddenCountAt(this.store.state, this.board, this.section));
  /** Whether what is written here now is covered until it is revealed. */
  readonly hides = $derived.by(() => hiddenAt(this.store.state, this.board, this.section));
  /** Whether the moderators locked this section by itself. */
  readonly locked = $derived.by(() =>
    list(this.store.state.of('board', this.board), 'lockedSections').includes(this.section),
  );
  /** Whether the moderators show this section to everybody. */
  readonly discussed = $derived.by(() => {
    const focus = shown(this.store, this.board);
    return focus?.section === this.section && focus.item === undefined;
  });

  constructor(
    private readonly store: WorkshopStore,
    private readonly board: string,
    private readonly section: Section,
  ) {}

  /** What a reveal is known by: the number of covered notes, or whether they are covered where nobody counts them. */
  get hiddenState(): number | boolean {
    return this.hiddenCount === 0 && this.hides ? true : this.hiddenCount;
  }
}

/** The place of this board that the moderators show, if they show one. */
export function shown(store: WorkshopStore, board: string): Focus | undefined {
  const focus = focusOf(store.state);
  return focus?.board === board ? focus : undefined;
}
