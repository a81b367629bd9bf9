import type { CheckWords } from './pl.check.ts';

/** The English words of the page on which somebody checks their computer and network before a workshop. */
export const enCheck: CheckWords = {
  title: 'Will it work for you?',
  lead: 'This page checks your computer and network before a workshop. It needs no invitation.',
  again: 'Check again',
  print: 'Print for the IT department',
  states: { running: 'checking', good: 'works', bad: 'does not work' },
  names: {
    socket: 'Live connection (WebSocket)',
    stream: 'Live connection (stream)',
    plain: 'Plain requests',
    clock: 'Clock',
    storage: 'The browser’s storage',
    cookies: 'Cookies',
    sound: 'Sound',
  },
  latency: (ms) => `answer after ${ms} ms`,
  clockOff: (minutes) => `differs by ${minutes} min`,
  whole: {
    good: 'Everything is ready.',
    slow: 'You can take part. The IT department can improve what stands below.',
    bad: 'It will not work like this. Show this page to the IT department.',
  },
  advice: {
    socket:
      'Ask for WebSocket connections (wss) to this address to be let through. Without them the changes of others come a little later.',
    stream:
      'Ask for answers of the type text/event-stream from this address not to be held back (virus scanner, proxy).',
    plain: 'This address is blocked. Ask for it to be allowed in the firewall.',
    clock:
      'Set the clock of the computer. Timers follow the server, but certificates of pages are checked by this clock.',
    storage: 'The browser keeps nothing: wait for “Saved” before you close the tab. Leaving the private mode helps.',
    cookies: 'Allow the cookies of this page: padlock or shield beside the address.',
    sound: 'The timer will not ring. Everything else works.',
  },
};
