import { untrack } from 'svelte';
import { list, text } from '../../board/record.ts';
import type { State } from '../../board/state.ts';
import { stableMap } from '../stable.ts';
import { perStore } from '../workshop/per-store.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { namesOf } from './names.ts';

/** From which teams the notes of an open workshop came. */
export const originsOf = perStore((store) => new Origins(store));

/** Worked out once for all notes, and plain values for those who read it: see Polls. */
class Origins {
  #names: ReadonlyMap<string, string> = $state.raw(new Map());

  constructor(store: WorkshopStore) {
    this.#names = untrack(() => promoted(store.state));
    $effect(() => {
      const now = promoted(store.state);
      untrack(() => {
        this.#names = stableMap(this.#names, now);
      });
    });
  }

  /** The names of the teams a note came from; none for a note of its own board. */
  of(note: string): string[] {
    const joined = this.#names.get(note);
    return joined === undefined ? [] : joined.split('\n');
  }
}

// One string for each note, so that two states compare at a glance; a name holds no line break.
function promoted(state: State): Map<string, string> {
  const names = new Map<string, string>();
  for (const note of state.records.values()) {
    if (note.kind !== 'note' || list(note, 'teams').length === 0) continue;
    names.set(note.id, namesOf(list(note, 'teams').map((team) => text(state.of('team', team), 'name'))).join('\n'));
  }
  return names;
}
