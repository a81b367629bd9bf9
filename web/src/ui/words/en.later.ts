import { enPeople } from './en.people.ts';
import { enTeams } from './en.teams.ts';
import { enVoting } from './en.voting.ts';
import type { LaterWords } from './pl.later.ts';

/** The English words of what a workshop's page opens after its first paint. */
export const enLater = {
  people: enPeople,
  voting: enVoting,
  teams: enTeams,
  links: {
    lead: 'For safety a link cannot be read a second time. A new one can be issued: the old one then stops working.',
    active: 'works',
    revoked: 'revoked',
    since: (when: string) => `since ${when}`,
    until: (when: string) => `until ${when}`,
    renew: 'Issue a new link',
    revoke: 'Revoke',
    renewWhat: {
      participant:
        'The present link and code will stop working, and those who entered by them are disconnected at once. Their notes stay.',
      moderator:
        'The present link will stop working, and other moderators are disconnected at once. This window stays.',
      observer: 'The present link will stop working, and projector and guests are disconnected at once.',
    },
    confirmRenew: 'Yes, issue a new one',
    confirmRevoke: 'Yes, revoke it',
    fresh: 'The new link. Copy it now, it will not be shown again.',
    code: 'Access code',
    show: 'Show the code on the projector',
    shown: 'Everybody sees the code now, observers too.',
    notShown: 'Only moderators see the code.',
    qrAlt: (address: string) => `QR code with the address ${address}`,
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    on: 'Single-key shortcuts on',
    onHint: 'Switching off concerns letters and digits; arrows, Enter and Ctrl+Z always work.',
    board: 'On the board',
    writing: 'While writing',
    rows: {
      arrows: 'next note, also in the neighbouring field',
      edit: 'edit the note',
      select: 'select; Shift and Ctrl add more',
      move: 'move the note within its field',
      across: 'move it to the neighbouring field',
      menu: 'actions on the note',
      remove: 'move to the bin',
      group: 'group the selected notes',
      jump: 'write in field 1, 2, 3 or 4',
      undo: 'undo, redo your own change',
      view: 'board or list',
      help: 'this sheet',
      add: 'add the note and go on writing',
      line: 'new line',
      finish: 'finish editing',
    },
    space: 'Space',
    arrowKeys: 'Arrows',
    arrows: {
      'arrow-up': 'up arrow',
      'arrow-down': 'down arrow',
      'arrow-left': 'left arrow',
      'arrow-right': 'right arrow',
    },
    or: 'or',
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
      'Notes that a vote names or that were merged into others stay.',
    ],
    emptied: 'The bin was emptied',
  },
} satisfies LaterWords;
