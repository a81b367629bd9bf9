import { fromEdit, isIdentity, length, movePosition } from '../../board/splice.ts';
import type { Person } from '../workshop/workshop-store.svelte.ts';

/** Where somebody is in a text, in characters; the anchor is the other end of what they have selected. */
export interface Caret {
  readonly member: string;
  readonly caret: number;
  readonly anchor: number;
}

/** The carets of others in one text. They are carried along with the text until their owners tell where they are now. */
export class Carets {
  #text = '';
  /** What each person told last, and where that is by now. */
  readonly #all = new Map<string, { told: Person; at: Caret }>();

  /** Where all are, after the text or what people told may have changed. */
  follow(text: string, people: ReadonlyMap<string, Person>): Caret[] {
    const ops = text === this.#text ? [] : fromEdit(this.#text, text);
    this.#text = text;
    const end = length(text);
    for (const member of [...this.#all.keys()]) if (people.get(member)?.caret === undefined) this.#all.delete(member);
    for (const [member, person] of people) {
      const { caret, anchor = caret } = person;
      if (caret === undefined || anchor === undefined) continue;
      const known = this.#all.get(member);
      if (known?.told === person) known.at = carried(known.at, ops, person.typing === true);
      else this.#all.set(member, { told: person, at: within({ member, caret, anchor }, end) });
    }
    return [...this.#all.values()].map(({ at }) => at);
  }
}

// Whoever is typing goes along with what is inserted where they are; others stay before it. A selection takes in nothing
// that is inserted at its ends.
function carried(at: Caret, ops: ReturnType<typeof fromEdit>, types: boolean): Caret {
  if (isIdentity(ops)) return at;
  const move = (position: number, other: number) =>
    movePosition(position, ops, position === other ? types : position < other);
  return { member: at.member, caret: move(at.caret, at.anchor), anchor: move(at.anchor, at.caret) };
}

const within = ({ member, caret, anchor }: Caret, end: number): Caret => ({
  member,
  caret: Math.min(caret, end),
  anchor: Math.min(anchor, end),
});

/** A piece of a text between carets: who has their caret before it, and who has it selected. */
export interface CaretPiece {
  readonly carets: readonly string[];
  readonly selected: string | undefined;
  readonly text: string;
}

/** Cuts a text at carets and at the ends of selections. */
export function cut(text: string, carets: readonly Caret[]): CaretPiece[] {
  const characters = [...text];
  const places = [0, ...carets.flatMap(({ caret, anchor }) => [caret, anchor])];
  const cuts = [...new Set(places)].sort((a, b) => a - b);
  return cuts.map((from, i) => {
    const to = cuts[i + 1] ?? characters.length;
    return {
      carets: carets.filter(({ caret }) => caret === from).map(({ member }) => member),
      selected: carets.find(
        ({ caret, anchor }) =>
          Math.min(caret, anchor) <= from && Math.max(caret, anchor) >= to && to > from && caret !== anchor,
      )?.member,
      text: characters.slice(from, to).join(''),
    };
  });
}
