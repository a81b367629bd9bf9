import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Hears, Voice } from './voice.ts';

describe('the voice', () => {
  let said: string[];
  let hears: Hears;
  let voice: Voice;

  beforeEach(() => {
    vi.useFakeTimers();
    said = [];
    hears = 'all';
    voice = new Voice(
      6,
      () => hears,
      (words) => said.push(words),
    );
  });
  afterEach(() => {
    voice.stop();
    vi.useRealTimers();
  });

  it('answers at once, and tells after that what others did', () => {
    voice.tell({ key: 'phase', of: 'moderators', say: 'Etap: Pisanie.' });
    voice.answer('Dodano');
    expect(said).toEqual(['Dodano']);
    vi.advanceTimersByTime(1_000);
    expect(said).toEqual(['Dodano', 'Etap: Pisanie.']);
  });

  it('does not tell once more what it has just answered', () => {
    voice.answer('Zablokowano: Szanse');
    voice.tell({ key: 'lock', of: 'moderators', say: 'Zablokowano: Szanse' });
    vi.advanceTimersByTime(5_000);
    voice.tell({ key: 'hand', of: 'mine', say: 'Ręka opuszczona' });
    vi.advanceTimersByTime(20_000);
    expect(said).toEqual(['Zablokowano: Szanse', 'Ręka opuszczona']);
  });

  it('keeps to what somebody wants to hear', () => {
    hears = 'moderators';
    voice.tell({ key: 'notes', of: 'room', say: '3 nowe karteczki' });
    voice.tell({ key: 'moved', of: 'mine', say: 'Przeniesiono' });
    hears = 'mine';
    voice.tell({ key: 'binned', of: 'mine', say: 'Do kosza' });
    voice.tell({ key: 'notes', of: 'room', say: '3 nowe karteczki' });
    vi.advanceTimersByTime(60_000);
    expect(said).toEqual(['Do kosza']);
  });
});
