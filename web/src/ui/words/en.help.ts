import type { HelpWords } from './pl.help.ts';

/** The English words of the help page. */
export const enHelp = {
  title: 'Help',
  print: 'Print this page',
  roles: { participant: 'How to take part', moderator: 'I run a workshop', observer: 'Projector and guests' },
  code: 'Access code',
  address: (page: string) => `Type the access code at ${page}, or scan the QR code with a phone.`,
  noCode: (page: string) => `Open the link in your invitation, or type the access code from the projector at ${page}.`,
  participant: [
    {
      title: 'Enter',
      what: 'Open the link in your invitation or type the access code. Give your name. No account, nothing to install.',
    },
    { title: 'See what is on', what: 'At the top are the phase of the meeting, the question and the time left.' },
    {
      title: 'Write a note',
      what: 'Type a thought and press Enter. One note, one thought. While notes are hidden you see only your own.',
    },
    {
      title: 'Correct or move it',
      what: 'Click a note to change its text. All that dragging does is also in the menu with three dots. Ctrl+Z undoes.',
    },
    { title: 'Give points', what: 'In a vote, press plus at a note. Points can be moved until the vote is closed.' },
    {
      title: 'When the network is gone',
      what: 'Keep writing. Changes wait in this browser and are saved by themselves. Below the title it says whether all is saved.',
    },
    {
      title: 'Something to say?',
      what: 'Raise your hand. When you have finished, press “Ready” beside the name of the phase.',
    },
  ],
  eve: 'The evening before',
  eveList: [
    'Open “Check computer and network” on the computer in the hall and in the office’s network.',
    'Enter by the moderator link and go through the agenda: questions, minutes, boards.',
    'Rehearse: on the organiser’s page open a rehearsal, in which simulated people write and vote.',
    'Open the projector link on the computer in the hall, and see whether the last row can read it.',
    'Send the invitation with the participant link and the access code. Print the page “How to take part” with it.',
    'Ask a second moderator: if your computer fails, they take over.',
    'Check the information clause and the day on which the workshop is deleted.',
  ],
  day: 'During the meeting',
  moderator: [
    {
      title: 'Phase by phase',
      what: 'The bar at the bottom leads through the agenda: “Next” names the next phase, and you can always go back.',
    },
    { title: 'Time', what: 'The timer counts down for everybody. Its end closes nothing: the moderator decides.' },
    { title: 'Revealing', what: 'Only its author knows a hidden note until you press “Reveal”.' },
    {
      title: 'Everybody’s attention',
      what: '“Bring here” shows everybody the same quadrant, “Pause writing” stops changes for a moment.',
    },
    {
      title: 'Voting',
      what: 'Name it, set the number of points, and close it when everybody has voted. Show the results on the projector.',
    },
    { title: 'Teams', what: 'Each team works on its own board, and its lead adds the best notes to the shared one.' },
    {
      title: 'After the meeting',
      what: 'Save a moment with a name, print the board and download it from “Print and download”.',
    },
  ],
  observer: [
    {
      title: 'Open the projector link',
      what: 'On the computer in the hall, in full screen (F11). The picture follows the moderator by itself.',
    },
    { title: 'Nothing to click', what: 'The projector only shows. After a gap in the network it connects again.' },
    { title: 'A bright hall', what: 'Add ?theme=light to the address, and the background is light.' },
  ],
  check: 'Check computer and network',
} satisfies HelpWords;
