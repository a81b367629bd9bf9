import type { Clock } from './clock.ts';
import type { People, Place } from './frames.ts';

/** Where another person is. */
export interface Person {
  readonly state: 'online' | 'away';
  readonly board?: string | undefined;
  readonly quadrant?: string | undefined;
  readonly note?: string | undefined;
  readonly typing?: boolean | undefined;
}

const minIntervalMillis = 250;

/** Who is where: learns it of others and tells it of this tab, at most four times a second (W29, W30). */
export class Presence {
  readonly people = new Map<string, Person>();
  /** How many people type just now, as far as the server tells it: to moderators, also where it tells no places. */
  writing = 0;

  private place: Place | undefined;
  private told = '';
  private toldAt = Number.NEGATIVE_INFINITY;
  private later: (() => void) | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly send: (line: string) => void,
  ) {}

  take(frame: People): void {
    if (frame.whole === true) this.people.clear();
    if (frame.writing !== undefined) this.writing = frame.writing;
    for (const { member, state, ...place } of frame.people) {
      if (state === 'gone') this.people.delete(member);
      else this.people.set(member, { state, ...place });
    }
  }

  here(place: Place): void {
    this.place = place;
    this.tell();
  }

  /** On a fresh connection nobody knows anything. */
  up(): void {
    this.told = '';
    this.tell();
  }

  down(): void {
    this.people.clear();
    this.writing = 0;
    this.later?.();
    this.later = undefined;
  }

  private tell(): void {
    if (this.place === undefined || this.later !== undefined) return;
    const line = JSON.stringify({ type: 'presence', ...this.place });
    if (line === this.told) return;
    const waitMillis = this.toldAt + minIntervalMillis - this.clock.now();
    if (waitMillis > 0) {
      this.later = this.clock.after(waitMillis, () => {
        this.later = undefined;
        this.tell();
      });
      return;
    }
    this.told = line;
    this.toldAt = this.clock.now();
    this.send(line);
  }
}
