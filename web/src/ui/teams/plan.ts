import type { Command } from '../../board/command.ts';

import { deal } from '../../board/team.ts';
import { shuffled } from './shuffle.ts';

/** A team that is not made yet. */
export interface Planned {
  readonly name: string;
  readonly members: readonly string[];
  /** '' for none. */
  readonly lead: string;
}

/** A line-up that is not made yet. Functions give a new one and leave the old as it is. */
export type Plan = readonly Planned[];

/** Teams without people, with numbered names. */
export function blank(count: number, name: (n: number) => string): Plan {
  return Array.from({ length: count }, (_, i) => ({ name: name(i + 1), members: [], lead: '' }));
}

/** The plan with so many teams: the first ones stay as they are, new ones are empty. */
export function resized(plan: Plan, count: number, name: (n: number) => string): Plan {
  return [...plan, ...blank(count, name).slice(plan.length)].slice(0, count);
}

/** The plan with a team called otherwise. */
export function renamed(plan: Plan, at: number, name: string): Plan {
  return plan.map((team, i) => (i === at ? { ...team, name } : team));
}

/** The plan with somebody in the team at this place, or in none. Who changes teams leads none. */
export function assigned(plan: Plan, member: string, at: number | null): Plan {
  return plan.map((team, i) => {
    if ((i === at) === team.members.includes(member)) return team;
    if (i === at) return { ...team, members: [...team.members, member] };
    return {
      ...team,
      members: team.members.filter((each) => each !== member),
      lead: team.lead === member ? '' : team.lead,
    };
  });
}

/** The plan with somebody as the lead of their team, or no longer. */
export function led(plan: Plan, member: string): Plan {
  return plan.map((team) =>
    team.members.includes(member) ? { ...team, lead: team.lead === member ? '' : member } : team,
  );
}

/**
 * Deals people to the teams of the plan at random. Those who are here are dealt before those who are not, so that no team
 * is made of absent people.
 */
export function drawn(
  plan: Plan,
  here: readonly string[],
  away: readonly string[],
  shuffle: (list: readonly string[]) => string[] = shuffled,
): Plan {
  const dealt = deal([...here, ...away], plan.length, () => [...shuffle(here), ...shuffle(away)]);
  return plan.map((team, i) => ({ ...team, members: dealt[i] ?? [], lead: '' }));
}

/** Those of the people who are in no team of the plan. */
export function unassigned(plan: Plan, people: readonly string[]): string[] {
  const taken = new Set(plan.flatMap(({ members }) => members));
  return people.filter((member) => !taken.has(member));
}

/** What is wrong with the names of a plan, or null. */
export function flaw(plan: Plan): 'missing' | 'twice' | null {
  const names = plan.map(({ name }) => name.trim());
  if (names.length === 0 || names.includes('')) return 'missing';
  return new Set(names.map((name) => name.toLocaleLowerCase())).size < names.length ? 'twice' : null;
}

/** How many teams so many people make: about ten each, as workshops have them, and at least two. */
export function usual(people: number): number {
  return Math.min(6, Math.max(2, Math.round(people / 10)));
}

/** The command that makes the teams. It leaves out people who are no longer in the workshop. */
export function formCommand(plan: Plan, there: ReadonlySet<string>, newId: () => string): Command<'FormTeams'> {
  return {
    do: 'FormTeams',
    with: {
      teams: plan.map(({ name, members, lead }) => ({
        team: newId(),
        name: name.trim(),
        members: members.filter((member) => there.has(member)),
        ...(there.has(lead) ? { lead } : {}),
      })),
    },
  };
}
