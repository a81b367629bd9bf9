import type { Clock } from './clock.ts';

/** How much two clocks may drift apart: milliseconds for each millisecond. */
const driftRate = 1e-4;

/**
 * The server's clock as well as it is known here. Each answer that tells the time bounds the difference of the two
 * clocks by half its way there and back; the narrowest bound wins, an older one widens as the clocks drift.
 */
export class ServerTime {
  private offset = 0;
  private error = Number.POSITIVE_INFINITY;
  private at = 0;

  constructor(private readonly clock: Clock) {}

  /** The server's time, in milliseconds since 1970; this computer's own until the server has told it. */
  now(): number {
    return Math.round(this.clock.now() + this.offset);
  }

  /** The server said `time` in an answer to a question that was asked so many milliseconds ago. */
  update(time: number, agoMillis: number): void {
    const now = this.clock.now();
    const error = Math.max(1, agoMillis / 2);
    const offset = time + error - now;
    const known = this.error + Math.abs(now - this.at) * driftRate;
    // Where both bounds cannot be true, somebody has set this computer's clock.
    if (error > known && Math.abs(offset - this.offset) <= error + known) return;
    this.offset = offset;
    this.error = error;
    this.at = now;
  }
}
