import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import { mount } from 'svelte';
import App from './ui/App.svelte';
import { withRetry } from './ui/parts/with-retry.ts';
import { followLinks } from './ui/router.svelte.ts';
import { language } from './ui/words/language.svelte.ts';

const target = document.getElementById('app');
if (target !== null) {
  await withRetry(() => language.begin());
  followLinks();
  mount(App, { target });
}
