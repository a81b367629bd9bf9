/**
 * Ties one-letter words ("w", "z", "i", "a") to the word after them, and numbers to the word that they count or
 * measure, so that no line ends with one, as Polish typography asks. Other spaces stay as they are.
 */
export function nonBreaking(text: string): string {
  return text.replace(/(?<=^|[\s([{„"'«–—-])(\p{L}) (?=\S)|(?<=\d\.?) (?=\p{L})/gu, '$1\u00a0');
}

/** The words of a catalogue with all its sentences tied, those too that its functions make. */
export function tied<W>(words: W): W {
  if (typeof words === 'string') return nonBreaking(words) as W;
  if (typeof words === 'function') return ((...values: unknown[]) => tied(words(...values))) as W;
  if (Array.isArray(words)) return words.map(tied) as W;
  if (words === null || typeof words !== 'object' || words instanceof RegExp) return words;
  return Object.fromEntries(Object.entries(words).map(([key, each]) => [key, tied(each)])) as W;
}
