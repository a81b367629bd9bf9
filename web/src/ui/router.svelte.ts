import { type Route, routeOf } from './route.ts';

/** Where the tab is. Read by the application's root; changed by `go` and by the browser's own buttons. */
class Router {
  route = $state.raw<Route>(routeOf(location.pathname));
  /** Counts arrivals, so that the same page with another fragment is a new arrival. */
  arrival = $state(0);

  read(): void {
    this.route = routeOf(location.pathname);
    this.arrival++;
  }
}

export const router = new Router();

/** Goes to an address of the application without loading the page again. */
export function go(address: string): void {
  history.pushState(null, '', address);
  router.read();
  scrollTo(0, 0);
}

/**
 * Takes the fragment out of the address bar: a secret was read from it. With `keep` it stays with this entry of the tab's
 * history, so that a reload, or a phone that threw the page away, comes back to the same link.
 */
export function dropFragment(keep = false): void {
  history.replaceState(keep ? { fragment: location.hash } : null, '', location.pathname + location.search);
}

/** The fragment that was taken out of this entry's address before a reload, '' when there was none. */
export function droppedFragment(): string {
  const kept: unknown = history.state?.fragment;
  return typeof kept === 'string' ? kept : '';
}

/** Listens to the browser's back button, typed fragments, and plain clicks on links of the application. */
export function followLinks(): void {
  addEventListener('popstate', () => router.read());
  document.addEventListener('click', (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.target !== '' || link.origin !== location.origin || link.hasAttribute('download')) return;
    if (link.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    go(link.href);
  });
}
