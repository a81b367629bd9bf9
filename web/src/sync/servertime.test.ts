import { describe, expect, it } from 'vitest';
import { ServerTime } from './servertime.ts';

class Clock {
  time = 1_000_000;
  now(): number {
    return this.time;
  }
  after(): () => void {
    return () => undefined;
  }
}

describe('the server’s time', () => {
  const clock = new Clock();
  const known = () => {
    clock.time = 1_000_000;
    return new ServerTime(clock);
  };

  it('is this computer’s until the server has told it', () => {
    expect(known().now()).toBe(1_000_000);
  });

  it('is what the server said, and half the way since', () => {
    const time = known();
    time.update(5_000, 80);
    expect(time.now()).toBe(5_040);
    clock.time += 1_000;
    expect(time.now()).toBe(6_040);
  });

  it('is corrected by answers that came faster, not by slower ones', () => {
    const time = known();
    time.update(5_000, 800);
    time.update(5_390, 40);
    expect(time.now()).toBe(5_410);
    time.update(5_000, 600);
    expect(time.now()).toBe(5_410);
  });

  it('follows a slow drift of the two clocks in time', () => {
    const time = known();
    time.update(5_000, 10);
    clock.time += 10 * 60_000;
    time.update(5_000 + 10 * 60_000 + 30, 60);
    expect(time.now()).toBe(5_000 + 10 * 60_000 + 60);
  });

  it('notices that this computer’s clock was set', () => {
    const time = known();
    time.update(5_000, 10);
    clock.time += 3_600_000;
    time.update(6_000, 400);
    expect(time.now()).toBe(6_200);
  });
});
