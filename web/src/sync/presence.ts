import type { Clock } from './clock.ts';
import type { OwnPresence, People } from './frames.ts';

/** Where another person is in the workshop. */
export type Person = OwnPresence;

const minIntervalMillis = 250;

/** Learns where others are, and tells them where this person is, at most four times a second (W29, W30). */
export class Presence {
  readonly people = new Map<string, Person>();
  /** How many people type just now. The server tells it to moderators, also while it tells nobody where others are. */
  writing = 0;

  private own: OwnPresence | undefined;
  private sent = '';
  private sentAt = Number.NEGATIVE_INFINITY;
  private timer: (() => void) | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly send: (line: string) => void,
  ) {}

  receive(frame: People): void {
    if (frame.whole === true) this.people.clear();
    if (frame.writing !== undefined) this.writing = frame.writing;
    for (const { member, state, ...place } of frame.people) {
      if (state === 'gone') this.people.delete(member);
      else this.people.set(member, { state, ...place });
    }
  }

  set(own: OwnPresence): void {
    this.own = own;
    this.sendIfDue();
  }

  /** The connection is new, so the server knows nothing of this person. */
  up(): void {
    this.sent = '';
    this.sendIfDue();
  }

  down(): void {
    this.people.clear();
    this.writing = 0;
    this.timer?.();
    this.timer = undefined;
  }

  private sendIfDue(): void {
    if (this.own === undefined || this.timer !== undefined) return;
    const line = JSON.stringify({ type: 'presence', ...this.own });
    if (line === this.sent) return;
    const waitMillis = this.sentAt + minIntervalMillis - this.clock.now();
    if (waitMillis > 0) {
      this.timer = this.clock.after(waitMillis, () => {
        this.timer = undefined;
        this.sendIfDue();
      });
      return;
    }
    this.sent = line;
    this.sentAt = this.clock.now();
    this.send(line);
  }
}
