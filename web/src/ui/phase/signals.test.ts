import { describe, expect, it } from 'vitest';
import { Signals } from './signals.ts';

describe('the signals of a timer', () => {
  it('come once each', () => {
    const signals = new Signals();
    const heard = [90, 61, 60, 59, 1, 0, -1].map((left) => signals.look(500_000, left * 1000));
    expect(heard).toEqual([null, null, 'minute', null, null, 'end', null]);
  });

  it('are not replayed after a reload', () => {
    const signals = new Signals();
    expect(signals.look(500_000, 40_000)).toBeNull();
    expect(new Signals().look(500_000, -5_000)).toBeNull();
  });

  it('come again when time was added', () => {
    const signals = new Signals();
    signals.look(100_000, 1_000);
    expect(signals.look(100_000, 0)).toBe('end');
    expect(signals.look(190_000, 90_000)).toBeNull();
    expect(signals.look(190_000, 60_000)).toBe('minute');
  });

  it('a timer of one minute does not begin with its last minute', () => {
    const signals = new Signals();
    signals.look(null, 0);
    expect(signals.look(60_000, 60_000)).toBeNull();
    expect(signals.look(60_000, 59_000)).toBeNull();
  });

  it('a pause says nothing', () => {
    const signals = new Signals();
    signals.look(100_000, 70_000);
    expect(signals.look(null, 50_000)).toBeNull();
    expect(signals.look(120_000, 50_000)).toBeNull();
  });

  it('a page that slept tells the end, not the minute before it', () => {
    const signals = new Signals();
    signals.look(100_000, 70_000);
    expect(signals.look(100_000, -3_000)).toBe('end');
  });
});
