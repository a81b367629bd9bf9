import type { ReactionKind } from '../../sync/reactions.ts';
import type { IconName } from '../parts/drawing.svelte.ts';

/** The drawing of each reaction; its name always stands with it. */
export const reactionIcons: Readonly<Record<ReactionKind, IconName>> = {
  yes: 'thumbs-up',
  clap: 'sparkles',
  idea: 'lightbulb',
  slower: 'turtle',
};
