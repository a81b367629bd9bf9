import type { Code } from '../board/generated.ts';
import { withRetry } from './parts/with-retry.ts';
import { language } from './words/language.svelte.ts';

let sentences = $state.raw<() => Readonly<Record<Code, string>>>();
let asked = false;

/** Fetches the sentences, which nobody needs before something was refused. */
export async function fetchSentences(): Promise<void> {
  asked = true;
  sentences = (await language.with(() => import('./words/refusals.ts'))).sentences;
}

/**
 * The sentence for a refusal code in the language of the tab. A code from a newer server gets a general one, and so does
 * every code until the sentences have come.
 */
export function sentence(code: string): string {
  const all = sentences?.();
  if (!asked) void withRetry(fetchSentences);
  if (all !== undefined && Object.hasOwn(all, code)) return all[code as Code];
  return code === 'offline' ? language.words.refusals.offline : language.words.refusals.unknown;
}
