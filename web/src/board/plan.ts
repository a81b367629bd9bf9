import type { Act, Commands, Phase } from './generated.ts';
import { flag, list, num, text } from './record.ts';

/** What a phase says, apart from its place in the agenda and what happened in it. */
export type PhaseFields = Omit<Commands['SetPhase'], 'phase'>;

/** What a phase says; without one, what a new phase starts from. */
export function phaseDraft(phase?: Phase): PhaseFields {
  if (phase === undefined) {
    return {
      title: '',
      minutes: 0,
      boards: [],
      teams: false,
      allow: [],
      hidden: false,
      counts: false,
      anonymous: false,
    };
  }
  return {
    title: text(phase, 'title'),
    ask: text(phase, 'ask') || undefined,
    part: text(phase, 'part') || undefined,
    minutes: num(phase, 'minutes'),
    boards: list(phase, 'boards'),
    teams: flag(phase, 'teams'),
    allow: list(phase, 'allow') as readonly Act[],
    hidden: flag(phase, 'hidden'),
    counts: flag(phase, 'counts'),
    anonymous: flag(phase, 'anonymous'),
  };
}
