import type { AgendaTemplate } from '../../board/agenda.ts';
import type { Act } from '../../board/generated.ts';
import type { ModeratingWords } from './pl.moderating.ts';
import { counted, type Forms } from './plural.ts';

const count = (n: number, forms: Forms) => counted('en', n, forms);
const minutes = (n: number) => `${n} min`;
const notes = { one: 'note', other: 'notes' };
const phases = { one: 'phase', other: 'phases' };
const teams = { one: 'team', other: 'teams' };

/** The English words for those who moderate. */
export const enModerating = {
  bar: 'Moderation',
  dock: 'For the moderators',
  more: 'More',
  minutes,

  step: {
    previous: (title: string) => `Back to the phase: ${title}`,
    noPrevious: 'There is no earlier phase',
    next: 'Next',
    begin: 'Begin',
    presentation: 'Next presentation',
    end: 'End the agenda',
    plan: 'Choose an agenda',
    noAgenda: 'no agenda',
    notBegun: 'not begun',
    number: (n: number, of: number) => `${n}/${of}`,
    late: (n: number) => `${minutes(n)} behind`,
    early: (n: number) => `${minutes(n)} ahead`,
    onTime: 'on time',
    agenda: 'Agenda',
    now: (title: string) => `Now: ${title}`,
    over: 'The agenda is over: people may write, move and group.',
    back: 'Go back',
  },

  steps: {
    title: (title: string) => `Go to the phase “${title}”?`,
    endTitle: 'End the agenda?',
    endWhat: 'The boards are opened: participants may write, move and group.',
    writing: (n: number) => `${count(n, { one: 'person is writing', other: 'people are writing' })}.`,
    finish: 'Whoever writes may finish the sentence.',
    ready: (n: number, of: number) => `Ready: ${n} of ${of}.`,
    hidden: (n: number | null) =>
      n === null ? 'Hidden notes can be revealed later.' : `Hidden: ${count(n, notes)}. They can be revealed later.`,
    teamless: 'There are no teams yet: participants will only look.',
    copies: (n: number) => `Each team gets its own copy of ${n === 1 ? 'the board' : 'every board of the phase'}.`,
    safe: 'Nothing is deleted. You can go back.',
    go: 'Go there',
    revealAndGo: 'Reveal and go',
    stay: 'Stay',
  },

  timer: {
    title: 'Timer',
    start: (n: number) => `Set to ${minutes(n)}`,
    own: 'Other time…',
    ownTitle: 'Timer',
    ownLabel: 'How many minutes?',
    ownStart: 'Start',
    pause: 'Pause',
    resume: 'Resume',
    more: 'Add a minute',
    stop: 'Switch the timer off',
  },

  reveal: {
    title: 'Reveal',
    none: 'Nothing is hidden',
    count: (n: number | null) => (n === null ? '' : ` (${n})`),
    everywhere: (n: number | null) => `On all boards${n === null ? '' : ` (${n})`}`,
    board: (name: string, n: number | null) => `${name}: everything${n === null ? '' : ` (${n})`}`,
    section: (name: string, n: number | null) => `${name}${n === null ? '' : ` (${n})`}`,
    next: 'One by one',
    nextAny: 'From anywhere',
    person: 'Of one person',
    again: 'Reveal the next',
    left: (n: number | null) =>
      n === null ? 'Revealing one by one.' : n === 0 ? 'Everything is revealed.' : `Hidden: ${count(n, notes)}.`,
    done: 'Revealed',
  },

  lock: {
    title: 'Locks',
    lockBoard: (name: string) => `Lock: ${name}`,
    unlockBoard: (name: string) => `Unlock: ${name}`,
    lock: (name: string) => `Lock: ${name}`,
    unlock: (name: string) => `Unlock: ${name}`,
    locked: (name: string) => `Locked: ${name}`,
    unlocked: (name: string) => `Unlocked: ${name}`,
  },

  vote: 'Vote',
  teams: 'Teams',
  moment: 'Save moment',

  attention: {
    title: 'Attention',
    ask: 'Invite here (can be declined)',
    bring: 'Bring here (they can go back)',
    hold: 'Pause writing',
    release: 'Resume writing',
    presentations: 'Team presentations…',
    nextPresentation: (name: string) => `Next presentation: ${name}`,
    endPresentations: 'End the presentations',
    asked: (where: string) => `Invited to: ${where}`,
    brought: (where: string) => `Everybody was brought to: ${where}`,
    held: (where: string) => `Writing is paused: ${where}`,
  },

  boards: {
    title: 'Boards',
    lead: 'The shared boards of the workshop. An archived board can be read, and nothing on it changes.',
    add: 'Add a board',
    addTitle: 'New board',
    renameTitle: 'Name of the board',
    kind: 'Kind',
    name: 'Name',
    nameHint: (usual: string) => `Without a name it is called “${usual}”.`,
    rename: 'Rename',
    up: 'Up',
    down: 'Down',
    archive: 'Archive',
    bringBack: 'Bring back',
    actionsOf: (title: string) => `Actions: ${title}`,
    added: (title: string) => `Added the board “${title}”.`,
    renamed: (title: string) => `The board is now called “${title}”.`,
    moved: (title: string, place: number, of: number) => `Board “${title}”: place ${place} of ${of}.`,
    archived: (title: string) => `The board “${title}” is archived.`,
    broughtBack: (title: string) => `Brought back the board “${title}”.`,
    keys: 'Alt with the up and down arrows moves a board.',
  },

  agenda: {
    title: 'Agenda',
    empty: 'The agenda is empty. A template gives ready phases that can be changed; or begin with a single one.',
    add: 'Add a phase',
    template: 'Choose a template',
    total: (n: number, sum: string) => `${count(n, phases)}, ${sum} in all`,
    length: (n: number) => {
      const hours = Math.floor(n / 60);
      const rest = n % 60;
      return hours === 0 ? minutes(n) : rest === 0 ? `${hours} h` : `${hours} h ${minutes(rest)}`;
    },
    ifNow: 'The times if it began now.',
    noTime: 'no time limit',
    running: 'running',
    took: (n: number, planned: number) =>
      planned === 0 ? `took ${minutes(n)}` : `took ${minutes(n)} of ${minutes(planned)}`,
    takes: (n: number, planned: number) =>
      planned === 0 ? `for ${minutes(n)}` : `${minutes(n)} of ${minutes(planned)}`,
    inTeams: 'in teams',
    hidden: 'hidden',
    anonymous: 'not signed',
    looking: 'looking',
    acts: { write: 'writing', move: 'moving', group: 'grouping', vote: 'voting' } satisfies Record<Act, string>,
    start: 'Begin',
    edit: 'Edit',
    actionsOf: (title: string) => `Actions: ${title}`,
    insert: 'Insert a phase below',
    up: 'Up',
    down: 'Down',
    remove: 'Remove the phase',
    removed: (title: string) => `The phase “${title}” was removed.`,
    undo: 'Undo',
    restored: (title: string) => `The phase “${title}” is back.`,
    moved: (place: number, of: number) => `Place ${place} of ${of}`,
    added: (title: string) => `The phase “${title}” was added`,
    saved: (title: string) => `The phase “${title}” was saved`,
    keys: 'Alt and the up and down arrows move a phase.',
    list: 'Phases',
  },

  form: {
    addTitle: 'New phase',
    editTitle: 'Phase',
    title: 'Name of the phase',
    titleExample: 'e.g. Silent writing',
    ask: 'Question or task',
    askHint: 'Everybody sees it, on the projector as well.',
    part: 'Part',
    partHint: 'A heading in the agenda, such as “Meeting I”.',
    minutes: 'Minutes',
    minutesHint: '0: no time limit. The end of the time interrupts nothing.',
    boards: 'Boards',
    allBoards: 'All',
    someBoards: 'Some',
    company: 'How do we work?',
    together: 'All together, on the shared board',
    inTeams: 'In teams, each on its own board',
    inTeamsWhat: 'Each team gets its own copy of every board of the phase, without notes.',
    allow: 'What may participants do?',
    allowHint: 'With nothing ticked participants only look. Moderators may always do everything.',
    acts: {
      write: 'Write: add, change and delete notes',
      move: 'Move notes between the quadrants',
      group: 'Group notes and merge repeats',
      vote: 'Vote while a vote is open',
    } satisfies Record<Act, string>,
    privacy: 'Who sees what?',
    hidden: 'Notes hidden',
    hiddenHint: 'While a note is hidden, only its author knows the text. Neither moderators nor the projector see it.',
    counts: 'Show how many hidden notes there are',
    anonymous: 'Not signed',
    anonymousHint: 'Who wrote it is not stored, so nobody will ever see it. This cannot be undone.',
    runs: 'This phase is running: changes take effect at once.',
    keepsOpen: 'Notes that are visible stay visible.',
    keepsHidden: 'Notes that are hidden stay hidden until you reveal them.',
    save: 'Save',
    add: 'Add',
  },

  templates: {
    title: 'Agenda templates',
    lead: 'A template is a beginning: each phase can be changed, moved or removed afterwards.',
    replaces: (n: number) => `The template replaces the present agenda: ${count(n, phases)}.`,
    keeps: 'The running phase stays.',
    size: (n: number, length: string) => `${count(n, phases)}, ${length}`,
    use: 'Use this template',
    used: (name: string) => `Agenda: ${name}`,
    names: {
      'swot-3h': 'SWOT workshop, three hours',
      vision: 'Vision workshop',
      matrix: 'Strategic matrix workshop',
      cycle: 'A cycle of three meetings',
      questions: 'Six questions for discussion',
      areas: 'Thematic areas',
    } satisfies Record<AgendaTemplate, string>,
    holds: {
      'swot-3h':
        'Silent writing in teams, grouping, voting, presentations, a vote by all, goals and actions. Two breaks.',
      vision: 'Silent writing without names, grouping, voting, versions of a sentence and a shared one.',
      matrix: 'Teams work in their areas of the shared matrix, presentations, remarks and a vote on projects.',
      cycle: 'Meeting I: diagnosis and SWOT. Meeting II: vision and goals. Meeting III: strategic matrix.',
      questions:
        'Six questions one after the other, each in its area of the board, then discussion, grouping, conclusions.',
      areas: 'Writing, grouping, names, definitions and a vote on the areas.',
    } satisfies Record<AgendaTemplate, string>,
    meant: {
      'swot-3h': 'For 10–40 people who begin to work on a strategy.',
      vision: 'For 6–30 people who have a SWOT analysis already.',
      matrix: 'For 6–30 people who know the subject: officials, councillors, organisations.',
      cycle: 'For a steady group of 10–40 people who meet three times.',
      questions: 'For 5–25 people without preparation: residents, young people, a village.',
      areas: 'For 5–25 people who draft the contents of a strategy.',
    } satisfies Record<AgendaTemplate, string>,
  },

  presentations: {
    title: 'Team presentations',
    lead: 'Each team has the same time. Everybody sees the queue.',
    order: 'Order',
    minutes: 'Minutes per team',
    up: (name: string) => `Earlier: ${name}`,
    down: (name: string) => `Later: ${name}`,
    set: 'Set the queue',
    queued: (n: number) => `In the queue: ${count(n, teams)}`,
    start: 'Set and begin',
    noTeams: 'There are no teams yet.',
  },

  leads: {
    missing: (n: number) => `In this phase the leads choose. Without a lead: ${count(n, teams)}.`,
    all: (n: number) => `Every team has a lead (${n}).`,
    of: (team: string) => `Lead: ${team}`,
    choose: 'Choose a person',
    away: 'not here now',
    draw: 'Draw the leads',
    letThem: 'Let the team choose',
    let: 'Teams without a lead choose one themselves, on their screens.',
    notLet: 'Teams no longer choose leads.',
    named: (who: string, team: string) => `${team}, lead: ${who}`,
  },

  wall: {
    title: 'Projector',
    standing: 'pages stand still',
    back: 'Previous page',
    on: 'Next page',
    stop: 'Stop the pages',
    go: 'Turn by themselves',
    overview: 'Overview of the board',
    overviewOn: 'On the projector: overview of the board',
    overviewOff: 'The overview is off the projector',
  },

  presentation: {
    title: (team: string) => `${team}: show the board to everybody?`,
    alone: (n: number): string =>
      n === 1
        ? 'So far only the team and the moderators see the team’s board.'
        : 'So far only the team and the moderators see the team’s boards.',
    which: 'Which boards?',
    open: 'Open to everybody and begin',
    only: 'Begin without opening',
  },
} satisfies ModeratingWords;
