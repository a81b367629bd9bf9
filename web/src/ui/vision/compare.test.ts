import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compare, type Piece } from './compare.ts';

const told = (before: string, after: string) =>
  compare(before, after)
    .map(({ is, text }) => ({ same: text, gone: `[-${text}-]`, fresh: `[+${text}+]` })[is])
    .join('');

const side = (pieces: readonly Piece[], not: Piece['is']) =>
  pieces
    .filter(({ is }) => is !== not)
    .map(({ text }) => text)
    .join('');

it('marks whole words', () => {
  expect(told('Rudnik to dobre miejsce do życia.', 'Rudnik to najlepsze miejsce do życia.')).toBe(
    'Rudnik to [-dobre-][+najlepsze+] miejsce do życia.',
  );
  expect(told('Miasto wikliny', 'Miasto wikliny, lasów i źródeł')).toBe('Miasto wikliny[+, lasów i źródeł+]');
  expect(told('', 'Miasto')).toBe('[+Miasto+]');
  expect(told('Miasto', 'Miasto')).toBe('Miasto');
});

it('tells a sentence that was rewritten as one removal and one addition', () => {
  expect(told('Miasto, które łączy ludzi i lasy.', 'Gmina, która łączy pokolenia i wsie.')).toBe(
    '[-Miasto, które łączy ludzi i lasy-][+Gmina, która łączy pokolenia i wsie+].',
  );
});

it('keeps apart what has 24 equal characters and more between', () => {
  const between = ' jest miejscem dla ludzi '; // 25
  expect(told(`Rudnik${between}dobrych`, `Miasto${between}młodych`)).toBe(
    `[-Rudnik-][+Miasto+]${between}[-dobrych-][+młodych+]`,
  );
  expect(told(`Rudnik${between.slice(2)}dobrych`, `Miasto${between.slice(2)}młodych`)).not.toContain('][-');
});

it('loses no character of either text', () => {
  const text = fc
    .array(fc.constantFrom('Rudnik', 'to', ' ', '\n', ',', 'miejsce 🌲', 'ż\u0307'))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = compare(before, after);
      expect(side(pieces, 'fresh')).toBe(before);
      expect(side(pieces, 'gone')).toBe(after);
    }),
  );
});
