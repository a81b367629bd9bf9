import type { Presentations } from './generated.ts';
import type { State } from './state.ts';

/** The presentations of the running phase: the team that presents, and those that are still to come. */
export function presentationsOf(state: State): Presentations | undefined {
  const presentations = state.of('presentations', ':presentations');
  return presentations?.phase === (state.workshop?.phase ?? '') ? presentations : undefined;
}
