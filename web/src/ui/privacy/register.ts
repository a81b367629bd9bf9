import type { views } from '../../board/generated.ts';

// What is kept, and which of it is about people. Every kind of record has to stand here, and every table of the
// databases: a test compares them with the schema.

/** Of each kind of record, whether it tells something about a person. */
export const records = {
  member: true,
  note: true,
  statement: true,
  row: true,
  ballot: true,
  vote: true,
  uncounted: true,
  team: true,
  focus: true,
  clause: true,
  area: false,
  aside: false,
  board: false,
  group: false,
  hiddenCount: false,
  invitation: false,
  link: false,
  moment: false,
  pages: false,
  phase: false,
  placement: false,
  presentations: false,
  progress: false,
  tally: false,
  teamCount: false,
  timer: false,
  workshop: false,
} as const satisfies Record<keyof typeof views, boolean>;

/** The same of each table. */
export const tables = {
  entries: true,
  snapshots: true,
  sessions: true,
  passes: true,
  meta: true,
  deletions: false,
  links: false,
  migrations: false,
  workshops: false,
} as const;

/** What else is kept: in the browser, and in the log. */
export const elsewhere = { cookie: true, queue: true, settings: true, log: true } as const;

type Personal<T extends Record<string, boolean>> = { [K in keyof T]: T[K] extends true ? K : never }[keyof T];

/** Everything that is kept about people. */
export type Kept = Personal<typeof records> | Personal<typeof tables> | Personal<typeof elsewhere>;

/** The names in a list that are about people. */
export function personal<T extends Record<string, boolean>>(list: T): Personal<T>[] {
  return Object.keys(list).filter((name) => list[name]) as Personal<T>[];
}
