import type { Clock } from './clock.ts';

/** How far two clocks may drift apart, in milliseconds for each millisecond. */
const driftRate = 1e-4;

/**
 * Estimates the clock of the server. Each answer that tells the time bounds the difference of the two clocks by half
 * its round trip. The narrowest bound counts; a bound widens with its age, because the clocks drift.
 */
export class ServerTime {
  private offset = 0;
  private error = Number.POSITIVE_INFINITY;
  private at = 0;

  constructor(private readonly clock: Clock) {}

  /** The time of the server, in milliseconds since 1970. Before the server has told it, that of this computer. */
  now(): number {
    return Math.round(this.clock.now() + this.offset);
  }

  /** Takes the time in an answer to a question that was asked agoMillis before. */
  update(time: number, agoMillis: number): void {
    const now = this.clock.now();
    const error = Math.max(1, agoMillis / 2);
    const offset = time + error - now;
    const known = this.error + Math.abs(now - this.at) * driftRate;
    // When both bounds cannot be true, somebody has set the clock of this computer.
    if (error > known && Math.abs(offset - this.offset) <= error + known) return;
    this.offset = offset;
    this.error = error;
    this.at = now;
  }
}
