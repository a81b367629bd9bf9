import type { Phase } from '../../board/generated.ts';
import { phases, running } from '../../board/phase.ts';
import type { State } from '../../board/state.ts';

const minute = 60_000;

/** One phase as the agenda shows it; times in milliseconds since 1970. */
export interface Row {
  readonly phase: Phase;
  readonly state: 'done' | 'running' | 'ahead';
  /** When it begins and ends, as far as that can be told. */
  readonly from: number | null;
  readonly to: number | null;
  /** What it took on earlier visits and takes now, in whole minutes; null: not visited. */
  readonly took: number | null;
}

/** The part of an agenda under one heading. */
export interface Part {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly minutes: number;
}

/**
 * The agenda with its times. The clock goes on from the running phase, or from now while none runs; other parts are
 * other meetings, whose hour nobody knows.
 */
export function timetable(state: State, now: number): Part[] {
  const all = phases(state);
  const at = running(state);
  const here = at === undefined ? (all[0]?.part ?? '') : at.part;
  const current = at === undefined ? -1 : all.findIndex(({ id }) => id === at.id);
  let clock = now;
  const parts: { title: string; rows: Row[]; minutes: number }[] = [];
  all.forEach((phase, i) => {
    const { minutes: planned, part: title } = phase;
    const row = rowOf(phase, i, current, title === here ? clock : null, now, state.workshop?.began ?? 0);
    if (row.to !== null && row.state !== 'done') clock = row.to;
    const last = parts.at(-1);
    if (last === undefined || last.title !== title) parts.push({ title, rows: [row], minutes: planned });
    else {
      last.rows.push(row);
      last.minutes += planned;
    }
  });
  return parts;
}

function rowOf(phase: Phase, i: number, current: number, clock: number | null, now: number, began: number): Row {
  const planned = phase.minutes * minute;
  if (i === current) {
    // Overdue it ends now at the earliest: what follows moves along.
    const to = Math.max(now, began + planned);
    return { phase, state: 'running', from: began, to, took: whole(phase.took + Math.max(0, now - began)) };
  }
  const known = phase.took > 0 ? whole(phase.took) : null;
  if (i < current) return { phase, state: 'done', from: null, to: null, took: known };
  return { phase, state: 'ahead', from: clock, to: clock === null ? null : clock + planned, took: known };
}

function whole(milliseconds: number): number {
  return Math.max(1, Math.round(milliseconds / minute));
}

/** The minutes of a whole agenda. */
export function length(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.minutes, 0);
}

/** The phase before which another one has to stand to be one place up (-1) or down (1); null where it cannot go. */
export function shifted(state: State, phase: string, by: -1 | 1): { before: string | undefined } | null {
  const ids = phases(state).map(({ id }) => id);
  const at = ids.indexOf(phase);
  if (at < 0 || ids[at + by] === undefined) return null;
  return { before: by < 0 ? ids[at - 1] : ids[at + 2] };
}
