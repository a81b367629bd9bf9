import { focusOf } from '../../board/focus.ts';
import type { Focus } from '../../board/generated.ts';
import { hiddenAt, hiddenCountAt } from '../../board/hidden.ts';
import { groupsOf, notesOf } from '../../board/state.ts';
import { type SectionLabel, sectionLabel } from '../boards.ts';
import { kept, stableList } from '../stable.ts';
import { remember, remembered } from '../tab.ts';
import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { type Closed, whyClosed } from './closed.ts';
import { TabStop } from './tabstop.svelte.ts';

/**
 * One section of a board as this person has it before them: the notes that stand in it, what the phase, the locks and the
 * moderators' focus leave of it, and what stands in its field.
 */
export class SectionState {
  readonly #label: SectionLabel = $derived.by(() =>
    sectionLabel(language.words, this.store.state, this.board, this.section),
  );
  readonly name = $derived(this.#label.name);
  readonly aside = $derived(this.#label.aside);
  readonly add = $derived(this.#label.add);
  readonly empty = $derived(this.#label.empty);
  readonly sign = $derived(this.#label.sign);
  readonly tint = $derived(this.#label.sign?.tint);
  /** What stands in its field and is not added yet. */
  draft = $state('');
  /** The groups that hold notes here, in the order of the board's groups. */
  readonly groups = $derived.by(
    kept(stableList<string>, () =>
      this.store.state.order(groupsOf(this.board)).filter((group) => this.notesIn(group).length > 0),
    ),
  );
  /** The notes without a group, in order. */
  readonly loose = $derived.by(() => this.notesIn(''));
  /** The number of its notes, those in groups included. */
  readonly count = $derived.by(() =>
    this.groups.reduce((sum, group) => sum + this.notesIn(group).length, this.loose.length),
  );
  /** The note that Tab reaches. */
  readonly stop = new TabStop(
    (note) => {
      const record = this.store.state.of('note', note);
      return record?.board === this.board && record.section === this.section && !record.deleted;
    },
    () => this.notesIn(this.groups[0] ?? '')[0],
  );
  /** Why nothing can be added here just now; null when one may write. */
  readonly closed: Closed | null = $derived.by(() =>
    whyClosed(this.store, 'AddNote', { board: this.board, section: this.section }),
  );
  /** How many notes of others are hidden, as far as the phase tells it. */
  readonly hiddenCount = $derived.by(() => hiddenCountAt(this.store.state, this.board, this.section));
  /** Whether what is written here now is hidden until it is revealed. */
  readonly hides = $derived.by(() => hiddenAt(this.store.state, this.board, this.section));
  /** Whether the moderators locked this section by itself. */
  readonly locked = $derived.by(
    () => this.store.state.of('board', this.board)?.lockedSections.includes(this.section) === true,
  );
  /** Whether the moderators show this section to everybody. */
  readonly discussed = $derived.by(() => {
    const focus = shown(this.store, this.board);
    return focus?.section === this.section && focus.item === '';
  });

  constructor(
    private readonly store: WorkshopStore,
    private readonly board: string,
    private readonly section: string,
  ) {
    this.draft = remembered(this.#draftKey) ?? '';
  }

  /** The notes of a group that stand here, in order. */
  notesIn(group: string): readonly string[] {
    return this.store.state.order(notesOf(this.board, this.section, group));
  }

  /** Keeps what is being written in the field, over a reload as well. */
  write(words: string): void {
    this.draft = words;
    remember(this.#draftKey, words || null);
  }

  get #draftKey(): string {
    return `draft.${this.board}.${this.section}`;
  }

  /** What a reveal is known by: the number of hidden notes, or whether they are hidden where nobody counts them. */
  get hiddenState(): number | boolean {
    return this.hiddenCount === 0 && this.hides ? true : this.hiddenCount;
  }
}

/** The place of this board that the moderators show, if they show one. */
export function shown(store: WorkshopStore, board: string): Focus | undefined {
  const focus = focusOf(store.state);
  return focus?.board === board ? focus : undefined;
}
