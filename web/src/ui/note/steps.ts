export type Direction = 'up' | 'down' | 'left' | 'right';

/** A note on the screen, as arrows see it. */
export interface Box {
  id: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The nearest note of the same section in a direction, or null at its edge. */
export function step(boxes: readonly Box[], from: string, direction: Direction): string | null {
  const start = boxes.find(({ id }) => id === from);
  if (start === undefined) return null;
  let best: Box | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    if (box === start) continue;
    const distance = gap(start, box, direction);
    if (distance !== null && distance < least) {
      least = distance;
      best = box;
    }
  }
  return best?.id ?? null;
}

/** The note on which a step from a neighbouring section arrives: on its near edge, closest to where it came from. */
export function arrive(boxes: readonly Box[], from: Box, direction: Direction): string | null {
  const edge = {
    down: (b: Box) => b.top,
    up: (b: Box) => -b.bottom,
    right: (b: Box) => b.left,
    left: (b: Box) => -b.right,
  }[direction];
  const nearest = Math.min(...boxes.map(edge));
  const row = boxes.filter((box) => edge(box) - nearest < 8);
  const aside = (box: Box) =>
    Math.abs(direction === 'up' || direction === 'down' ? middleX(box) - middleX(from) : middleY(box) - middleY(from));
  return row.sort((a, b) => aside(a) - aside(b))[0]?.id ?? null;
}

const middleX = (box: Box) => (box.left + box.right) / 2;
const middleY = (box: Box) => (box.top + box.bottom) / 2;

// Along the direction counts once, aside three times: the note straight ahead wins over a closer one aslant.
function gap(from: Box, to: Box, direction: Direction): number | null {
  switch (direction) {
    case 'down':
      return to.top < from.bottom - 1 ? null : to.top - from.bottom + 3 * Math.abs(middleX(to) - middleX(from));
    case 'up':
      return to.bottom > from.top + 1 ? null : from.top - to.bottom + 3 * Math.abs(middleX(to) - middleX(from));
    case 'right':
      return to.left < from.right - 1 || !sameRow(from, to) ? null : to.left - from.right;
    case 'left':
      return to.right > from.left + 1 || !sameRow(from, to) ? null : from.left - to.right;
  }
}

function sameRow(a: Box, b: Box): boolean {
  return a.top < b.bottom && b.top < a.bottom;
}
