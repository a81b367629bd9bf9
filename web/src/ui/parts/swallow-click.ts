/** The press that ends a drag would also be a click on whatever lies below: it is none. */
export function swallowClick(within: HTMLElement): void {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  within.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => within.removeEventListener('click', swallow, { capture: true }), 0);
}
