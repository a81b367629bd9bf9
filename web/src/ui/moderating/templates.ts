import type { AgendaTemplate } from '../../board/agenda.ts';

/** How many phases each template has and how many minutes they take; the server makes them. */
export const templates: Readonly<Record<AgendaTemplate, { readonly phases: number; readonly minutes: number }>> = {
  'swot-3h': { phases: 16, minutes: 180 },
  vision: { phases: 6, minutes: 75 },
  matrix: { phases: 6, minutes: 90 },
  cycle: { phases: 12, minutes: 275 },
  questions: { phases: 6, minutes: 72 },
  areas: { phases: 5, minutes: 51 },
};
