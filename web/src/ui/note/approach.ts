const told = new WeakMap<Element, () => void>();
// One for each scroller: a browser asks one observer of many elements faster than many of one.
const observers = new WeakMap<Element, IntersectionObserver>();
/** What has come near and is not told yet. */
const near = new Set<Element>();
let frame = 0;

/**
 * Tells when an element comes as near to the view of what it scrolls in as that is tall. What is in view is told at once,
 * and before anything is painted; of what is only near one in each frame, so that none is held up while the wheel turns.
 * Returns the way to stop.
 */
export function approaches(element: Element, scroller: Element, tell: () => void): () => void {
  const view = scroller.getBoundingClientRect();
  if (meets(element.getBoundingClientRect(), view, view.height)) {
    tell();
    return () => {};
  }
  const observer = observers.get(scroller) ?? observe(scroller);
  told.set(element, tell);
  observer.observe(element);
  return () => {
    observer.unobserve(element);
    near.delete(element);
  };
}

function observe(scroller: Element): IntersectionObserver {
  const observer = new IntersectionObserver(
    (entries) => {
      const view = scroller.getBoundingClientRect();
      for (const { isIntersecting, boundingClientRect, target } of entries) {
        if (!isIntersecting) near.delete(target);
        else if (meets(boundingClientRect, view, 0)) told.get(target)?.();
        else near.add(target);
      }
      goOn();
    },
    { root: scroller, rootMargin: '100% 0%' },
  );
  observers.set(scroller, observer);
  return observer;
}

function goOn(): void {
  if (frame === 0 && near.size > 0) frame = requestAnimationFrame(next);
}

function next(): void {
  frame = 0;
  const [first] = near;
  if (first !== undefined) {
    near.delete(first);
    told.get(first)?.();
  }
  goOn();
}

/** Whether a box is in a view, or so many pixels above or below it. */
function meets({ top, bottom }: DOMRect, view: DOMRect, beyond: number): boolean {
  return top < view.bottom + beyond && bottom > view.top - beyond;
}
