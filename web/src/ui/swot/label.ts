import { type Section, sections } from '../../board/swot.ts';
import type { SectionLabel } from '../boards.ts';
import type { Sign } from '../parts/sign.ts';
import type { Words } from '../words/pl.ts';

// Each quadrant has a shape of its own, so that colour never has to tell alone.
const shapes: Record<Section, string> = {
  strength: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.3 5h2.6v3.7H17v2.6h-3.7V17h-2.6v-3.7H7v-2.6h3.7z',
  weakness: 'M3 3h18v18H3zM7 10.7v2.6h10v-2.6z',
  opportunity: 'M12 .8 23.2 12 12 23.2.8 12zM12 6l-4.9 4.9 1.8 1.8 1.8-1.8V18h2.6v-7.1l1.8 1.8 1.8-1.8z',
  threat: 'M12 1.6 23.4 22H.6zM10.7 9v6.2h2.6V9zm0 7.9v2.6h2.6v-2.6z',
};

/** The label of a quadrant. */
export function swotLabel({ swot }: Words, key: string): SectionLabel | undefined {
  const section = sections.find((each) => each === key);
  if (section === undefined) return undefined;
  return {
    name: swot.sections[section],
    aside: swot.axis[section],
    add: swot.add[section],
    empty: swot.empty[section],
    sign: swotSign(section),
  };
}

/** The sign of a quadrant. */
export function swotSign(section: Section): Sign {
  return { tint: section, shape: shapes[section] };
}
