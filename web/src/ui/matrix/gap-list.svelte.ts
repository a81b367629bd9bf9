import { type Gap, gaps } from '../../board/gap.ts';
import type { Table } from '../table/table.svelte.ts';

/** So long after a change gaps are looked for again: nobody waits for them, and somebody types. */
const pause = 400;

/** The gaps of a table, found anew a moment after something has changed. Made while a component is set up. */
export class GapList {
  all: readonly Gap[] = $state.raw([]);
  /** How many are open in each section. */
  readonly counts: ReadonlyMap<string, number> = $derived.by(() => {
    const counts = new Map<string, number>();
    for (const { section, reason } of this.all) if (reason === '') counts.set(section, (counts.get(section) ?? 0) + 1);
    return counts;
  });
  readonly open: readonly Gap[] = $derived(this.all.filter(({ reason }) => reason === ''));
  readonly aside: readonly Gap[] = $derived(this.all.filter(({ reason }) => reason !== ''));

  constructor(table: Table) {
    const find = () => {
      this.all = gaps(table.store.workshop.state, ...table.boards);
    };
    $effect(() => {
      table.boards;
      find();
      let due: ReturnType<typeof setTimeout> | undefined;
      const stop = table.store.onChange(() => {
        due ??= setTimeout(() => {
          due = undefined;
          find();
        }, pause);
      });
      return () => {
        stop();
        clearTimeout(due);
      };
    });
  }
}
