import type { Link } from '../../board/generated.ts';
import { isHidden } from '../../board/hidden.ts';
import { itemText } from '../../board/kind.ts';
import { linksFrom, linksTo } from '../../board/link.ts';
import { outline } from '../../board/outline.ts';
import { boards, type State } from '../../board/state.ts';
import { folded } from '../table/values.ts';

/** What a link says of an item: its type, and whether it leads from the item or to it. */
export interface Relation {
  readonly type: 'answers' | 'comesFrom' | 'serves' | 'measures' | 'quotes';
  readonly way: 'out' | 'in';
}

/** A link as one of its ends shows it. */
export interface Linked extends Relation {
  readonly link: Link;
  /** The item at the other end. */
  readonly other: string;
}

/** The order in which people read relations. */
const relations: readonly Relation[] = [
  { type: 'answers', way: 'out' },
  { type: 'answers', way: 'in' },
  { type: 'measures', way: 'out' },
  { type: 'measures', way: 'in' },
  { type: 'serves', way: 'out' },
  { type: 'serves', way: 'in' },
  { type: 'comesFrom', way: 'out' },
  { type: 'comesFrom', way: 'in' },
  { type: 'quotes', way: 'in' },
];

/** The links of an item, those that lead from it and those that lead to it, in the order of relations. */
export function linksOf(state: State, item: string): Linked[] {
  return relations.flatMap(({ type, way }) =>
    (way === 'out' ? linksFrom : linksTo)(state, item, type).map(
      (link): Linked => ({ type, way, link, other: way === 'out' ? link.to : link.from }),
    ),
  );
}

/** The relations that a person can give an item. */
export function relationsOf(state: State, item: string): Relation[] {
  if (state.of('note', item) !== undefined) {
    return relations.filter(
      ({ type, way }) => (type === 'answers' && way === 'in') || (type === 'comesFrom' && way === 'out'),
    );
  }
  const level = state.of('row', item)?.level;
  return relations.filter(
    ({ type, way }) =>
      way === 'out' &&
      ((type === 'answers' && level === 'goal') ||
        (type === 'measures' && level === 'measure') ||
        (type === 'serves' && level !== undefined)),
  );
}

/** The ends that the link of a relation has, from and to. */
export function endsOf({ way }: Relation, item: string, other: string): { from: string; to: string } {
  return way === 'out' ? { from: item, to: other } : { from: other, to: item };
}

/** The numbers of the rows of all matrices. */
export function numbersOf(state: State): ReadonlyMap<string, string> {
  const all = state.siblings(boards).flatMap(({ id }) => outline(state, id));
  return new Map(all.map(({ id, number }) => [id, number]));
}

/** The items that a relation can lead to, by their texts; those that are linked already are left out. */
export function candidates(state: State, item: string, relation: Relation): string[] {
  const linked = new Set(linksOf(state, item).flatMap((each) => (each.type === relation.type ? [each.other] : [])));
  return state
    .all(leadsToNotes(relation) ? 'note' : 'row')
    .flatMap(({ id }) => (!linked.has(id) && fits(state, item, relation, id) ? [id] : []));
}

/** The relation of a link from one item to another, when nobody says which; undefined when they have it or none fits. */
export function relationTo(state: State, item: string, other: string): Relation | undefined {
  const relation = relationsOf(state, item).find((each) => fits(state, item, each, other));
  const linked = linksOf(state, item).some((each) => each.type === relation?.type && each.other === other);
  return linked ? undefined : relation;
}

const leadsToNotes = ({ type, way }: Relation) => type === 'comesFrom' || (type === 'answers' && way === 'out');

function fits(state: State, item: string, relation: Relation, id: string): boolean {
  const other = state.item(id);
  if (other === undefined || other.deleted || id === item) return false;
  if (state.of('board', other.board)?.archived === true || itemText(state, id).trim() === '') return false;
  if (relation.type !== 'answers') return other.kind === (leadsToNotes(relation) ? 'note' : 'row');
  return relation.way === 'out' ? isFactor(state, id) : state.of('row', id)?.level === 'goal';
}

/** Whether a note is a factor, which goals answer: a note of a SWOT board. */
export function isFactor(state: State, note: string): boolean {
  const record = state.of('note', note);
  return record !== undefined && !isHidden(record) && state.of('board', record.board)?.boardKind === 'swot';
}

/** Those of the texts in which every word that was typed begins a word, best first; two letters often suffice. */
export function matching<T>(all: readonly T[], text: (each: T) => string, typed: string, most: number): T[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return all.slice(0, most);
  const found = all.flatMap((each) => {
    const whole = folded(text(each));
    const begins = (word: string) =>
      whole.startsWith(word) || new RegExp(`[^\\p{L}\\p{N}]${literal(word)}`, 'u').test(whole);
    if (!words.every(begins)) return [];
    return [{ each, at: whole.indexOf(words[0] ?? '') }];
  });
  return found
    .sort((a, b) => a.at - b.at)
    .slice(0, most)
    .map(({ each }) => each);
}

function literal(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
