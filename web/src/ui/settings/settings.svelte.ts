import type { Hears } from '../announcing/voice.ts';

/** What people choose for themselves: it holds in this browser, for every workshop. */
export interface Settings {
  /** Boards open as lists. */
  list: boolean;
  /** Letters and digits are shortcuts. */
  letters: boolean;
  /** Larger text and controls. */
  larger: boolean;
  /** What is announced of what others do. */
  hears: Hears;
  /** What rings: nothing, the timer, or also votes and a pause of writing. */
  chime: 'off' | 'timer' | 'all';
  /** Where notes are hidden while they are written, the page asks for more time before it is up. */
  slow: boolean;
}

const KEY = 'warsztat.settings';

/** The choices of this person. */
export const settings: Settings = $state({
  list: false,
  letters: true,
  larger: false,
  hears: 'all',
  chime: 'timer',
  slow: false,
  ...kept(),
});

/** Makes a choice and keeps it. */
export function choose(choice: Partial<Settings>): void {
  Object.assign(settings, choice);
  apply();
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Where nothing is kept it lasts as long as the page.
  }
}

/** Makes the page look as the person chose. */
export function apply(): void {
  document.documentElement.classList.toggle('larger', settings.larger);
}

function kept(): Partial<Settings> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}');
  } catch {
    return {};
  }
}
