/**
 * The text with what stands between `<!-- begin NAME -->` and `<!-- end NAME -->` replaced. Throws when the marks are
 * not there once each, in this order.
 */
export function replaceRegion(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from || text.indexOf(begin, from + 1) >= 0 || text.indexOf(end, to + 1) >= 0)
    throw new Error(`the text has no region "${name}"`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}
