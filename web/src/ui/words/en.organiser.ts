import type { OrganiserWords } from './pl.organiser.ts';

/** The English words of the pages for those who prepare a workshop. */
export const enOrganiser = {
  home: {
    title: 'One shared board for a strategy workshop',
    lead: 'A SWOT analysis filled in live: everyone writes from their own computer or phone, and the hall sees it all on the projector. No accounts, nothing to install.',
    organiserAsk: 'Preparing a meeting?',
    organiserLink: 'Create a workshop',
    checkAsk: 'Will it work for you?',
    checkLink: 'Check computer and network',
    specimen: 'This is how the board looks during a meeting',
    sample: {
      strength: ['Wide forests around the town', 'Active village women’s clubs', 'Good schools'],
      weakness: ['Too few nursery places', 'Poor state of local roads', 'No sewers'],
      opportunity: ['Countryside holidays in fashion', 'A new railway line', 'Funds for education'],
      threat: ['Young people moving away', 'Floods of the river', 'Rising cost of services'],
    },
  },
  organiser: {
    title: 'A new workshop',
    lead: 'Three answers and the links are ready. Everything can be changed later.',
    keyLabel: 'Organiser key',
    keyHint: 'It is in the link that the server printed when it first started.',
    keyWrong: 'This key does not fit. Copy the whole of it again.',
    keySubmit: 'Continue',
    nameLabel: 'What is the meeting called?',
    nameHint: 'Everyone sees the title, on the projector too.',
    nameExample: 'e.g. Rudnik development strategy: diagnosis',
    nameMissing: 'A workshop needs a title.',
    localeLabel: 'In which language?',
    localeHint: 'Everyone can choose another for themselves.',
    templateLabel: 'With which board?',
    kind: 'Kind',
    boardName: (n: number) => `Name of board ${n}`,
    addBoard: 'Add a board',
    removeBoard: (n: number) => `Remove board ${n}`,
    boardsAbout: {
      swot: 'Strengths and weaknesses, opportunities and threats in four fields.',
      vision: 'Notes in areas with a question each, and the vision and the mission worded together.',
      matrix: 'Areas, goals, measures, actions and projects in one numbered table.',
    },
    agendaLabel: 'With which agenda?',
    noAgenda: 'Without an agenda',
    agendaHint: 'An agenda can also be chosen or changed later, even while it runs.',
    create: 'Create the workshop',
    ready: 'The workshop is ready',
    readyLead:
      'Each role has its own link. The links are secret and shown only now: copy them before you close this page. Later a moderator can issue new ones.',
    openModerator: 'Open as moderator',
    opensInTab: 'opens in a new tab',
    participantWhat: 'For everyone who will write. Send it in the invitation.',
    moderatorWhat: 'For those who run the meeting. Do not pass it on.',
    observerWhat: 'For the projector and guests: shows the board, changes nothing.',
    links: { moderator: 'Moderator link', participant: 'Participant link', observer: 'Projector link' },
    codeLabel: 'Access code',
    codeWhat: (address: string) => `To be typed at ${address}`,
    reach: {
      computer:
        'This address works on this computer only, so a phone cannot open the QR code. In a local network start the server with --lan, on the internet with --public-url.',
      network:
        'Phones must be in the same network (the same Wi-Fi). Without https others in it can read what you write.',
      everywhere: '',
    },
    copyInvitation: 'Copy the invitation',
    invitation: (title: string, link: string, address: string, code: string, check: string) =>
      `Invitation to the workshop “${title}”.\n\nEnter with one click: ${link}\nOr type the code ${code} at ${address}\n\nA browser is all you need, no account. Check beforehand that it works for you: ${check}`,
    another: 'Create another workshop',
    stepsTitle: 'What next',
    steps: [
      'Send the participant link or tell the code.',
      'Open the projector link on the computer in the hall. You show the code on it from “Invitations”.',
      'Enter as moderator and write the first note.',
    ],
  },
} satisfies OrganiserWords;
