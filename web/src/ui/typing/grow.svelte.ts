import type { Attachment } from 'svelte/attachments';

/** Keeps a text area as tall as its text; `text` is read so that changes from elsewhere count too. */
export function grow(text: () => string): Attachment<HTMLTextAreaElement> {
  return (area) => {
    // Browsers that size fields by their content need nothing from us.
    if (CSS.supports('field-sizing', 'content')) return;
    const fitted = () => {
      area.style.height = 'auto';
      area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
    };
    $effect(() => {
      text();
      fitted();
    });
    area.addEventListener('input', fitted);
    return () => area.removeEventListener('input', fitted);
  };
}
