import { areaSections } from './areas.ts';
import { boardKinds } from './generated.ts';
import type { BoardKind } from './kind.ts';

/** The board of the strategic chain. Its sections are the priority areas. */
export const matrix: BoardKind = { ...boardKinds.matrix, sections: areaSections };
