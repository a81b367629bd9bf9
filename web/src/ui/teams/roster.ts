import type { Plan } from './plan.ts';

/** Somebody who can be named in a list. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Why a line of a list put nobody into a team. */
export type Miss = 'unknown' | 'ambiguous' | 'twice' | 'no_team' | 'too_many';

/** What a pasted list says. */
export interface Roster {
  readonly plan: Plan;
  readonly matched: number;
  readonly missed: readonly { readonly line: string; readonly reason: Miss }[];
}

const heading = /^(imię|imie|nazwisko|osoba|uczestnik|name|person|participant)(?![\p{L}\p{N}])/iu;
// From what certainly parts two columns to what may stand in a name as well.
const parting = [/\t+/, /\s*;\s*/, /\s+[-–—]+\s+/, /\s*:\s+/, /\s*,\s*(?=[^,]*$)/];

/**
 * Reads a list of lines "name – team" as it comes from a letter or a spreadsheet. Names are found without regard to case,
 * accents and order, and by their beginnings where only one person fits. Teams come in the order of the list; `bare` says
 * how a team is called that the list only numbers. A line that would make more teams than `maxTeams` is missed.
 */
export function readRoster(
  text: string,
  people: readonly Named[],
  bare: (n: number) => string,
  maxTeams: number,
): Roster {
  const teams = new Map<string, { name: string; members: string[] }>();
  const missed: { line: string; reason: Miss }[] = [];
  const taken = new Set<string>();
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  lines.forEach((line, at) => {
    if (line === '') return;
    const [who, where] = parted(line);
    if (at === 0 && heading.test(who)) return;
    const found = where === '' ? 'no_team' : find(who, people);
    if (typeof found === 'string') {
      missed.push({ line, reason: found });
      return;
    }
    if (taken.has(found.id)) {
      missed.push({ line, reason: 'twice' });
      return;
    }
    const name = /^\d{1,2}$/.test(where) ? bare(Number(where)) : where.slice(0, 80);
    const team = teams.get(folded(name)) ?? { name, members: [] };
    if (!teams.has(folded(name)) && teams.size >= maxTeams) {
      missed.push({ line, reason: 'too_many' });
      return;
    }
    teams.set(folded(name), team);
    team.members.push(found.id);
    taken.add(found.id);
  });
  return { plan: [...teams.values()].map((team) => ({ ...team, lead: '' })), matched: taken.size, missed };
}

function parted(line: string): [string, string] {
  for (const by of parting) {
    const at = line.search(by);
    if (at <= 0) continue;
    const [between = ''] = line.slice(at).match(by) ?? [];
    return [line.slice(0, at).trim(), line.slice(at + between.length).trim()];
  }
  return [line, ''];
}

function find(who: string, people: readonly Named[]): Named | 'unknown' | 'ambiguous' {
  const wanted = tokens(who);
  if (wanted.length === 0) return 'unknown';
  const key = wanted.join(' ');
  const exact = people.filter(({ name }) => tokens(name).join(' ') === key);
  const near = exact.length > 0 ? exact : people.filter(({ name }) => begins(tokens(name), wanted));
  if (near.length > 1) return 'ambiguous';
  return near[0] ?? 'unknown';
}

// Each word of the line begins another word of the name: "Anna K." is Anna Kowalska.
function begins(name: readonly string[], wanted: readonly string[]): boolean {
  const left = [...name];
  return wanted.every((word) => {
    const at = left.findIndex((each) => each.startsWith(word));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function tokens(text: string): string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort();
}

function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replace(/\s+/g, ' ').trim();
}
