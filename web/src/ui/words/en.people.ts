import type { plPeople } from './pl.people.ts';
import { counted, figure } from './plural.ts';

const people = { one: 'person', other: 'people' };

/** The English words about people. */
export const enPeople = {
  here: 'In the workshop now',
  earlier: 'In the workshop earlier',
  nobody: 'Nobody else yet.',
  me: 'me',
  state: { online: 'here', away: 'away' },
  writes: (where: string) => `writing in ${where}`,
  looks: (where: string) => `at ${where}`,
  changeName: 'Change my name',
  ready: 'ready',
  readyCount: (n: number, of: number) => `Ready: ${figure('en', n)} of ${counted('en', of, people)}`,
  acts: (name: string) => `Actions: ${name}`,

  hands: 'Raised hands',
  lower: 'Lower the hand',
  lowered: (name: string) => `${name}: hand lowered`,
  lowerAll: 'Lower all',
  loweredAll: 'Hands lowered',

  waitingRoom: {
    title: 'In the waiting room',
    waitingRoom: 'Waiting room',
    waitingRoomWhat: 'Whoever comes for the first time waits until a moderator lets them in.',
    admit: 'Let in',
    admitOf: (name: string) => `Let in: ${name}`,
    letAllIn: 'Let everybody in',
    refuse: 'Turn away',
    refuseOf: (name: string) => `Turn away: ${name}`,
    refused: (name: string) => `Turned away: ${name}`,
    came: (name: string) => `Let in: ${name}`,
    cameAll: (n: number) => `Let in: ${counted('en', n, people)}`,
    refuseAll: 'Turn everybody away',
    refusedAll: (n: number) => `Turned away: ${counted('en', n, people)}`,
    off: 'The waiting room is off: whoever has the link or the access code comes in at once.',
  },

  role: {
    give: 'Make moderator',
    giveTitle: 'Make them a moderator?',
    giveWhat: (name: string) =>
      `${name} will run the workshop with equal rights: phases, votes, teams, letting people in and removing them. Your role stays; you can give it up afterwards.`,
    giveConfirm: 'Give the role',
    given: (name: string) => `${name}: moderator`,
    take: 'Take the moderator’s role back',
    takeTitle: 'Take the moderator’s role back?',
    takeWhat: (name: string) =>
      `${name} stays in the workshop as a participant, with all they have done. The role can be given again.`,
    takeConfirm: 'Take the role back',
    taken: (name: string) => `${name}: participant`,
    leave: 'Give up the moderator’s role',
    leaveTitle: 'Give up the moderator’s role?',
    leaveWhat: 'You stay in the workshop as a participant. Only one of the other moderators can give the role back.',
    leaveConfirm: 'Give up the role',
    last: 'You are the only moderator. To give up the role, give it to somebody else first.',
  },

  team: 'Move to a team',
  moved: (name: string, team: string) => `${name}: ${team}`,

  remove: {
    act: 'Remove from the workshop',
    title: (name: string) => `Remove ${name}?`,
    what: [
      'They are disconnected at once. Their notes and points stay.',
      'As long as they have the link or the access code they can come back.',
    ],
    confirm: 'Remove',
    done: (name: string) => `Removed: ${name}`,
    ban: 'Remove and ban',
    banTitle: (name: string) => `Remove and ban ${name}?`,
    banWhat: [
      'They are disconnected at once and cannot come back with this browser. Their notes and points stay.',
      'Without accounts nobody can be kept out who comes under another name; then revoke the link and issue a new one.',
    ],
    banConfirm: 'Remove and ban',
    banned: (name: string) => `Banned: ${name}`,
    undo: 'Take back what they did to notes?',
    undoSince: (minutes: number) =>
      minutes === 0
        ? 'No, leave it'
        : minutes === 60
          ? 'Of the last hour'
          : minutes > 60
            ? 'Of the last 24 hours'
            : `Of the last ${minutes} minutes`,
    undoWhat:
      'Their new notes go to the bin, and changed notes are as they were, unless somebody else has changed them since. Anonymous notes stay.',
    undone: (name: string) => `Taken back: what ${name} did`,
  },

  write: {
    act: 'Write for this person',
    open: 'Write for somebody',
    what: 'For people who speak and do not type. The note will be signed with their name.',
    who: 'For whom?',
    board: 'Board',
    section: 'Quadrant',
    text: 'Text of the note',
    add: 'Add the note',
    added: (name: string, where: string) => `Added for ${name}: ${where}`,
    hidden: 'Notes are hidden now: only this person will see it until you reveal it. It will vanish from here.',
    anonymous: 'The phase is anonymous: the note will have no name.',
    nobody: 'There are no participants to write for yet.',
    list: 'Added just now',
  },
} satisfies typeof plPeople;
