import { enPeople } from './en.people.ts';
import { enTeams } from './en.teams.ts';
import { enVoting } from './en.voting.ts';
import type { LaterWords } from './pl.later.ts';
import { counted } from './plural.ts';

const people = { one: 'person', other: 'people' };
const waiting = { one: 'change is waiting', other: 'changes are waiting' };

/** The English words of what a workshop's page opens after its first paint. */
export const enLater = {
  people: enPeople,
  voting: enVoting,
  teams: enTeams,
  device: {
    what: 'Scan the QR code with the phone, or open this address there. The phone enters as the same person; this tab stays open.',
    until: (when: string) =>
      `The link works once, until ${when}. Show it to nobody else: whoever opens it enters as you.`,
    link: 'Link for a second device',
  },
  leaving: {
    title: 'Leave the workshop?',
    what: 'The notes stay on the board. This browser will forget the workshop; you can return by link or access code.',
    pending: (n: number) => `Careful: ${counted('en', n, waiting)} to be saved and will be lost.`,
    stay: 'Stay',
  },
  refused: {
    title: 'Not accepted',
    what: 'The server did not save these changes. The text can be copied and typed again.',
    dismiss: 'Remove from the list',
  },
  selection: {
    count: (n: number) => `Selected: ${n}`,
    label: 'Actions on the selected notes',
    move: 'Move',
    group: 'Group',
    colour: 'Mark',
    bin: 'To the bin',
    clear: 'Deselect',
  },
  blocked: {
    title: 'The browser blocks cookies',
    what: 'Without a cookie from this page the browser forgets at once who has entered. Allow it beside the address (padlock or shield), or open the link in another browser. Then load the page again.',
  },
  throttled: {
    title: 'Too many tries at once',
    what: (seconds: number) =>
      `For security please wait. The next try is in ${counted('en', seconds, { one: 'second', other: 'seconds' })}.`,
    over: 'You can try again now.',
  },
  lostNote: {
    wasDeleted: 'This note went to the bin while it was edited. The text you typed is kept here.',
    yourText: 'The text you typed',
    restore: 'Restore the note',
  },
  reactions: { yes: 'I agree', clap: 'Well done', idea: 'I have an idea', slower: 'Slower, please' },
  reacting: (n: number, name: string) => `${name}: ${counted('en', n, { one: 'person', other: 'people' })}`,
  own: {
    label: 'For the moderators',
    hand: 'Hand',
    handUp: 'Raise hand',
    raised: 'Your hand is up',
    lowered: 'Your hand is down',
    ready: 'Ready',
    readySaid: 'Marked as ready',
    unreadySaid: 'No longer marked as ready',
    react: 'React',
    reacted: (name: string) => `Shown: ${name}`,
    tooSoon: 'A reaction can be shown once a second.',
    unheard: 'Without a connection nobody sees a reaction.',
  },
  links: {
    lead: 'For security a link cannot be shown a second time. A new one can be issued; earlier links keep working.',
    people: (n: number) =>
      n === 0 ? 'nobody has come in by this link' : `${counted('en', n, people)} in the workshop`,
    active: 'works',
    revoked: 'revoked',
    since: (when: string) => `since ${when}`,
    until: (when: string) => `until ${when}`,
    give: 'Issue a new link',
    revoke: 'Revoke',
    revokeWhat: {
      participant: 'All links and the access code of the participants will stop working. Their notes stay.',
      moderator: 'All links of the moderators will stop working. This window stays.',
      observer: 'All links of projector and guests will stop working.',
    },
    putsOut: (n: number) =>
      n === 0 ? 'Nobody is disconnected.' : `Disconnected at once: ${counted('en', n, people)}.`,
    confirmRevoke: 'Yes, revoke it',
    fresh: 'A new link. Copy it now, it will not be shown again.',
    code: 'Access code',
    show: 'Show the access code on the projector',
    shown: 'Everybody sees it now, observers too.',
    notShown: 'Only moderators see it.',
    qrAlt: (address: string) => `QR code with the address ${address}`,
  },
  find: {
    label: 'Find on the board',
    count: (at, of) => (of === 0 ? 'nothing' : `${at} of ${of}`),
    by: { author: 'Author', team: 'Team', colour: 'Colour', group: 'Group' },
    any: 'any',
    previous: 'Previous',
    next: 'Next',
    close: 'Close the search',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    onHint:
      'Letters and digits can be switched off in the personal settings; arrows, Enter, the F keys and Ctrl+Z always work.',
    board: 'On the board',
    writing: 'While writing',
    rows: {
      arrows: 'next note, also in the neighbouring quadrant',
      edit: 'edit the note',
      select: 'select; Shift and Ctrl add more',
      move: 'move the note that way, also into the quadrant next to it',
      menu: 'actions on the note',
      remove: 'move to the bin',
      group: 'group the selected notes',
      jump: 'write in quadrant 1, 2, 3 or 4',
      undo: 'undo, redo your own change',
      view: 'board or list',
      overview: 'overview of all notes',
      enlarge: 'enlarge one quadrant, show all again',
      find: 'find',
      regions: 'next, previous part of the page',
      happened: 'what happened',
      help: 'this sheet',
      add: 'add the note and keep writing',
      line: 'new line',
      finish: 'finish editing',
    },
    leading: {
      next: 'to the button for the next phase',
      vote: 'new vote',
      presentations: 'presentations of the teams',
    },
    space: 'Space',
    arrowKeys: 'Arrows',
    arrows: {
      'arrow-up': 'up arrow',
      'arrow-down': 'down arrow',
      'arrow-left': 'left arrow',
      'arrow-right': 'right arrow',
    },
  },
  previewOnly: 'This is a view only: nothing can be changed here.',
  overview: 'Overview of all notes',
  sections: {
    enlarge: (name) => `Enlarge ${name}`,
    all: 'Show all quadrants',
  },
  bin: {
    title: 'Bin',
    empty: 'The bin is empty.',
    lead: 'Notes return to their places.',
    restore: 'Restore',
    restoreOf: (text: string) => `Restore: ${text}`,
    restoreAll: 'Restore all',
    restoreSome: (n: number) => `Restore selected (${n})`,
    emptyIt: 'Empty the bin',
    emptyTitle: 'Empty the bin?',
    emptyWhat: [
      'The notes in it are removed for good. This cannot be undone.',
      'Notes that were given points or merged into others stay.',
    ],
    emptied: 'The bin was emptied',
  },
} satisfies LaterWords;
