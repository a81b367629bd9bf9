import { invisible, maxRankLength } from './generated.ts';
import { Refusal } from './refusal.ts';
import { length } from './splice.ts';

/** The rank itself; refuses one that has grown too long. */
export function checkRank(rank: string): string {
  if (rank.length > maxRankLength) throw new Refusal('too_many');
  return rank;
}

// Space as the server's language defines it; String.trim also takes U+FEFF and leaves U+0085.
const space = '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const spaceAround = new RegExp(`^[${space}]+|[${space}]+$`, 'g');
const loneSurrogate = /\p{Surrogate}/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const control = /[\u0000-\u001f\u007f-\u009f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const controlInProse = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const idForm = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a text is nothing but space. */
export function isBlank(text: string): boolean {
  return text.replace(spaceAround, '') === '';
}

/** Checks a text of one line and gives it without the space around it. */
export function line(text: string, limit: number, required: boolean): string {
  const trimmed = text.replace(spaceAround, '');
  if (required && trimmed === '') throw new Refusal('empty');
  if (length(trimmed) > limit) throw new Refusal('too_long');
  if (control.test(trimmed) || loneSurrogate.test(trimmed)) throw new Refusal('bad_text');
  if (invisible.test(trimmed)) throw new Refusal('invisible');
  return trimmed;
}

/** Checks a text that may have several lines. */
export function prose(text: string, limit: number): void {
  if (length(text) > limit) throw new Refusal('too_long');
  if (controlInProse.test(text) || loneSurrogate.test(text)) throw new Refusal('bad_text');
}

/** Makes any text fit for prose: line breaks unified, other control characters and halves of pairs left out. */
export function cleanProse(text: string): string {
  return text
    .replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n')
    .replace(new RegExp(controlInProse.source, 'g'), '')
    .replace(new RegExp(loneSurrogate.source, 'gu'), '');
}

/** Checks the form of an id (W7). */
export function checkId(id: string): void {
  if (!idForm.test(id)) throw new Refusal('bad_id');
}
