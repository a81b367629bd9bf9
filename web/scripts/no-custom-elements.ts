import type { Plugin } from 'vite';

/** Leaves out the part of Svelte that makes custom elements: there are none, and it weighs as much as a dialog. */
export function noCustomElements(): Plugin {
  return {
    name: 'no-custom-elements',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: /\/svelte\/src\/internal\/client\/dom\/elements\/custom-element\.js$/ },
      handler: () => 'export function create_custom_element() {}',
    },
  };
}
