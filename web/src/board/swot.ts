import { boardKinds } from './generated.ts';
import type { BoardKind } from './kind.ts';

/** The sections of a SWOT board, its four quadrants, in the order in which they are read. */
export const sections = ['strength', 'weakness', 'opportunity', 'threat'] as const;

export type Section = (typeof sections)[number];

/** The board of strengths, weaknesses, opportunities and threats. */
export const swot: BoardKind = { ...boardKinds.swot, sections: () => sections };
