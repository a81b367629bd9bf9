import { statementSubjects } from '../../board/generated.ts';
import { isHidden } from '../../board/hidden.ts';
import type { Entry } from '../document/document.ts';
import noteEntries from '../note/entries.ts';
import { fromTeams } from '../teams/names.ts';
import { itemResults, shownOn } from '../voting/votes.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { versionsOf } from './statements.ts';
import { words } from './words.ts';

/** A vision board as entries: its statements, the chosen ones first, then its notes. */
export default function visionEntries(store: WorkshopStore, id: string): Entry[] {
  const { state } = store;
  const board = state.of('board', id);
  if (board === undefined) return [];
  const w = words().statements;
  const vote = shownOn(state, board);
  const results = vote?.closed ? itemResults(state, vote) : undefined;
  const statements = statementSubjects.flatMap((subject) =>
    versionsOf(state, id, subject)
      .filter((statement) => !isHidden(statement) && statement.text.trim() !== '')
      .map(
        (statement): Entry => ({
          section: w.subjects[subject],
          group: statement.chosen ? '' : w.draft,
          text: statement.text,
          author: '',
          team: fromTeams(store, statement.teams) || store.teamName(board.team),
          points: results?.get(statement.id)?.points ?? null,
        }),
      ),
  );
  return [...statements, ...noteEntries(store, id)];
}
