import { afterEach, expect, it, vi } from 'vitest';
import { language } from './language.svelte.ts';

// The tests of other files speak the same language, in the same run.
afterEach(() => language.choose('pl'));

it('has the words of the first pages once it is ready', async () => {
  await language.ready();
  expect(language.words.close).toBe('Zamknij');
});

it('fetches a part with the module that declares it, and in one language', async () => {
  const english = vi.fn(() => Promise.resolve('late'));
  const words = await language.with(() => Promise.resolve(language.part(() => Promise.resolve('później'), english)));
  expect(words()).toBe('później');
  expect(english).not.toHaveBeenCalled();
  await language.choose('en');
  expect(words()).toBe('late');
  expect(language.words.close).toBe('Close');
});

it('stays in its language when the other one cannot be fetched, and asks again', async () => {
  const english = vi.fn(() => Promise.resolve('here')).mockRejectedValueOnce(new Error('offline'));
  const words = language.part(() => Promise.resolve('tutaj'), english);
  await language.ready();
  await expect(language.choose('en')).rejects.toThrow('offline');
  expect([language.locale, words(), language.words.close]).toEqual(['pl', 'tutaj', 'Zamknij']);
  await language.choose('en');
  expect(words()).toBe('here');
});

it('ends in the language that was chosen last', async () => {
  let come = (_words: string) => {};
  const slow = new Promise<string>((resolve) => {
    come = resolve;
  });
  const words = language.part(
    () => Promise.resolve('polski'),
    () => slow,
  );
  await language.ready();
  const first = language.choose('en');
  await language.choose('pl');
  come('English');
  await first;
  expect([language.locale, words()]).toEqual(['pl', 'polski']);
});

it('writes a time as its readers do, in English as in Britain', async () => {
  const evening = new Date(2026, 10, 30, 16, 5);
  const both = () => [language.when(evening, { dateStyle: 'long' }), language.when(evening, { timeStyle: 'short' })];
  expect(both()).toEqual(['30 listopada 2026', '16:05']);
  await language.choose('en');
  expect(both()).toEqual(['30 November 2026', '16:05']);
});
