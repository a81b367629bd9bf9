import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { compress } from './scripts/compress.ts';
import { preload, withItself } from './scripts/preload.ts';

/** What only those who moderate fetch: one file with all its windows. */
const leading = /\/src\/ui\/(moderating\/|words\/\w+\.moderating)/;

/** What only the projector fetches. */
const projector = /\/src\/ui\/(projector\/|words\/\w+\.projector)/;

export default defineConfig({
  plugins: [svelte(), preload(), compress()],
  // One style sheet and no preloading code: the application is small, and every browser it supports knows modulepreload.
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    emptyOutDir: true,
    cssCodeSplit: false,
    modulePreload: { polyfill: false, resolveDependencies: withItself },
    // Few files, so that an office's slow proxy asks few times: what every page needs, and what an open workshop needs.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'live', test: /\/src\/(sync|board)\//, minShareCount: 2, priority: 2 },
            { name: 'shell', test: (id) => !leading.test(id) && !projector.test(id), minShareCount: 2, priority: 1 },
            { name: 'leading', test: leading, priority: 0 },
            { name: 'projector', test: projector, minShareCount: 2, priority: 0 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8080', ws: true } } },
});
