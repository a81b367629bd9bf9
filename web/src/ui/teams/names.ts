/** Names of teams, each once, those without one left out. */
export function namesOf(names: readonly string[]): string[] {
  return [...new Set(names.filter((name) => name !== ''))];
}

/** The names as they stand behind the word "team": without that word at their beginning, in order. */
export function brief(names: readonly string[], prefix: RegExp, compare: (a: string, b: string) => number): string[] {
  return names.map((name) => name.replace(prefix, '')).sort(compare);
}
