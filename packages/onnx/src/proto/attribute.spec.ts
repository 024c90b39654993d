import {
  attributeValue,
  attributesOf,
  floatsAttribute,
  intAttribute,
  refAttribute,
  stringsAttribute,
} from './attribute';
import { buildNode } from './build';

describe('attribute', () => {
  it('finds the value of files that have no type discriminator', () => {
    const { type: _, ...untyped } = intAttribute('axis', -1);
    expect(attributeValue(untyped)).toBe(-1);
    const { type: __, ...list } = stringsAttribute('names', ['a', 'b']);
    expect(attributeValue(list)).toEqual(['a', 'b']);
  });

  it('gives an empty list for an empty list, and nothing for a reference', () => {
    const node = buildNode({
      opType: 'X',
      input: [],
      output: [],
      attribute: [floatsAttribute('scales', []), refAttribute('axis', 'INT', 'axis')],
    });
    expect(attributesOf(node)).toEqual({ scales: [] });
  });
});
