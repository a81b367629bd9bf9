import { text } from './record.ts';
import { Refusal } from './refusal.ts';
import type { State } from './state.ts';
import { swot } from './swot.ts';

/**
 * What one kind of board adds to the commands that all kinds share. A new kind is
 * one file that declares its BoardKind, and a row in boardKinds.
 */
export interface BoardKind {
  readonly name: string;
  /** Sections in which its notes stand; a board without notes has none. */
  readonly sections: readonly string[];
}

const boardKinds: ReadonlyMap<string, BoardKind> = new Map([[swot.name, swot]]);

/** The kind of a board. Throws not_found without the board, or when its kind is not known here. */
export function kindOf(state: State, board: string): BoardKind {
  const record = state.of('board', board);
  const kind = boardKinds.get(text(record, 'kind'));
  if (kind === undefined) throw new Refusal('not_found');
  return kind;
}

/** Whom a board reaches, and with it what is open on it. */
export function audienceOf(state: State, board: string): string {
  return state.of('board', board)?.audience ?? 'nobody';
}
