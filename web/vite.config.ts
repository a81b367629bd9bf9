import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { chunkOf } from './scripts/chunks.ts';
import { compress } from './scripts/compress.ts';
import { noCustomElements } from './scripts/no-custom-elements.ts';
import { preload, withItself } from './scripts/preload.ts';

export default defineConfig({
  plugins: [svelte(), noCustomElements(), preload(), compress()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    emptyOutDir: true,
    modulePreload: { polyfill: false, resolveDependencies: withItself },
    rolldownOptions: {
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: chunkOf() }] } },
    },
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8080', ws: true } } },
});
