import type { Clock } from './clock.ts';

/** The kinds of reactions: yes, applause, an idea, and "slower, please". */
export const reactionKinds = ['yes', 'clap', 'idea', 'slower'] as const;

export type ReactionKind = (typeof reactionKinds)[number];

/** How often each kind was shown. */
export type ReactionCounts = { readonly [kind in ReactionKind]?: number };

const minIntervalMillis = 1_000;

/** Sends reactions, at most one a second, because the server does not count more. */
export class Reactions {
  private sentAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly clock: Clock,
    private readonly send: (line: string) => void,
  ) {}

  /** Sends a reaction. Returns false when it came too soon after the last one. */
  react(kind: ReactionKind): boolean {
    const now = this.clock.now();
    if (now - this.sentAt < minIntervalMillis) return false;
    this.sentAt = now;
    this.send(JSON.stringify({ type: 'reaction', kind }));
    return true;
  }
}
