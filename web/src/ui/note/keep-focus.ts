/**
 * Takes down what has the focus on the board, and the caret in it. Called after the page was drawn again, the answer
 * gives both back to an element that lost them because it was put elsewhere in its list.
 */
export function keepFocus(): () => void {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element.closest('#board') === null) return () => {};
  const field = element instanceof HTMLTextAreaElement ? element : null;
  const span = field === null ? null : ([field.selectionStart, field.selectionEnd, field.selectionDirection] as const);
  return () => {
    if (!element.isConnected || document.activeElement !== document.body) return;
    element.focus({ preventScroll: true });
    if (field !== null && span !== null) field.setSelectionRange(...span);
  };
}
