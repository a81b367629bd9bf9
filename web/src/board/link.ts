import type { Link } from './generated.ts';
import { found, type Rows } from './registry.ts';
import { linksList, type State } from './state.ts';

/** The links that lead from a record, of the type if one is given. */
export function linksFrom(state: State, id: string, type?: string): Link[] {
  return state.siblings(linksList).filter((link) => link.from === id && (type === undefined || link.type === type));
}

/** The links that lead to a record, of the type if one is given. */
export function linksTo(state: State, id: string, type?: string): Link[] {
  return state.siblings(linksList).filter((link) => link.to === id && (type === undefined || link.type === type));
}

const onLink = { records: (c: { readonly link: string }) => [c.link] };

/** The rows of the commands on links. */
export const linkRows: Rows = {
  AddLink: { ...onLink, inverse: (_state, ids) => ids.map((link) => ({ do: 'RemoveLink', with: { link } })) },
  RemoveLink: {
    ...onLink,
    inverse: (state, ids) =>
      found(state, 'link', ids).map(({ id, type, from, to }) => ({
        do: 'AddLink',
        with: { link: id, type, from, to },
      })),
  },
};
