/** Whether cookies of this page are kept: what the browser says of itself is yes also where a site's are blocked. */
export function keepsCookies(): boolean {
  try {
    // biome-ignore lint/suspicious/noDocumentCookie: only this tells at once, and in every browser.
    document.cookie = 'probe=1; SameSite=Lax';
    const kept = document.cookie.includes('probe=1');
    // biome-ignore lint/suspicious/noDocumentCookie: as above.
    document.cookie = 'probe=; Max-Age=0';
    return kept;
  } catch {
    return false;
  }
}
