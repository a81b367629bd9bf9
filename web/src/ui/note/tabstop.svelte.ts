/**
 * The one note of a section that Tab reaches: the one that had the focus last, or else the first. A plain value, set
 * when it changes, because every note of the board looks at it.
 */
export class TabStop {
  note = $state<string | undefined>();
  #last = '';

  focused(note: string): void {
    this.#last = note;
    this.note = note;
  }

  settle(order: readonly string[]): void {
    this.note = order.includes(this.#last) ? this.#last : order[0];
  }
}
