import { mended, type Route, routeOf } from './route.ts';
import { remember, remembered } from './tab.ts';

/** Where the tab keeps the link that waits for a name. */
const LINK = 'link';

const meant = mended(location.pathname);
if (meant !== location.pathname) history.replaceState(null, '', meant);

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
 * Takes the fragment out of the address bar: a secret was read from it. With `keep` the tab remembers it until it is
 * dropped for good, so that a reload, or a phone that threw the page away, comes back to the same link. The history
 * never holds it: it outlives the person at a shared computer.
 */
export function dropFragment(keep = false): void {
  remember(LINK, keep ? location.hash : null);
  history.replaceState(keep ? { link: true } : null, '', location.pathname + location.search);
}

/** The fragment that was taken out of this entry's address before a reload, '' when there was none. */
export function droppedFragment(): string {
  return history.state?.link === true ? (remembered(LINK) ?? '') : '';
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
