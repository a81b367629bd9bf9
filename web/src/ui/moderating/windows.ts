/** The windows of the bar: fetched apart, all of them as soon as somebody moderates. */
export const windows = {
  agenda: () => import('./Agenda.svelte'),
  presentations: () => import('./Presentations.svelte'),
  present: () => import('./PresentationStart.svelte'),
  minutes: () => import('./Minutes.svelte'),
  vote: () => import('../voting/OpenVoteDialog.svelte'),
  moments: () => import('../past/MadeMoment.svelte'),
  term: () => import('../privacy/DataDialog.svelte'),
  teams: () => import('../teams/TeamsDialog.svelte'),
};

/** Fetches every window ahead, so that they open when the connection blinks. One that fails is asked for again later. */
export function fetchAhead(): void {
  for (const load of Object.values(windows)) load().catch(() => {});
}
