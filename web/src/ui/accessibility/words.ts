import { language } from '../words/language.svelte.ts';
import type { AccessibilityWords } from '../words/pl.accessibility.ts';

/** The statement of how accessible the product is. */
export const words = language.part<AccessibilityWords>(
  async () => (await import('../words/pl.accessibility.ts')).plAccessibility,
  async () => (await import('../words/en.accessibility.ts')).enAccessibility,
);
