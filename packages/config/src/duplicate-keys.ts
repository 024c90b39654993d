import { type Document, isScalar, visit } from 'yaml';

/**
 * Where a key stands in its mapping a second time, at any depth: offsets in the text, ascending. The library would tell
 * too (`uniqueKeys`), but compares each key with every other, which takes minutes for what fits into a recipe.
 */
export function duplicateKeys(document: Document): readonly number[] {
  const found: number[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) found.push(key.range?.[0] ?? 0);
        seen.add(key.value);
      }
    },
  });
  return found.sort((a, b) => a - b);
}
