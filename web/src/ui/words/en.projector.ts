import type { ProjectorWords } from './pl.projector.ts';
import { counted } from './plural.ts';

const points = { one: 'point', other: 'points' };

/** The English words of the projector. */
export const enProjector = {
  join: 'Join in',
  joinAt: 'Go to',
  joinCode: 'and type the access code',
  invite: 'The board is waiting for its first note',
  page: (page: number, of: number) => `${page}/${of}`,
  pageLabel: (page: number, of: number) => `Page ${page} of ${of}`,
  still: 'Pause the pages',
  continued: 'cont.',
  fresh: 'new',
  timer: 'Timer',
  left: 'left in this phase',
  paused: 'paused',
  over: 'time is up',
  vote: 'Vote',
  each: (n: number) => `Everybody has ${counted('en', n, points)}`,
  perItem: (n: number) => `at most ${counted('en', n, points)} on one item`,
  voteWhere: 'Points are given on your own screen.',
  secret: 'The result shows when the vote is closed.',
  result: 'Result of the vote',
  soFar: 'Result so far, the vote is running',
  points: (n: number) => counted('en', n, points),
  place: (n: number) => `${n}.`,
  tie: 'tied',
  voters: (n: number) => `${counted('en', n, { one: 'person', other: 'people' })} voted`,
  fewVotes: 'Fewer than three people voted: no totals are shown.',
  noPoints: 'Nobody has given points yet.',
  group: (n: number) => `group, ${counted('en', n, { one: 'note', other: 'notes' })}`,
  presenting: 'Presenting',
  next: (team: string) => `Next: ${team}`,
  soon: (team: string) => `About to begin: ${team}`,
  queue: 'Presentations in order',
  lastPresentation: 'This is the last presentation.',
  teams: 'Teams',
  people: (n: number) => counted('en', n, { one: 'person', other: 'people' }),
  lead: 'lead',
  nobody: 'nobody yet',
} satisfies ProjectorWords;
