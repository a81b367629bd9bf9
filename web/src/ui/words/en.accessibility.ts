import type { AccessibilityWords } from './pl.accessibility.ts';

/** The English statement of how accessible the product is. */
export const enAccessibility = {
  title: 'Accessibility',
  lead: 'What works with a keyboard, a screen reader and at high zoom, what was checked and how, and what is missing. A town can build its own statement on it.',
  parts: [
    {
      title: 'Status',
      lines: [
        'The measure is WCAG 2.2, level AA (EN 301 549). By its makers’ own assessment the product conforms in part; the exceptions are below.',
        'This is a self-assessment. There was no audit from outside, and no trial with people who use a screen reader every day.',
      ],
    },
    {
      title: 'What works',
      lines: [
        'Whatever a mouse does, a keyboard does: dragging has its counterpart in menus and in shortcuts with Alt. F6 goes round the parts of the page, F8 tells what happened.',
        'A board of notes can be read as a list with headings. The focus is not lost when somebody else moves or bins a note.',
        'A screen reader hears phases, time, votes, and what others do to one’s own notes: at most six times a minute, ten for moderators. In the personal settings one can choose to hear less.',
        'Time closes nothing. One can ask for more time without anybody seeing who asks.',
        'Text has a contrast of at least 4.5:1, what notes say 9:1. Colour never tells alone. Nothing blinks, and motion goes where the system switches it off.',
        'Pages fit at a zoom of 400% and on a screen 320 pixels wide. One can choose larger text and switch off shortcuts of one letter.',
        'The projector announces phase, vote and result, and its pages can be paused by the space bar.',
      ],
    },
    {
      title: 'How it was checked',
      lines: [
        'With each change axe examines the main pages and windows in Chromium in Polish and English, in Polish also at widths of 640 and 390 pixels. It finds nothing.',
        'A test presses by the keyboard one button after the other on the page of a moderator and in its windows, and checks that the focus is always on something that can be seen.',
        'The way from the invitation to an edited note, the next phase, a vote and the presentations are walked by the keyboard alone.',
        'The number of announcements is checked on random courses of meetings.',
      ],
    },
    {
      title: 'What is missing',
      lines: [
        'NVDA, JAWS, VoiceOver and the screen reader of Android have not been tried; what is heard was checked in Chromium’s accessibility tree. Other browsers are not examined automatically.',
        'On the plane of a vision board the places of notes are seen, not heard. The list has the same notes, without places.',
        'Printing and saving as PDF depend on the browser; the file may have no tags. The same data are in the XLSX and CSV files.',
        'Texts of participants bear the language of the workshop, also where somebody writes in another.',
        'There is no sign language and no easy-to-read version.',
      ],
    },
    {
      title: 'A statement of your own',
      lines: [
        'The statement is published by the body that holds the workshops. It can take the status, the way of assessment and the list of what is missing from above.',
        'It adds: its name and the address of the page, the dates of publication and of the last review, its own contents and what they lack, whom to contact, how to make requests and complaints, and when they are answered.',
        'Where somebody cannot take part this way, the body offers another: a moderator can, for example, write notes on behalf of a participant.',
      ],
    },
  ],
} satisfies AccessibilityWords;
