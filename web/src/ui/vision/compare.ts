import { diff, unitOffset } from '../../board/splice.ts';

/** A piece of two texts that are compared: in both, only in the earlier one, or only in the later one. */
export interface Piece {
  readonly is: 'same' | 'gone' | 'fresh';
  readonly text: string;
}

/** What is equal between two changes and shorter than this is told as changed, so that a rewritten sentence reads as one. */
const shortest = 24;

/** Compares two texts word by word. */
export function compare(before: string, after: string): Piece[] {
  return joined(piecesOf(before, after));
}

// A letter stands for each word, so that what compares letters compares words.
function piecesOf(before: string, after: string): Piece[] {
  const letters = new Map<string, string>();
  const spelt = (text: string) =>
    (text.match(/\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? [])
      .map((word) => {
        const letter = letters.get(word) ?? String.fromCodePoint(0x10000 + letters.size);
        letters.set(word, letter);
        return letter;
      })
      .join('');
  const [old, now] = [spelt(before), spelt(after)];
  const words = new Map([...letters].map(([word, letter]) => [letter, word]));
  const read = (spelling: string) => [...spelling].map((letter) => words.get(letter)).join('');
  const pieces: Piece[] = [];
  let at = 0;
  for (const step of diff(old, now)) {
    if (typeof step === 'string') {
      pieces.push({ is: 'fresh', text: read(step) });
      continue;
    }
    const end = unitOffset(old, Math.abs(step), at);
    pieces.push({ is: step > 0 ? 'same' : 'gone', text: read(old.slice(at, end)) });
    at = end;
  }
  return [...pieces, { is: 'same', text: read(old.slice(at)) }];
}

// One removal and one addition for each run of changes.
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  let [gone, fresh] = ['', ''];
  const end = () => {
    if (gone !== '') all.push({ is: 'gone', text: gone });
    if (fresh !== '') all.push({ is: 'fresh', text: fresh });
    [gone, fresh] = ['', ''];
  };
  pieces.forEach(({ is, text }, i) => {
    const between = (gone !== '' || fresh !== '') && pieces.slice(i + 1).some((each) => each.is !== 'same');
    if (is === 'gone') gone += text;
    else if (is === 'fresh') fresh += text;
    else if (between && [...text].length < shortest) {
      gone += text;
      fresh += text;
    } else {
      end();
      if (text !== '') all.push({ is, text });
    }
  });
  end();
  return all;
}
