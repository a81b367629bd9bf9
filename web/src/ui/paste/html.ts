/** An element of copied HTML; its children are elements and texts. */
export interface Element {
  readonly tag: string;
  readonly attributes: string;
  readonly children: (Element | string)[];
}

// Deeper elements become children of the deepest one allowed: a clipboard may hold anything.
const maxDepth = 120;
const unread = /^(?:script|style|title|template|noscript|svg|object|textarea|select)$/;
const empty = /^(?:br|hr|img|input|meta|link|col|wbr|area|base|embed|source)$/;
const breaksParagraph = /^(?:p|div|h[1-6]|ul|ol|li|table|blockquote|pre|section|article)$/;
// What an opening tag closes by itself, and the element that it does not reach beyond.
const closes: Readonly<Record<string, readonly [RegExp, RegExp]>> = {
  li: [/^li$/, /^(?:ul|ol|table)$/],
  tr: [/^tr$/, /^table$/],
  td: [/^t[dh]$/, /^(?:tr|table)$/],
  th: [/^t[dh]$/, /^(?:tr|table)$/],
};
const entities: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'amp=& lt=< gt=> quot=" apos=\' shy=\u00ad ndash=– mdash=— hellip=… bdquo=„ rdquo=” ldquo=“ lsquo=‘ rsquo=’ sbquo=‚ ' +
    'laquo=« raquo=» bull=• middot=· deg=° sect=§ euro=€ oacute=ó Oacute=Ó uuml=ü ouml=ö auml=ä szlig=ß eacute=é times=× zwj=\u200d'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
);
const token = /<!--[\s\S]*?(?:-->|$)|<[!?][^<>]*>|<(\/?)([a-zA-Z][\w:-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>/g;

/** Reads copied HTML into elements. It never fails, runs nothing and fetches nothing: scripts and styles are left out. */
export function parseHtml(html: string): Element {
  const root: Element = { tag: '', attributes: '', children: [] };
  const open: Element[] = [root];
  const innermost = () => open.at(-1) ?? root;
  const close = (tag: RegExp, border: RegExp) => {
    for (let at = open.length - 1; at > 0; at--) {
      const { tag: name } = open[at] ?? root;
      if (tag.test(name)) open.length = at;
      if (tag.test(name) || border.test(name)) return;
    }
  };
  const lower = html.toLowerCase();
  let from = 0;
  token.lastIndex = 0;
  for (let found = token.exec(html); found !== null; found = token.exec(html)) {
    if (found.index > from) innermost().children.push(decoded(html.slice(from, found.index)));
    from = token.lastIndex;
    const [, end, name = '', attributes = ''] = found;
    const tag = name.toLowerCase();
    if (tag === '') continue;
    if (end) {
      const borders = /^(?:table|td|th|tr)$/.test(tag) ? /^table$/ : /^t(?:able|d|h)$/;
      close(new RegExp(`^${tag}$`), borders);
      continue;
    }
    if (unread.test(tag)) {
      const after = lower.indexOf(`</${tag}`, from);
      from = after < 0 ? html.length : after;
      token.lastIndex = from;
      continue;
    }
    const [closed, border] = closes[tag] ?? [];
    if (closed && border) close(closed, border);
    if (breaksParagraph.test(tag)) close(/^p$/, /^(?:li|t[dh]|table|div|ul|ol)$/);
    const element: Element = { tag, attributes, children: [] };
    innermost().children.push(element);
    if (!empty.test(tag) && !attributes.endsWith('/') && open.length < maxDepth) open.push(element);
  }
  if (from < html.length) innermost().children.push(decoded(html.slice(from)));
  return root;
}

/** A number that an attribute gives, 1 when it gives none. */
export function span({ attributes }: Element, name: 'colspan' | 'rowspan'): number {
  const value = new RegExp(`\\b${name}\\s*=\\s*["']?\\s*(\\d{1,5})`, 'i').exec(attributes)?.[1];
  return Math.max(1, Number(value ?? 1));
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return name === 'nbsp' ? '\u00a0' : (entities[name] ?? whole);
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
