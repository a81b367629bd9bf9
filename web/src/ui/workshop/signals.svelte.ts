class Signal {
  raised = $state(false);
}

/**
 * Signals by name: whoever read one in a component or in something derived looks again when it is raised. A signal is
 * made when it is first read and serves once, so that nothing is kept for names that nobody reads any more.
 */
export class Signals {
  readonly #all = new Map<string, Signal>();

  /** The names that somebody reads. */
  get names(): Iterable<string> {
    return this.#all.keys();
  }

  read(name: string): void {
    if (!$effect.tracking()) return;
    let signal = this.#all.get(name);
    if (signal === undefined) {
      // In a root of its own: a reaction does not follow what it made itself.
      $effect.root(() => {
        signal = new Signal();
      })();
      if (signal === undefined) return;
      this.#all.set(name, signal);
    }
    signal.raised;
  }

  raise(name: string): void {
    const signal = this.#all.get(name);
    if (signal === undefined) return;
    this.#all.delete(name);
    signal.raised = true;
  }
}
