/** Who can open an address: this computer, the same network, or whoever can reach it. */
export type Reach = 'computer' | 'network' | 'everywhere';

/** What the server's first start and `warsztat doctor` say of it, too. */
export function reachOf(address: string): Reach {
  const { protocol, hostname } = new URL(address);
  if (hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)) return 'computer';
  return protocol === 'http:' ? 'network' : 'everywhere';
}
