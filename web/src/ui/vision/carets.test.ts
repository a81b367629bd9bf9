import { expect, it } from 'vitest';
import type { Person } from '../workshop/workshop-store.svelte.ts';
import { Carets, cut } from './carets.ts';

const person = (caret: number, more: Partial<Person> = {}): Person => ({ state: 'online', item: 's', caret, ...more });

it('carries carets and selections along until their owners tell where they are', () => {
  const carets = new Carets();
  const people = new Map([
    ['anna', person(6)],
    ['jan', person(14, { anchor: 7 })],
    ['ewa', person(20, { typing: true })],
    ['ola', { state: 'online', item: 's' } as Person],
  ]);
  const places = (text: string) =>
    Object.fromEntries(carets.follow(text, people).map(({ member, caret, anchor }) => [member, [caret, anchor]]));
  expect(places('Rudnik wikliną stoi.')).toEqual({ anna: [6, 6], jan: [14, 7], ewa: [20, 20] });
  // Somebody types at the end, where Ewa types, and before all.
  expect(places('Rudnik wikliną stoi. Dziś')).toMatchObject({ anna: [6, 6], ewa: [25, 25] });
  expect(places('Nasz Rudnik wikliną stoi. Dziś')).toEqual({ anna: [11, 11], jan: [19, 12], ewa: [30, 30] });
  // What is inserted exactly at a caret stands after it, unless its owner types.
  expect(places('Nasz Rudnik nad Sanem wikliną stoi. Dziś')).toMatchObject({ anna: [11, 11], jan: [29, 22] });
  // What they stand in goes.
  expect(places('Nasz Rudnik stoi. Dziś')).toMatchObject({ anna: [11, 11], ewa: [22, 22] });
  people.set('anna', person(4));
  people.delete('jan');
  expect(places('Nasz Rudnik stoi. Dziś')).toEqual({ anna: [4, 4], ewa: [22, 22] });
  // A place beyond the text is its end: the text that it was in is still to come.
  people.set('anna', person(400, { anchor: 2 }));
  expect(places('Nasz')).toMatchObject({ anna: [4, 2] });
});

it('cuts a text between characters only', () => {
  const carets = [
    { member: 'anna', caret: 1, anchor: 1 },
    { member: 'jan', caret: 4, anchor: 2 },
  ];
  expect(cut('🌲🌳ab!', carets)).toEqual([
    { carets: [], selected: undefined, text: '🌲' },
    { carets: ['anna'], selected: undefined, text: '🌳' },
    { carets: [], selected: 'jan', text: 'ab' },
    { carets: ['jan'], selected: undefined, text: '!' },
  ]);
  expect(cut('', [{ member: 'anna', caret: 0, anchor: 0 }])).toEqual([
    { carets: ['anna'], selected: undefined, text: '' },
  ]);
});
