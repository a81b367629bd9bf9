import type { plVoting } from './pl.voting.ts';
import { counted, figure } from './plural.ts';

const points = { one: 'point', other: 'points' };
const people = { one: 'person', other: 'people' };
const votes = { one: 'vote is running', other: 'votes are running' };

const count = (n: number) => counted('en', n, points);
const remaining = (n: number, of: number) =>
  n === 0 ? 'No points left' : `${figure('en', n)} of ${counted('en', of, points)} left`;

/** The English words of votes. */
export const enVoting = {
  label: 'Vote',
  points: count,
  pointsShort: (n: number) => `${figure('en', n)} pt${n === 1 ? '' : 's'}`,
  remaining,
  place: (n: number) => `place ${n}`,
  placeShort: (n: number) => `#${n}`,
  tied: 'tied',
  sum: 'sum of the group’s notes',
  whole: 'points of the whole group',
  of: (title: string, team: string) => (team === '' ? title : `${title}, ${team}`),

  givePoints: {
    label: (what: string) => `Points: ${what}`,
    add: 'Give a point',
    take: 'Take a point back',
    now: (act: string, n: number, perItem: number) =>
      `${act}, now ${figure('en', n)} of at most ${figure('en', perItem)}`,
    mine: (n: number) => `My points: ${figure('en', n)}`,
    set: (n: number, leftNow: number, of: number) => `Here: ${count(n)}. ${remaining(leftNow, of)}.`,
    noneLeft: 'No points left. Take a point back from another item.',
    perItem: (n: number) => `One item may have at most ${count(n)} from one person.`,
    total: (n: number) => `${figure('en', n)} in all`,
    totalLong: (n: number) => `From everybody: ${count(n)}`,
  },

  strip: {
    running: (n: number) => counted('en', n, votes),
    mine: 'My points',
    join: 'Vote as well',
    joinWhat: 'Moderators need not vote; their points count like all others.',
    mineTitle: (title: string) => `My points: ${title}`,
    mineNone: 'Give points with the plus on a note or beside the name of a group.',
    voted: (n: number, of: number) => `Voted: ${figure('en', n)} of ${counted('en', of, people)}`,
    given: (n: number, of: number) =>
      n < of ? `at least ${figure('en', n)} of ${count(of)} given` : `all points given (${figure('en', n)})`,
    and: (given: string) => `, ${given}`,
    finished: (n: number) => `Gave all their points: ${figure('en', n)}`,
    turnoutTitle: 'How many have voted',
    turnoutWhat: 'Numbers only. Nobody sees who has voted, or for what. Points of people who left still count.',
    late: (n: number) => `Came after the vote was opened: ${counted('en', n, people)}`,
    addLate: 'Add to the vote',
    added: (n: number) => `${counted('en', n, people)} added to the vote`,
    cameLate: 'This vote began without you. A moderator can add you.',
    close: 'Close the vote',
    closeOne: (title: string) => `Close: ${title}`,
    closeAll: 'Close all',
    closeShort: 'Close',
    ended: 'closed',
    showResults: 'Show the results',
    paused: 'Points can be given in a phase that allows voting.',
  },

  close: {
    title: (n: number) => (n === 1 ? 'Close the vote?' : 'Close all votes?'),
    counted: 'Points given so far will count.',
    few: 'Fewer than three people have voted: nobody will see totals, for they would tell who gave what.',
    what: 'The results show to those who voted. A closed vote cannot be started again; another one can.',
    confirm: 'Close and show the results',
  },

  open: {
    title: 'New vote',
    name: 'Name',
    nameDefault: (n: number) => `Vote ${n}`,
    points: 'Points per person',
    perItem: 'At most on one item',
    items: 'What is voted on?',
    onNotes: 'Notes',
    onNotesWhat: 'Each note gathers its own points, a group shows their sum.',
    onGroups: 'Groups',
    onGroupsWhat: 'The notes of a group in one quadrant are one item; notes without a group count alone.',
    boards: 'On which boards?',
    sections: 'In which quadrants?',
    sectionMissing: 'Choose at least one quadrant.',
    tally: 'When do totals show?',
    secret: 'Once it is closed',
    secretWhat: 'Until then nobody sees any totals.',
    open: 'As they grow',
    openWhat:
      'Totals move once at least three people have changed their points. In the end all points count, even those of one person.',
    who: 'Who votes?',
    everyone: 'Everybody',
    eachTeam: 'Each team on its own',
    eachTeamWhat: 'Each team votes on its own board.',
    oneTeam: (name: string) => `Only ${name}`,
    phaseAllows: (phase: string) => `The phase “${phase}” will allow voting.`,
    resultsAll: 'Everybody will see the results once it is closed.',
    resultsTeam: 'The team and the moderators will see the results once it is closed.',
    resultsOpen: 'Totals will show once three people have voted.',
    electorate: (n: number) =>
      `${counted('en', n, people)} will be able to vote, also those who are not here now. Those who come later can be added. If fewer than three people vote there are no totals.`,
    tooFew: 'Fewer than three people would vote: nobody will see totals.',
    outside: 'The running phase does not include these boards: points can be given only in a phase that does.',
    hidden: 'Hidden notes take no part in the vote. Reveal them first.',
    overlaps: 'A vote is running on these notes already. Points in the new one can be given once that one is over.',
    submit: 'Start the vote',
  },

  results: {
    vote: 'Vote',
    none: 'No vote has been closed yet.',
    empty: 'Nobody gave a point.',
    few: 'The points of fewer than three people count: nobody sees totals, for they would tell who gave what.',
    running: 'The vote is still running; totals may change.',
    voters: (n: number) => `${counted('en', n, people)} voted`,
    recorded: 'The result of a vote held elsewhere, brought along with the notes.',
    rules: (n: number, perItem: number) => `${count(n)} per person, at most ${figure('en', perItem)} on one item`,
    section: 'Quadrant',
    all: 'All quadrants',
    placesHere: 'Places are counted within this quadrant.',
    place: 'Place',
    item: 'Note or group',
    count: 'Points',
    compare: 'Compare with',
    compareNone: 'no comparison',
    before: (title: string) => `In: ${title}`,
    change: 'Change',
    absent: 'no points',
    up: (n: number) => `${n} up`,
    down: (n: number) => `${n} down`,
    same: 'same place',
    more: (n: number) => `+${n} pts`,
    less: (n: number) => `\u2212${n} pts`,
    gone: 'no longer on the board',
    notes: (n: number) => `In the group: ${counted('en', n, { one: 'note', other: 'notes' })}`,
    best: (section: string, n: number) => `${section}: the best ${n}`,
    sharing: (n: number, points: number) =>
      `and ${counted('en', n, { one: 'more item', other: 'more items' })} with ${count(points)} each`,
    copy: 'Copy as table',
    promote: 'Add to shared board',
    remove: 'Delete the vote',
    removeTitle: 'Delete the vote?',
    removeWhat: (title: string) =>
      `“${title}” will go, with the points given and its result. This cannot be undone. The notes stay.`,
    removeConfirm: 'Delete for good',
    removed: 'The vote was deleted',
  },
} satisfies typeof plVoting;
