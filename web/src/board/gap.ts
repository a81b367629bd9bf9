import { compareDecimals } from './decimal.ts';
import type { gapKinds, Row } from './generated.ts';
import { linksFrom } from './link.ts';
import { outline } from './outline.ts';
import { type State, votesList } from './state.ts';
import { cell } from './table.ts';

/** A kind of gaps of a matrix. */
export type GapKind = (typeof gapKinds)[number];

/** One thing that a matrix lacks, or that does not fit. */
export interface Gap {
  readonly kind: GapKind;
  /** The row, or the note that no goal answers. */
  readonly item: string;
  /** The section in which the row stands, '' for a note. */
  readonly section: string;
  /** Why it was set aside, '' for one that is open. */
  readonly reason: string;
}

/** The places of a vote whose factors have to be answered. */
const firstPlaces = ['1', '2', '3', '4', '5'];

/**
 * The gaps of a matrix, or of several that are read as one: first the factors that nothing answers, then row by row.
 * Nothing is blocked by them.
 */
export function gaps(state: State, ...boards: readonly string[]): Gap[] {
  const lines = outline(state, ...boards);
  const rows = lines.map(({ id }) => state.of('row', id));
  const measured = new Set(rows.flatMap((row) => (row?.level === 'measure' ? [row.parent] : [])));
  const answered = new Set(rows.flatMap((row) => (row?.level === 'goal' ? answers(state, row.id) : [])));
  const gap = (kind: GapKind, item: string, section: string): Gap => {
    return { kind, item, section, reason: state.of('aside', `aside:${kind}:${item}`)?.reason ?? '' };
  };
  let section = '';
  return [
    ...bestFactors(state)
      .filter((note) => !answered.has(note))
      .map((note) => gap('unanswered', note, '')),
    ...lines.flatMap(({ id, depth }, i) => {
      if (depth === 0) section = id;
      const row = rows[i];
      return row === undefined ? [] : lacks(state, row, measured).map((kind) => gap(kind, id, section));
    }),
  ];
}

/** The kinds of gaps of one row. */
function lacks(state: State, row: Row, measured: ReadonlySet<string>): GapKind[] {
  const is = (column: string) => cell(row, column);
  const without = (...columns: ('unit' | 'baseline' | 'source' | 'lead' | 'cost')[]) =>
    columns.filter((column) => is(column) === '');
  switch (row.level) {
    case 'goal':
      return answers(state, row.id).length === 0 ? ['factor'] : [];
    case 'objective':
      return measured.has(row.id) ? [] : ['measures'];
    case 'measure': {
      // What is described in words has no values; a trend stands for a target.
      const values = is('direction') !== 'described';
      const target: GapKind[] = values && is('target') === '' && is('trend') === '' ? ['target'] : [];
      const named: GapKind[] = values ? [...without('unit', 'baseline'), ...target] : [];
      const [from, to] = [is('baselineYear'), is('targetYear')];
      const years: GapKind[] = from !== '' && to !== '' && from >= to ? ['years'] : [];
      return [...named, ...without('source'), ...(values ? reaches(row) : []), ...years];
    }
    case 'project': {
      const years: GapKind[] = is('endYear') !== '' && is('startYear') > is('endYear') ? ['years'] : [];
      return [...years, ...without('lead', 'cost')];
    }
    default:
      return [];
  }
}

/** Whether the target of a measure is on the wrong side of its baseline, or is the baseline. */
function reaches(row: Row): GapKind[] {
  const [baseline, target, direction] = ['baseline', 'target', 'direction'].map((column) => cell(row, column));
  if (!baseline || !target) return [];
  const way = compareDecimals(target, baseline);
  if (way === 0) return ['reached'];
  return (way < 0 && direction === 'more') || (way > 0 && direction === 'less') ? ['side'] : [];
}

/** The factors in use that a goal answers. */
export function answers(state: State, goal: string): string[] {
  return linksFrom(state, goal, 'answers').flatMap(({ to }) => (state.item(to)?.deleted === false ? [to] : []));
}

/** The notes of SWOT boards with the best places of the last vote on such notes, best first. */
export function bestFactors(state: State): string[] {
  for (const vote of [...state.siblings(votesList)].reverse()) {
    const tally = state.of('tally', `tally:${vote.id}`);
    const factors = (tally?.items ?? []).flatMap((item, i) => {
      const note = state.of('note', item);
      return note !== undefined && state.of('board', note.board)?.boardKind === 'swot'
        ? [{ note, place: tally?.places[i] ?? '' }]
        : [];
    });
    if (factors.length === 0) continue;
    return factors.filter(({ note, place }) => !note.deleted && firstPlaces.includes(place)).map(({ note }) => note.id);
  }
  return [];
}
