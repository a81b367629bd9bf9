const told = new WeakMap<Element, (over: boolean) => void>();

// All are measured before any is told: what is drawn then would have the browser lay out the page again for the next.
const observer = new ResizeObserver((entries) => {
  const over = entries.map(({ target }) => target.scrollHeight > target.clientHeight + 1);
  entries.forEach(({ target }, i) => {
    told.get(target)?.(over[i] as boolean);
  });
});

/** Tells whether an element holds more than it shows, now and whenever its size changes. Returns the way to stop. */
export function overflows(element: Element, tell: (over: boolean) => void): () => void {
  told.set(element, tell);
  observer.observe(element);
  return () => observer.unobserve(element);
}
