import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Pasted, parsePaste } from './paste.ts';
import { type Quadrant, quadrants } from './swot.ts';

const testdata = new URL('./testdata/', import.meta.url);
const letters = 'SWOT';

interface Case {
  name: string;
  fallback: Quadrant;
  text: string;
  want: string[];
}

/** Reads the cases of one file of testdata/pastes; its README tells the form. */
function cases(file: string): Case[] {
  const whole = readFileSync(new URL(`pastes/${file}`, testdata), 'utf8');
  return whole
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [title = '', ...lines] = part.split('\n');
      const line = lines.indexOf('---');
      const [, name = title, fallback = 'strength'] = /^(.*?)(?: \((\w+)\))?$/.exec(title) ?? [];
      const text = lines.slice(0, line).join('\n').replaceAll('⇥', '\t').replaceAll('␠', '');
      const want = lines.slice(line + 1).filter((row) => row !== '');
      return { name, fallback: fallback as Quadrant, text, want };
    });
}

/** What was pasted, in the form of the cases. */
function told(pasted: Pasted): string[] {
  const notes = quadrants.flatMap((quadrant, at) =>
    pasted.notes
      .filter((note) => note.quadrant === quadrant)
      .map(({ group, text }) =>
        [letters[at], group && `[${group}]`, text.replaceAll('\n', '⏎')].filter(Boolean).join(' '),
      ),
  );
  const warnings = pasted.warnings.map(({ code, count }) => `! ${code} ${count}`).sort();
  return [...notes, ...warnings, ...(pasted.fallbackUsed ? ['! fallback'] : [])];
}

for (const file of readdirSync(new URL('pastes/', testdata)).filter((name) => name.endsWith('.txt'))) {
  describe(file, () => {
    it.each(cases(file))('$name', ({ text, fallback, want }) => {
      expect(told(parsePaste(text, fallback))).toEqual(want);
    });
  });
}
