import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { logged } from '../announcing/log.ts';
import { Voice } from '../announcing/voice.ts';
import { Announcer } from './announcer.svelte.ts';

it('an effect that announces does not follow what was announced before', () => {
  const announcer = new Announcer();
  const keep = () => {
    announcer.log = logged(announcer.log, { at: 0, words: 'Wolniej, proszę.', note: false });
  };
  const voice = new Voice(
    6,
    () => 'all',
    () => {},
    keep,
  );
  announcer.give(voice);
  const stop = $effect.root(() => {
    $effect(() => announcer.tell({ key: 'slower', of: 'mine', say: () => 'Wolniej, proszę.' }));
  });
  flushSync();
  expect(announcer.log).toHaveLength(1);
  stop();
  voice.stop();
});
