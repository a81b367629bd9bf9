import type { plTeams } from './pl.teams.ts';
import { counted, figure } from './plural.ts';

const people = { one: 'person', other: 'people' };
const teams = { one: 'team', other: 'teams' };
const notes = { one: 'note', other: 'notes' };
const lines = { one: 'line', other: 'lines' };

/** The English words of teams. */
export const enTeams = {
  title: 'Teams',
  name: (n: number) => `Team ${n}`,
  people: (n: number) => counted('en', n, people),
  none: 'No team',
  lead: 'Lead',

  manage: {
    lead: 'In a phase of team work each team has its own boards. The team and the moderators see them.',
    rename: 'Rename',
    renameOf: (name: string) => `Rename the team: ${name}`,
    nameLabel: 'Name of the team',
    makeLead: 'Make lead',
    takeLead: 'Remove as lead',
    leadNow: (name: string, team: string) => `${name}: lead, ${team}`,
    leadGone: (team: string) => `${team}: no lead`,
    move: (name: string) => `Team: ${name}`,
    moved: (name: string, team: string) => `${name}: ${team}`,
    empty: 'Nobody is here yet.',
    choosing: 'Participants choose their team themselves',
    choosingWhat: 'Everybody may join a team and change it while this is on.',
    late: 'Late-comers wait here for a team.',
    again: 'New team split',
    done: 'Done',
    acts: (name: string) => `Actions: ${name}`,
  },

  form: {
    title: 'New team split',
    count: 'How many teams?',
    nameOf: (n: number) => `Name of team ${n}`,
    how: 'How to split?',
    draw: 'At random',
    drawWhat: (n: number) => `At random and evenly: ${counted('en', n, people)}.`,
    everybody: (n: number) => `Also those who are not here: ${counted('en', n, people)}`,
    everybodyWhat: 'Without this only people who are here now are drawn.',
    list: 'By a list',
    listWhat: 'Paste a list: name and team on one line.',
    choose: 'They choose',
    chooseWhat: 'The teams begin empty and every participant chooses one.',
    hand: 'By hand',
    handWhat: 'Each person is assigned below.',
    again: 'Draw again',
    drawn: 'Drawn',
    listField: 'List',
    listExample: 'Anna Kowalska – Team 1',
    listHint: 'From a spreadsheet, for example: the name in the first column, the team in the second.',
    matched: (n: number) => `Matched: ${counted('en', n, people)}`,
    unmatched: (n: number) => `not matched: ${counted('en', n, lines)}`,
    reason: {
      unknown: 'nobody of that name is in the workshop',
      ambiguous: 'fits more than one person',
      twice: 'this person stands on another line already',
      no_team: 'the line names no team',
      too_many: 'that would be too many teams',
    },
    plan: 'Team split',
    planWhat: 'Everything can still be changed before the teams are made.',
    unassigned: (n: number) => `${counted('en', n, people)} without a team. They can be added later as well.`,
    away: 'not here',
    regroup:
      'The present teams become earlier teams. Only moderators will still see their boards. Names on notes stay.',
    fresh: 'Teams begin to work on their own boards with a phase of team work.',
    noPeople: 'There are no participants in the workshop yet. The teams can be made empty.',
    nameMissing: 'Every team needs a name.',
    nameTwice: 'Two teams have the same name.',
    submit: 'Make the teams',
    back: 'Back to the teams',
    done: (n: number) => `Made: ${counted('en', n, teams)}`,
  },

  choose: {
    title: 'Choose a team',
    what: 'The team can be changed while choosing goes on.',
    mine: (name: string) => `Team: ${name}`,
    change: 'Change team',
    join: (name: string) => `Join: ${name}`,
    here: 'you are here',
  },

  chooseLead: {
    title: 'Choose the lead of your team',
    person: 'Person',
    choose: 'Choose',
    me: 'I will lead',
    what: 'The lead chooses the notes for the shared board and presents.',
  },

  promote: {
    title: 'Add to shared board',
    lead: 'Copies go to the shared board, with team and author. The team’s own notes stay where they are.',
    target: 'To which board?',
    vote: 'Points from the vote',
    noVote: 'The team has not voted yet.',
    best: (n: number) => `Top ${figure('en', n)} of each quadrant`,
    bestCount: 'How many of each quadrant?',
    picked: (n: number) =>
      `Selected: ${counted('en', n, notes)}. A group counts as one item; a tie for the last place comes whole.`,
    clear: 'Clear the selection',
    promoted: 'already on the shared board',
    empty: 'There are no notes on the team’s board yet.',
    none: 'Nothing selected',
    submit: (n: number) => `Add ${counted('en', n, notes)}`,
    done: (n: number) => `On the shared board: ${counted('en', n, notes)}`,
    inGroup: (name: string) => `in the group “${name}”`,
  },

  merge: {
    title: (n: number) => `Merge ${counted('en', n, notes)} into one`,
    which: 'Which text stays?',
    what: 'The others go to the bin; their teams and points pass to the one that stays. Merging can be undone.',
    sources: (from: string) => `The note will say: ${from}.`,
    tooFew: 'Merging needs at least two notes.',
    submit: 'Merge',
    done: (n: number) => `Merged: ${counted('en', n, notes)}`,
  },
} satisfies typeof plTeams;
