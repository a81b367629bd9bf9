import { areaSections } from './areas.ts';
import { boardKinds } from './generated.ts';
import type { BoardKind } from './kind.ts';

/** The board of what a town wants to become: notes on a plane, in areas with a question each; '' is the plane around them. */
export const vision: BoardKind = {
  ...boardKinds.vision,
  sections: (state, board) => [...areaSections(state, board), ''],
};
