import { language } from '../words/language.svelte.ts';
import type { SettingsWords } from '../words/pl.settings.ts';

/** The words of what people choose for themselves. */
export const words = language.part<SettingsWords>(
  async () => (await import('../words/pl.settings.ts')).plSettings,
  async () => (await import('../words/en.settings.ts')).enSettings,
);
