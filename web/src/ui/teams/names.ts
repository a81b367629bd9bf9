import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';

/** Names as they stand behind the word "team": without that word at their beginning, each once, in order. */
export function brief(names: readonly string[], prefix: RegExp, compare: (a: string, b: string) => number): string[] {
  return [...new Set(names.filter((name) => name !== ''))].map((name) => name.replace(prefix, '')).sort(compare);
}

/** From which teams a note came, as in "z zespołów 1 i 3"; '' when it came from none. */
export function fromTeams(store: WorkshopStore, teams: readonly string[]): string {
  const w = language.words.teams;
  const names = brief(
    teams.map((team) => store.teamName(team)),
    w.prefix,
    (a, b) => language.compare(a, b),
  );
  return names.length === 0 ? '' : w.from(names);
}
