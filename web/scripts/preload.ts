import type { Plugin } from 'vite';

/** Puts src/preload.ts in the place of Vite's own code, which runs before an import() and names the files it needs. */
export function preload(): Plugin {
  return {
    name: 'preload',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: /^\0vite\/preload-helper/ },
      handler: () => `export { preload as __vitePreload } from '/src/preload.ts'`,
    },
  };
}

/** The files of an import(): the module itself, which Vite leaves out when it is alone, and what it imports. */
export function withItself(file: string, needed: string[], { hostType }: { hostType: 'html' | 'js' }): string[] {
  return hostType === 'html' || needed.includes(file) ? needed : [file, ...needed];
}
