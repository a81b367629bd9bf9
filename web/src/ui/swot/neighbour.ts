import { type Section, sections } from '../../board/swot.ts';
import type { Direction } from '../note/steps.ts';

const neighbours: Record<Section, Partial<Record<Direction, Section>>> = {
  strength: { right: 'weakness', down: 'opportunity' },
  weakness: { left: 'strength', down: 'threat' },
  opportunity: { right: 'threat', up: 'strength' },
  threat: { left: 'opportunity', up: 'weakness' },
};

/** The section that lies next to another one, as the four stand on the board. */
export function neighbour(section: string, where: Direction): Section | undefined {
  const here = sections.find((each) => each === section);
  return here === undefined ? undefined : neighbours[here][where];
}
