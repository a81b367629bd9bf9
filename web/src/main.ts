import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import { mount } from 'svelte';
import App from './ui/App.svelte';
import { withRetry } from './ui/parts/with-retry.ts';
import { followLinks } from './ui/router.svelte.ts';
import { apply } from './ui/settings/settings.svelte.ts';
import { language } from './ui/words/language.svelte.ts';

// No await at the top: the words import from the file that holds this, and would wait for it to end.
async function start(): Promise<void> {
  apply();
  await withRetry(() => language.begin());
  const target = document.getElementById('app');
  if (target === null) return;
  followLinks();
  mount(App, { target });
}

void start();
