import { enPhase } from './en.phase.ts';
import { enSurface } from './en.surface.ts';
import type { Words } from './pl.ts';
import { counted, type Forms } from './plural.ts';

const count = (n: number, forms: Forms) => counted('en', n, forms);
const notes = { one: 'note', other: 'notes' };
const changes = { one: 'change', other: 'changes' };
const waiting = { one: 'change is waiting', other: 'changes are waiting' };

const people = { one: 'person', other: 'people' };
const writing = { one: 'person is writing', other: 'people are writing' };
const called = (name: string) => (/^\d+$/.test(name) ? name : `“${name}”`);
const joined = (names: readonly string[]) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** The English words. */
export const en = {
  name: 'Warsztat',
  language: { label: 'Language', pl: 'Polski', en: 'English' },
  close: 'Close',
  cancel: 'Cancel',
  back: 'Back',
  save: 'Save',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Copying did not work. Select the text and copy it by hand.',
  loading: 'Opening…',
  privacy: 'Personal data',
  help: 'Help',
  accessibility: 'Accessibility',
  settings: 'Personal settings',
  roles: { moderator: 'moderator', participant: 'participant', observer: 'observer' },
  kinds: { swot: 'SWOT board', vision: 'Vision board', matrix: 'Strategic matrix' },
  refusals: {
    offline: 'The server cannot be reached. Check the network and try again.',
    unknown: 'That did not work. Nothing was changed. Try again.',
  },
  phase: enPhase,
  surface: enSurface,

  people: {
    title: 'People',
    count: (n: number) => count(n, people),
    typing: (n: number) => count(n, writing),
    someone: 'somebody',
    moderates: 'moderator',
    nth: (n: number) => `no. ${n}`,
    hand: 'hand is up',
    badge: {
      waiting: (n: number) => count(n, { one: 'person is waiting', other: 'people are waiting' }),
    },
    waiting: {
      title: 'You will be let in shortly',
      what: 'A moderator lets people into this workshop one by one. There is nothing to do: the board will open by itself.',
    },
    removed:
      'A moderator ended your part in this workshop. What was saved on the board is still there. If it is a mistake, ask them to let you in.',
  },
  teams: {
    prefix: /^(?:team|group|subgroup)\s+(?=\S)/iu,
    from: (names: readonly string[]) =>
      names.length === 1 ? `from team ${called(names[0] ?? '')}` : `from teams ${joined(names.map(called))}`,
  },
  code: {
    label: 'Access code',
    hint: 'Eight characters from the invitation or the projector.',
    wrong: 'An access code has eight letters and digits, for example ABCD-2345.',
    enter: 'Join',
  },

  join: {
    title: 'Joining a workshop',
    what: {
      participant: 'One shared SWOT board: everyone adds notes and all see them at once.',
      moderator: 'The entrance for those who run the meeting: inviting, tidying and full editing.',
      observer: 'A live view of the board.',
    },
    nameLabel: 'Your name',
    nameHint: 'Notes will be signed with it.',
    nameMissing: 'Enter the name that signs your notes.',
    affiliationLabel: 'Where from?',
    optional: 'optional',
    affiliationHint: 'For example an office, a village, an association.',
    enter: 'Enter',
    entering: 'Entering…',
    returnAs: (name: string) => `Return as ${name}`,
    returnWhat: 'This browser has been in this workshop before.',
    notMe: 'That is not me',
    clause: 'The whole information on personal data',
    badTitle: 'This link or access code does not open a workshop',
    badWhat:
      'It may have expired, been revoked, or hold a typing error. Ask the moderator for the current link, or type the access code from the projector.',
    tryAgain: 'Try again',
  },

  lost: {
    title: 'There is no such page',
    what: 'The address may hold a typing error. A workshop is entered by the link from the invitation or by an access code.',
    home: 'Start page',
    noSessionTitle: 'This browser is not in this workshop',
    noSessionWhat: 'Open the link from the invitation or type the access code.',
    endedTitle: 'This entrance was closed',
    endedWhat: 'The link was revoked, or the workshop was closed or deleted. Ask the moderator for a new link.',
    endedPending: (n: number) => `Not sent before it was closed: ${count(n, changes)}.`,
    reloadTitle: 'There is a newer version',
    reloadWhat: 'The page has to be loaded again. Changes kept in this browser will not be lost.',
    reload: 'Load again',
    boardTitle: 'This page cannot show this board yet',
    boardWhat: 'The board comes from a newer version. Load the page again. All other boards work as before.',
    unreachableTitle: 'The server cannot be reached',
    unreachableWhat: 'We keep trying every few seconds. There is nothing to do.',
    leftTitle: 'You have left the workshop',
    leftWhat: 'This browser no longer remembers it. You can return by the link from the invitation or the access code.',
  },

  saving: {
    reconnecting: 'Reconnecting…',
    label: 'State of saving',
    saved: 'Saved',
    saving: 'Saving…',
    offline: (n: number) => `No connection: ${count(n, waiting)} in this browser`,
    savedOffline: 'No connection: everything is saved',
    refused: (n: number) => `Not accepted (${n})`,
    connecting: 'Connecting…',
    storage: 'This browser does not let us put anything aside. Wait for “Saved” before closing the tab.',
    readonly: 'Read only',
    unsent: (n: number) => `Not saved: ${count(n, changes)}`,
  },

  workshop: {
    takeAway: 'Print and download',
    links: 'Invitations',
    results: 'Results of the vote',
    moments: 'Saved moments',
    tools: 'Board tools',
    moreTools: 'More tools',
    board: 'Board',
    list: 'List',
    find: 'Find',
    view: 'View',
    undo: 'Undo',
    redo: 'Redo',
    paste: 'Paste',
    repeats: 'Repeats',
    bin: 'Bin',
    shortcuts: 'Keyboard shortcuts',
    invite: 'Invite',
    more: 'More',
    rename: 'Rename the workshop',
    renameTitle: 'Title of the workshop',
    leave: 'Leave the workshop',
    device: 'Continue on a phone',
    projector: 'Open the projector view',
    skip: 'Skip to the board',
  },

  swot: {
    sections: { strength: 'Strengths', weakness: 'Weaknesses', opportunity: 'Opportunities', threat: 'Threats' },
    axis: { strength: 'internal', weakness: 'internal', opportunity: 'external', threat: 'external' },
    add: {
      strength: 'Add a strength',
      weakness: 'Add a weakness',
      opportunity: 'Add an opportunity',
      threat: 'Add a threat',
    },
    empty: {
      strength: 'What works well and can be built on?',
      weakness: 'What is missing or in the way from inside?',
      opportunity: 'What helps from outside?',
      threat: 'What could do harm from outside?',
    },
  },

  note: {
    restored: (n: number) => `Restored: ${count(n, notes)}`,
    nothing: 'Nothing here yet.',
    addButton: 'Add',
    addHint: 'Enter adds, Shift+Enter breaks the line',
    count: (n: number) => count(n, notes),
    added: (where: string) => `Note added: ${where}`,
    arrived: (n: number) => count(n, { one: 'new note', other: 'new notes' }),
    kind: 'note',
    blank: '(empty note)',
    edit: 'Edit',
    editing: (names: string) => `${names} editing`,
    dragging: (names: string) => `${names} dragging`,
    editLabel: 'Text of the note',
    done: 'Done',
    by: (name: string) => `by ${name}`,
    actions: 'Actions on the note',
    actionsOf: (text: string) => `Actions: ${text}`,
    select: 'Select',
    moveTo: (where: string) => `Move to ${where}`,
    move: 'Move to a quadrant',
    up: 'Up',
    down: 'Down',
    toGroup: 'To a group',
    newGroup: 'New group',
    ungroup: 'Take out of the group',
    colour: 'Mark with a colour',
    noColour: 'No mark',
    colours: { amber: 'amber', rose: 'rose', teal: 'teal', violet: 'violet', grey: 'grey' },
    links: 'Links…',
    copy: 'Copy the text',
    bin: 'Move to the bin',
    moved: (n: number, where: string) => `Moved ${count(n, notes)} to ${where}`,
    shifted: (place: number, of: number) => `Place ${place} of ${of}`,
    binned: (n: number) => `In the bin: ${count(n, notes)}`,
    grouped: (n: number, name: string) => `In the group “${name}”: ${count(n, notes)}`,
    ungrouped: 'Taken out of the group',
    coloured: (name: string) => `Marked: ${name}`,
    uncoloured: 'Mark removed',
    more: 'more',
    less: 'less',
    undone: 'Undone',
    redone: 'Redone',
    undoSkipped: (n: number) =>
      n === 1
        ? 'Not undone: somebody has changed this note since.'
        : `${count(n, notes)} left as they are: somebody has changed them since.`,
  },

  group: {
    loose: 'No group',
    kind: 'group',
    label: 'Name of the group',
    create: 'Group',
    createTitle: (n: number) => `New group: ${count(n, notes)}`,
    unnamed: 'New group',
    rename: 'Rename',
    renameOf: (name: string) => `Rename the group ${name}`,
    actions: (name: string) => `Actions on the group ${name}`,
    up: 'Group up',
    down: 'Group down',
    dissolve: 'Dissolve the group',
    dissolved: 'The group is dissolved, its notes stayed',
  },
} satisfies Words;
