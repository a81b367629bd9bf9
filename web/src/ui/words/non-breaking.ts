/**
 * Ties one-letter words ("w", "z", "i", "a") to the word after them, so that no line of a heading ends with one,
 * as Polish typography asks. Other spaces stay as they are.
 */
export function nonBreaking(text: string): string {
  return text.replace(/(?<=^|[\s([{„"'«–—-])(\p{L}) (?=\S)/gu, '$1\u00a0');
}
