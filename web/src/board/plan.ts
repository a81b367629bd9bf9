import { type Act, type Commands, Phase } from './generated.ts';

/** What a phase says, apart from its place in the agenda and what happened in it. */
export type PhaseFields = Omit<Commands['SetPhase'], 'phase'>;

/** What a phase says; without one, what a new phase starts from. */
export function phaseDraft(phase = new Phase('', 'phase', '', {})): PhaseFields {
  const { title, minutes, boards, teams, hidden, counts, anonymous } = phase;
  const [ask, part] = [phase.ask || undefined, phase.part || undefined];
  const allow = phase.allow as readonly Act[];
  return { title, ask, part, minutes, boards, teams, allow, hidden, counts, anonymous };
}
