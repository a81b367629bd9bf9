/** The one note of a section that Tab reaches: the one that had the focus last, or else the first. */
export class TabStop {
  #last = $state('');
  readonly note = $derived.by(() => (this.stands(this.#last) ? this.#last : this.first()));

  constructor(
    /** Whether the note stands in the section. */
    private readonly stands: (note: string) => boolean,
    private readonly first: () => string | undefined,
  ) {}

  focused(note: string): void {
    this.#last = note;
  }
}
