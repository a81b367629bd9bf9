/**
 * The decider of commands whose outcome only the server knows, or that nobody needs at once: after the permission
 * check nothing happens here, and the change comes from the server.
 */
export function awaited(): void {}
