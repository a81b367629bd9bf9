import type { AgendaTemplate } from '../../board/agenda.ts';

/** How many phases each template has and how many minutes they take; the server makes them. */
export const templates: Readonly<Record<AgendaTemplate, { readonly phases: number; readonly minutes: number }>> = {
  'swot-3h': { phases: 18, minutes: 180 },
  vision: { phases: 9, minutes: 85 },
  matrix: { phases: 8, minutes: 90 },
  cycle: { phases: 23, minutes: 298 },
  questions: { phases: 12, minutes: 86 },
  areas: { phases: 8, minutes: 65 },
};
