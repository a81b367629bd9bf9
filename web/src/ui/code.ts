/** The letters of a join code: none that is mistaken for another when it is read from a projector. */
const ALPHABET = /^[ABCDEFGHJKMNPQRSTUVWXYZ2-9]{8}$/;

/** What somebody typed, as the code it means, or null. Case, spaces and hyphens do not matter. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s\u2010-\u2015-]/g, '');
  return ALPHABET.test(code) ? code : null;
}

/** The code as it is shown, in two halves: ABCD-2345. */
export function showCode(code: string): string {
  return code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code;
}
