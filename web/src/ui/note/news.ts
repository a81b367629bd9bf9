import { Group, Note } from '../../board/generated.ts';
import { isHidden } from '../../board/hidden.ts';
import type { Rec } from '../../board/record.ts';
import { bySiblingOrder, containerOf } from '../../board/state.ts';
import type { Changed } from '../workshop/reactive-state.svelte.ts';

/** What became of the notes of a board besides their texts and marks. */
export interface News {
  /** Notes that came. */
  readonly fresh: ReadonlySet<string>;
  /** Notes that stand elsewhere on the board. */
  readonly moved: ReadonlySet<string>;
  /** Notes that were turned face up. */
  readonly turned: ReadonlySet<string>;
}

/** The sections in which hidden notes became fewer; where nobody tells how many they are, those that hid some. */
export function fallen(
  before: ReadonlyMap<string, number | boolean>,
  now: ReadonlyMap<string, number | boolean>,
): ReadonlySet<string> {
  return new Set(
    [...before]
      .filter(([section, was]) => (typeof was === 'boolean' ? was : Number(now.get(section)) < was))
      .map(([section]) => section),
  );
}

/**
 * What changes mean for the notes of a board; null when each stands where and as it stood. Turned face up were own notes
 * that were hidden, and those that came where hidden ones went, to `fallen` sections.
 */
export function newsOf(changes: readonly Changed[], board: string, fallen: ReadonlySet<string>): News | null {
  const news = { fresh: new Set<string>(), moved: new Set<string>(), turned: new Set<string>() };
  let drawn = false;
  for (const { old, now } of changes) {
    const [was, is] = [standing(old, board), standing(now, board)];
    const stays = was !== undefined && is !== undefined && samePlace(was, is);
    drawn ||= !stays && (was ?? is) !== undefined;
    if (!(is instanceof Note)) continue;
    const turned = !isHidden(is) && (was === undefined ? fallen.has(is.section) : isHidden(was));
    drawn ||= turned;
    if (turned) news.turned.add(is.id);
    else if (was === undefined) news.fresh.add(is.id);
    else if (!stays) news.moved.add(is.id);
  }
  return drawn ? news : null;
}

/** The note or group, when it stands on the board. */
function standing(record: Rec | undefined, board: string): Note | Group | undefined {
  if (record instanceof Group) return record.board === board ? record : undefined;
  return record instanceof Note && record.board === board && !record.deleted ? record : undefined;
}

function samePlace(was: Rec, is: Rec): boolean {
  return containerOf(was) === containerOf(is) && bySiblingOrder(was, is) === 0;
}
