import { readFileSync } from 'node:fs';
import { defaultLimits } from '../../../board/generated.ts';
import targets from '../../swot/headings.ts';
import { type Clip, readClip } from '../clipboard.ts';
import { Names } from '../names.ts';
import { type Choices, noChoices, type Reading, readPaste } from '../read.ts';

const names = new Names(targets);

/** A SWOT of 85 notes in six groups, as a spreadsheet copies it. */
export const wholeSwot = readFileSync(new URL('./swot-rudnik.tsv', import.meta.url), 'utf8');

export function clipOf(copied: string): Clip {
  const clip = readClip(copied.startsWith('<') ? { text: '', html: copied } : { text: copied, html: '' });
  if (typeof clip === 'string') throw new Error(clip);
  return clip;
}

/** Reads what was copied for a SWOT board; what begins with "<" is HTML. */
export function readSwot(
  copied: string,
  into?: string,
  choices: Partial<Choices> = {},
  limits = defaultLimits,
): Reading {
  return readPaste(clipOf(copied), { names, into, limits, choices: { ...noChoices, ...choices } });
}
