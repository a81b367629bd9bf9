import type { Member } from '../../board/generated.ts';
import { byteOrder } from '../../board/record.ts';

/** Letters of other alphabets, and digits, that look like Latin letters, after case is folded. */
const lookalikes: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['a', 'аαɑ'],
    ['b', 'вβ'],
    ['c', 'сϲ'],
    ['d', 'ԁ'],
    ['e', 'еε'],
    ['g', 'ɡց'],
    ['h', 'нһη'],
    ['i', 'іιı1l|!'],
    ['j', 'ј'],
    ['k', 'кκ'],
    ['m', 'мμ'],
    ['n', 'пո'],
    ['o', 'оο0օσ'],
    ['p', 'рρ'],
    ['r', 'гᴦ'],
    ['s', 'ѕ5'],
    ['t', 'тτ'],
    ['u', 'υս'],
    ['v', 'νѵ'],
    ['w', 'ѡω'],
    ['x', 'хχ'],
    ['y', 'уγү'],
    ['z', 'ᴢ2'],
  ].flatMap(([letter = '', others = '']) => [...others].map((other) => [other, letter])),
);

/** What two names that look alike have in common: without case, marks above and below, signs and foreign lookalikes. */
export function skeleton(name: string): string {
  return [...name.normalize('NFKD').toLowerCase().replace(/ł/g, 'l')]
    .map((letter) => lookalikes[letter] ?? letter)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

interface Words {
  readonly moderates: string;
  readonly nth: (n: number) => string;
}

/**
 * How everybody is called, by id: of several whose names look alike, with the affiliation, and with a number for all but
 * the one who had the name first. Whoever moderates is marked, so that nobody can pass for a moderator.
 */
export function distinctNames(members: readonly Member[], words: Words): Map<string, string> {
  const alike = new Map<string, Member[]>();
  for (const member of members) {
    const key = skeleton(member.name) || member.name;
    alike.set(key, [...(alike.get(key) ?? []), member]);
  }
  const names = new Map<string, string>();
  for (const group of alike.values()) {
    group.sort((a, b) => a.named - b.named || byteOrder(a.id, b.id));
    group.forEach((member, i) => {
      const more = group.length === 1 ? [] : [member.affiliation, i === 0 ? '' : words.nth(i + 1)];
      const aside = [...more, member.role === 'moderator' ? words.moderates : ''].filter((part) => part !== '');
      names.set(member.id, aside.length === 0 ? member.name : `${member.name} (${aside.join(', ')})`);
    });
  }
  return names;
}
