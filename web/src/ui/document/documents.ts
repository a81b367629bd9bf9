import type { Board, Vote } from '../../board/generated.ts';
import { running } from '../../board/phase.ts';
import { boardTitle, sectionName } from '../boards.ts';
import { timetable } from '../moderating/timetable.ts';
import { counted, linesOf, originOf } from '../voting/results.ts';
import { titleOf } from '../voting/votes.ts';
import { language } from '../words/language.svelte.ts';
import { later } from '../words/later.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import type { Block, Document, Entry, Table } from './document.ts';
import { words } from './words.ts';

/** A board as a document: its sections, their groups, and what stands in them. */
export function boardDocument(store: WorkshopStore, board: Board, entries: readonly Entry[], now: Date): Document {
  const blocks: Block[] = [];
  let [section, group] = ['', ''];
  let items: { text: string; aside: string }[] | undefined;
  const count = new Map<string, number>();
  for (const entry of entries) count.set(entry.section, (count.get(entry.section) ?? 0) + 1);
  for (const entry of entries) {
    if (entry.section !== section || items === undefined) {
      const aside = language.figure(count.get(entry.section) ?? 0);
      blocks.push({ kind: 'heading', level: 2, text: entry.section, aside });
      [section, group, items] = [entry.section, '', undefined];
    }
    if (entry.group !== group) {
      const text = entry.group || language.words.group.loose;
      blocks.push({ kind: 'heading', level: 3, text, aside: '' });
      [group, items] = [entry.group, undefined];
    }
    if (items === undefined) {
      items = [];
      blocks.push({ kind: 'list', items });
    }
    items.push({ text: entry.text, aside: asideOf(entry) });
  }
  if (blocks.length === 0) blocks.push({ kind: 'paragraph', text: words().nothing });
  return { title: boardTitle(language.words, store.state, board), facts: factsOf(store, now), blocks };
}

/** A board as a table, a row for each thing that stands on it. */
export function boardTable(entries: readonly Entry[]): Table {
  const w = words().columns;
  return {
    columns: [w.section, w.group, w.text, w.author, w.team, w.points],
    rows: entries.map(({ section, group, text, author, team, points }) => [
      section,
      group,
      text,
      author,
      team,
      points === null ? '' : String(points),
    ]),
  };
}

/** All results of votes that the person may see, the last one first. */
export function resultsDocument(store: WorkshopStore, now: Date): Document {
  const blocks = counted(store.state).flatMap((vote): Block[] => {
    const v = later().voting.results;
    return [
      { kind: 'heading', level: 2, text: titleOf(store.state, vote, later().voting.of), aside: '' },
      { kind: 'paragraph', text: originOf(store.state, vote, v) },
      { kind: 'table', table: resultTable(store, vote) },
    ];
  });
  return { title: language.words.workshop.results, facts: factsOf(store, now), blocks };
}

/** The result of a vote as a table, best first. */
export function resultTable(store: WorkshopStore, vote: Vote): Table {
  const v = later().voting.results;
  const rows = linesOf(store.state, vote).map(({ place, board, section, words: text, notes, points }) => [
    String(place),
    section === null ? '' : sectionName(language.words, store.state, board, section),
    section === null ? v.gone : text || (notes ? language.words.group.unnamed : language.words.note.blank),
    String(points),
  ]);
  return { columns: [v.place, words().columns.section, v.item, v.count], rows };
}

/** The agenda, a table for each of its parts. */
export function agendaDocument(store: WorkshopStore, now: Date): Document {
  const w = words();
  const blocks = timetable(store.state, now.getTime()).flatMap(({ title, rows }): Block[] => {
    const cells = rows.map(({ phase: { title, ask, minutes } }) => [
      title,
      ask,
      minutes === 0 ? '' : w.minutes(minutes),
    ]);
    const table: Block = {
      kind: 'table',
      table: { columns: [w.columns.step, w.columns.ask, w.columns.time], rows: cells },
    };
    return title === '' ? [table] : [{ kind: 'heading', level: 2, text: title, aside: '' }, table];
  });
  return { title: w.agenda, facts: factsOf(store, now), blocks };
}

function factsOf(store: WorkshopStore, now: Date): string[] {
  const date = language.when(now, { dateStyle: 'long', timeStyle: 'short' });
  return [store.title, date, running(store.state)?.title ?? ''].filter((fact) => fact !== '');
}

function asideOf({ author, team, points }: Entry): string {
  return [author, team, points === null ? '' : later().voting.pointsShort(points)]
    .filter((part) => part !== '')
    .join(', ');
}
