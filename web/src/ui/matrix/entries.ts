import { kindOf } from '../../board/kind.ts';
import { type Line, outline } from '../../board/outline.ts';
import { cell } from '../../board/table.ts';
import { titles } from '../../board/titles.ts';
import type { Entry } from '../document/document.ts';
import { showValue } from '../table/values.ts';
import { itemResults, shownOn } from '../voting/votes.ts';
import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';

/** A matrix as entries: its rows from top to bottom, each with its number and cells, under its area and its goal. */
export default function matrixEntries(store: WorkshopStore, id: string): Entry[] {
  const { state } = store;
  const board = state.of('board', id);
  if (board === undefined) return [];
  const vote = shownOn(state, board);
  const results = vote?.closed ? itemResults(state, vote) : undefined;
  let [section, group] = ['', ''];
  return outline(state, id).flatMap((line): Entry[] => {
    const row = state.of('row', line.id);
    if (row === undefined) {
      [section, group] = [named(line, state.of('area', line.id)?.title ?? ''), ''];
      return [];
    }
    // What only its author sees has no number.
    if (line.number === '') return [];
    const text = named(line, row.name);
    if (line.depth === 1) group = text;
    const holds = kindOf(state, id)?.levels?.[line.level]?.columns ?? {};
    const own = titles[board.boardKind]?.[line.level];
    const cells = Object.entries(holds)
      .slice(1)
      .flatMap(([column, type]) => {
        const value = own && showValue(type, cell(row, column), own, column, language.locale);
        return value ? `${own.columns[column]?.[language.locale === 'pl' ? 0 : 1]}: ${value}` : [];
      });
    return [
      {
        section,
        group,
        text: [text, ...cells].join('; '),
        author: '',
        team: store.teamName(board.team),
        points: results?.get(line.id)?.points ?? null,
      },
    ];
  });
}

function named({ number }: Line, name: string): string {
  return [number, name.trim()].filter(Boolean).join(' ');
}
