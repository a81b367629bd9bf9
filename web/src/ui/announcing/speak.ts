/** So long words stay in a live region, in milliseconds: whoever reads it again finds the last ones. */
const STAY = 10_000;

/** Text of people within a sentence, kept apart from it: it neither turns the rest around nor takes its language. */
export function isolated(text: string): string {
  return `\u2068${text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`;
}

/** The same words without the signs around the texts of people. */
export function plain(words: string): string {
  return words.replace(/[\u2068\u2069]/g, '');
}

/**
 * Gives words to whoever listens. While a dialog is open the rest of the page is mute, so each dialog has a live region
 * of its own; the topmost one speaks. `locale` is the language of the texts of people.
 */
export function speak(words: string, locale: string): void {
  const layer = [...document.querySelectorAll('dialog:modal')].at(-1);
  const region = layer?.querySelector('[data-live]') ?? document.querySelector('[data-live]');
  if (region === null) return;
  const line = document.createElement('p');
  words.split(/\u2068([^\u2069]*)\u2069/).forEach((part, at) => {
    if (at % 2 === 0) line.append(part);
    else {
      const text = document.createElement('bdi');
      text.lang = locale;
      text.textContent = part;
      line.append(text);
    }
  });
  region.append(line);
  setTimeout(() => line.remove(), STAY);
}
