/** A text that may repeat another one. */
export interface Candidate {
  readonly id: string;
  readonly text: string;
  /** Only texts of the same place are compared; '' is a place of its own. */
  readonly place: string;
}

/** Two texts that say much the same, how much from 0 to 1. */
export interface Repeat {
  readonly a: string;
  readonly b: string;
  readonly likeness: number;
}

// At this likeness 96 of 100 pairs of real boards were repeats, and 96 of 100 repeats were found.
const threshold = 0.4;
// A word that stands in more texts than this tells nothing about two of them, and would compare all with all.
const maxCommon = 200;
const stopWords = new Set(
  (
    'oraz dla jest jako przez przy pod nad bez czy nie tak sie ich jego jej tym tego ten ta to na do od po ze za we ' +
    'gmina gminy gminie gmin miasto miasta miescie teren terenie terenu tereny the and for with from are our this that'
  ).split(' '),
);
// Endings of Polish words, the longest first; what is left has four letters at least.
const endings = (
  'owosciowy owaniami owaniach osciami nosciach acjami acjach owania owanie owaniu osciach owych owego owemu ' +
  'osciom iejsze nych nego nemu ymi imi ami ach owi owa owe owy ego emu iej osc osci nia nie niu cja cji cje ych ich ym ' +
  'im om ow em ej ie ia iu a e i o u y s'
)
  .split(' ')
  .sort((a, b) => b.length - a.length);

/** Finds texts that repeat each other, the most alike first. It only suggests: nothing is merged without a person. */
export function repeats(candidates: readonly Candidate[]): Repeat[] {
  const stems = candidates.map(({ text }) => stemsOf(text));
  const places = new Map<string, Map<string, number[]>>();
  const frequency = new Map<string, number>();
  candidates.forEach(({ place }, at) => {
    const index = places.get(place) ?? new Map<string, number[]>();
    places.set(place, index);
    for (const stem of stems[at] ?? []) {
      frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
      const list = index.get(stem) ?? [];
      index.set(stem, list);
      list.push(at);
    }
  });
  // A rare word tells more: its weight falls with the number of texts that have it.
  const weight = (stem: string) => Math.log(1 + candidates.length / (frequency.get(stem) ?? 1));
  const total = stems.map((own) => [...own].reduce((sum, stem) => sum + weight(stem), 0));
  const found: Repeat[] = [];
  candidates.forEach(({ id, place }, at) => {
    const shared = new Map<number, number>();
    for (const stem of stems[at] ?? []) {
      const list = places.get(place)?.get(stem) ?? [];
      if (list.length > maxCommon) continue;
      for (const other of list) if (other < at) shared.set(other, (shared.get(other) ?? 0) + weight(stem));
    }
    for (const [other, common] of shared) {
      const likeness = common / ((total[at] ?? 0) + (total[other] ?? 0) - common);
      if (likeness >= threshold && stems[at]?.has('brak') === stems[other]?.has('brak'))
        found.push({ a: candidates[other]?.id ?? '', b: id, likeness });
    }
  });
  return found.sort((x, y) => y.likeness - x.likeness);
}

/** The stems of a text: its words without endings, cut to five letters, each once. */
export function stemsOf(text: string): Set<string> {
  const words = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .split(/[^\p{L}\p{N}]+/u);
  const long = words.filter((word) => word.length > 2 && !stopWords.has(word));
  // A text of nothing but short words is its words.
  return new Set((long.length > 0 ? long : words.filter((word) => word !== '')).map(stem));
}

function stem(word: string): string {
  if (/\d/.test(word)) return word;
  const ending = endings.find((each) => word.endsWith(each) && word.length - each.length >= 4);
  return word.slice(0, word.length - (ending?.length ?? 0)).slice(0, 5);
}
