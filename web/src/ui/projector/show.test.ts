import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Show } from './show.svelte.ts';

describe('Show', () => {
  let pages: string[][];
  let show: Show;

  beforeEach(() => {
    vi.useFakeTimers();
    pages = [['a'], ['b'], ['c']];
    show = new Show((note) => pages.findIndex((page) => page.includes(note)));
    show.has(3);
  });
  afterEach(() => {
    show.stop();
    vi.useRealTimers();
  });

  it('turns its pages every twelve seconds and begins again', () => {
    const seen = Array.from({ length: 4 }, () => {
      vi.advanceTimersByTime(12_000);
      return show.page;
    });
    expect(seen).toEqual([1, 2, 0, 1]);
  });

  it('is held by whoever stands before it, turned by hand, and goes on', () => {
    show.hold(true);
    show.arrived(['c']);
    vi.advanceTimersByTime(60_000);
    expect(show.page).toBe(0);
    show.leaf(-1);
    expect(show.page).toBe(2);
    show.hold(false);
    vi.advanceTimersByTime(12_000);
    expect(show.page).not.toBe(2);
  });

  it('stands still when everything is on one page', () => {
    show.has(1);
    vi.advanceTimersByTime(60_000);
    expect(show.page).toBe(0);
  });

  it('goes back to the first page when the present one is gone', () => {
    vi.advanceTimersByTime(24_000);
    expect(show.page).toBe(2);
    show.has(2);
    expect(show.page).toBe(0);
  });

  it('brings the page of a new note forward, after the one in front was read', () => {
    pages[2]?.push('new');
    show.arrived(['new']);
    expect(show.fresh.has('new')).toBe(true);
    vi.advanceTimersByTime(6_000);
    expect(show.page).toBe(0);
    vi.advanceTimersByTime(1_500);
    expect(show.page).toBe(2);
    vi.advanceTimersByTime(7_000);
    expect(show.page).toBe(0);
  });

  it('waits for a new note until the projector is laid out with it', () => {
    vi.advanceTimersByTime(8_000);
    show.arrived(['new']);
    vi.advanceTimersByTime(1_000);
    expect(show.page).toBe(0);
    pages[1]?.push('new');
    vi.advanceTimersByTime(1_000);
    expect(show.page).toBe(1);
  });

  it('stays longer on the page in front when the new note stands there', () => {
    vi.advanceTimersByTime(10_000);
    pages[0]?.push('new');
    show.arrived(['new']);
    vi.advanceTimersByTime(5_000);
    expect(show.page).toBe(0);
    vi.advanceTimersByTime(3_000);
    expect(show.page).toBe(1);
  });

  it('gives up a note that never shows and goes on', () => {
    show.arrived(['gone']);
    vi.advanceTimersByTime(12_500);
    expect(show.page).toBe(1);
  });

  it('takes the mark off after a while', () => {
    show.arrived(['a']);
    vi.advanceTimersByTime(21_000);
    expect(show.fresh.size).toBe(0);
  });
});
