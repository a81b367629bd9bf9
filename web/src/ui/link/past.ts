import { State } from '../../board/state.ts';
import type { Snapshot } from '../../sync/frames.ts';
import { routeOf } from '../route.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';

const asked = new Map<number, Promise<State>>();

/** The workshop as the person saw it after a change. Rejects when it cannot be fetched. */
export function stateAt(store: WorkshopStore, seq: number): Promise<State> {
  let state = asked.get(seq);
  if (state === undefined) {
    state = fetchState(store, seq);
    asked.set(seq, state);
    state.catch(() => asked.delete(seq));
  }
  return state;
}

async function fetchState(store: WorkshopStore, seq: number): Promise<State> {
  const route = routeOf(location.pathname);
  const workshop = 'workshop' in route ? route.workshop : '';
  const answer = await fetch(`/api/workshops/${workshop}/snapshot?at=${seq}&role=${store.workshop.sessionRole}`);
  if (!answer.ok) throw new Error(`the past: ${answer.status}`);
  const { records } = (await answer.json()) as Snapshot;
  const state = new State();
  state.apply(records.map((put) => ({ put })));
  return state;
}
