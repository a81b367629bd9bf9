import { describe, expect, it } from 'vitest';
import { type Candidate, repeats, stemsOf } from './repeats.ts';

const pairs = (...texts: string[]) => found(texts.map((text) => ({ id: text, text, place: '' })));
const found = (candidates: Candidate[]) => repeats(candidates).map(({ a, b }) => [a, b]);

// What stands on a board beside the pairs; it gives the words their weights.
const others = [
  'rozległe kompleksy leśne',
  'brak kanalizacji',
  'wysokie bezrobocie',
  'dobra sieć dróg',
  'spadek liczby urodzeń',
  'obiekty zabytkowe',
  'mało miejsc pracy',
  'czyste rzeki i jeziora',
];

describe('repeats', () => {
  it.each([
    ['lasy i rzeki', 'Lasy i rzeki.'],
    ['silne poczucie tożsamości', 'silna tożsamość lokalna'],
    ['Zły stan dróg gminnych', 'zły stan drogi gminnej'],
    ['odpływ młodych ludzi', 'odpływ ludzi młodych i wykształconych'],
    ['zagrożenie powodziowe', 'zagrożenie powodzią'],
    ['nowe miejsca pracy w mieście', 'Nowe miejsca pracy'],
    ['OZE', 'oze'],
  ])('%s = %s', (a, b) => {
    expect(pairs(...others, a, b)).toContainEqual([a, b]);
  });

  it.each([
    ['dobra sieć szkół podstawowych', 'słaba sieć usług rolniczych'],
    ['sieć gazowa', 'brak sieci gazowej'],
    ['lasy', 'rzeki'],
    ['programy unijne', 'mało firm'],
  ])('%s ≠ %s', (a, b) => {
    expect(pairs(...others, a, b)).not.toContainEqual([a, b]);
  });

  it('compares only texts of the same place', () => {
    const at = (id: string, place: string) => ({ id, text: 'brak żłobka', place });
    expect(found([at('1', 'w'), at('2', 't'), at('3', 'w')])).toEqual([['1', '3']]);
  });

  it('gives the most alike first', () => {
    const [first] = pairs(
      ...others,
      'nowa świetlica wiejska we wsi',
      'świetlica wiejska nad stawem',
      'Świetlica wiejska nad stawem',
    );
    expect(first).toEqual(['świetlica wiejska nad stawem', 'Świetlica wiejska nad stawem']);
  });

  it('takes work in proportion to the texts, also when all have a word in common', () => {
    const texts = Array.from({ length: 5_000 }, (_, n) => ({
      id: `${n}`,
      text: `projekt numer ${n * 7919}`,
      place: '',
    }));
    expect(repeats(texts)).toEqual([]);
  });

  it('says nothing about texts without words', () => {
    expect(pairs('…', '!', '')).toEqual([]);
  });
});

it('stems are short and without marks', () => {
  expect([...stemsOf('Źdźbła łąk, gmina i 3 mosty')]).toEqual(['zdzbl', 'lak', 'most']);
});
