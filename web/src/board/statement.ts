import { audienceOf } from './audience.ts';
import { rankBack, setBinned } from './bin.ts';
import type { Draft } from './draft.ts';
import { type Commands, maxStatements, Statement, statementSubjects } from './generated.ts';
import { hiddenAt } from './hidden.ts';
import { kindOf } from './kind.ts';
import { checkRank, prose } from './limits.ts';
import { holderOf, signed } from './note.ts';
import { makeFields } from './record.ts';
import { Refusal } from './refusal.ts';
import { found, type Rows } from './registry.ts';
import { itemsOf, type Siblings, type State } from './state.ts';

/** What a statement may be about. */
export type Subject = (typeof statementSubjects)[number];

/** The list that holds the statements of a board about a subject, in order; hidden ones of the person among them. */
export function statementsOf(board: string, subject: string): Siblings<Statement> {
  return itemsOf('statement', board, '', subject) as Siblings<Statement>;
}

/** The common text of a board about a subject; while there is none, all are drafts. */
export function chosenOf(state: State, board: string, subject: string): Statement | undefined {
  return state.siblings(statementsOf(board, subject)).find(({ chosen }) => chosen);
}

function addStatement(draft: Draft, c: Commands['AddStatement']): void {
  const { by, state } = draft;
  const { board, subject, text = '' } = c;
  const kind = kindOf(state, board);
  if (kind === undefined) throw new Refusal('not_found');
  const known = Object.hasOwn(kind.items, 'statement') && statementSubjects.some((each) => each === subject);
  if (!known) throw new Refusal('bad_value');
  draft.mayAt({ board });
  draft.checkNewId(c.statement);
  prose(text, state.limits.maxTextLength);
  if (state.count('statement') >= maxStatements) throw new Refusal('too_many');
  const signature = { author: by.member, unsigned: c.unsigned };
  const audience = hiddenAt(state, board, '') ? holderOf(draft, signature) : audienceOf(state, board);
  draft.placing = audience;
  const rank = draft.rankFor(statementsOf(board, subject));
  const fields = makeFields({ author: signed(draft, signature), board, rank, subject, text });
  draft.put({ id: c.statement, kind: 'statement', audience, fields });
}

function binStatement(draft: Draft, { statement: id, on }: Commands['BinStatement']): void {
  const { state } = draft;
  const item = draft.anyItem(id);
  if (!(item instanceof Statement)) throw new Refusal('not_found');
  if (item.deleted === on) return;
  if (on) {
    setBinned(draft, item, true, { chosen: undefined });
    return;
  }
  if (state.count('statement') >= maxStatements) throw new Refusal('too_many');
  setBinned(draft, item, false, { rank: checkRank(rankBack(state, item)) });
}

const onStatement = { records: (c: { readonly statement: string }) => [c.statement] };

/** The rows of the commands on statements. */
export const statementRows: Rows = {
  AddStatement: {
    decide: addStatement,
    ...onStatement,
    guards: ['text', 'deleted'],
    inverse: (_state, ids) => ids.map((statement) => ({ do: 'BinStatement', with: { statement, on: true } })),
  },
  BinStatement: {
    decide: binStatement,
    ...onStatement,
    guards: ['deleted'],
    inverse: (state, ids) =>
      found(state, 'statement', ids).map(({ id, deleted }) => ({
        do: 'BinStatement',
        with: { statement: id, on: deleted },
      })),
  },
  ChooseStatement: {
    ...onStatement,
    guards: ['chosen'],
    inverse: (state, ids) =>
      found(state, 'statement', ids).map(({ id, board, subject }) => {
        const before = chosenOf(state, board, subject);
        return { do: 'ChooseStatement', with: { statement: before?.id ?? id, on: before !== undefined } };
      }),
  },
};
