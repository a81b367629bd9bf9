const unit = '(?:pkt\\.?|punkt\\p{L}*|głos\\p{L}*|points?|pts|votes?)';
const front = new RegExp(
  `^[([]?(\\d{1,4})(?:\\s*${unit})?[)\\]]?\\s*[-–—:]\\s*(?=\\S)|^[([]?(\\d{1,4})\\s*${unit}[)\\]]?\\s+(?=\\S)|^\\((\\d{1,4})\\)\\s+(?=\\S)`,
  'iu',
);
const behind = new RegExp(
  `\\s*[-–—:,]?\\s*[([](\\d{1,4})(?:\\s*${unit})?[)\\]]$|\\s*[-–—:,]?\\s*(?<![\\p{L}\\p{N}])(\\d{1,4})\\s*${unit}$|\\s+[-–—:]\\s*(\\d{1,4})$`,
  'iu',
);

/**
 * Finds the points that stand in front of the texts or behind them: "31 - Korzystne położenie", "lasy (12 pkt)". They
 * are points only when most texts have them. Returns each text without them, and them.
 */
export function takePoints(texts: readonly string[]): (readonly [text: string, points?: string])[] | undefined {
  for (const place of [front, behind]) {
    const found = texts.map((text) =>
      /\d/.test(place === front ? text.slice(0, 8) : text.slice(-16)) ? place.exec(text) : null,
    );
    const have = found.filter((match) => match !== null).length;
    if (have < 2 || have < texts.length * 0.6) continue;
    return texts.map((text, at) => {
      const match = found[at] ?? null;
      if (match === null) return [text];
      return [
        text.slice(0, match.index) + text.slice(match.index + match[0].length),
        match.slice(1).find(Boolean) ?? '',
      ];
    });
  }
  return undefined;
}
