import type { Focus } from './generated.ts';
import type { State } from './state.ts';

/** How strongly everybody is called: asked, brought along, or brought along and held. */
export type Mode = 'ask' | 'bring' | 'hold';

/** The spot that the moderators show, when they show one. Each call has another number in `since`. */
export function focusOf(state: State): Focus | undefined {
  return state.of('focus', ':focus');
}

/** Whether everybody is held where they are. */
export function held(state: State): boolean {
  return focusOf(state)?.mode === 'hold';
}
