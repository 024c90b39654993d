import { float32 } from '@openbpu/tensor';
import {
  AttributeType,
  attributeValue,
  attributesOf,
  floatsAttribute,
  intAttribute,
  refAttribute,
  stringsAttribute,
} from './attribute';
import { buildGraph, buildNode } from './build';
import { writeTensor } from './write-tensor';

describe('attribute', () => {
  it('finds the value of files that have no type discriminator', () => {
    const { type: _, ...untyped } = intAttribute('axis', -1);
    expect(attributeValue(untyped)).toBe(-1);
    const { type: __, ...list } = stringsAttribute('names', ['a', 'b']);
    expect(attributeValue(list)).toEqual(['a', 'b']);
  });

  it('finds what holds tensors and graphs, and nothing of a type that it does not know', () => {
    const graph = buildGraph({ name: 'g' });
    const tensor = writeTensor('t', float32([1], [5]));
    const of = (type: number) =>
      attributeValue({
        ...floatsAttribute('a', [1]),
        type,
        ints: [2n],
        t: tensor,
        g: graph,
        tensors: [tensor],
        graphs: [graph],
      });
    expect(of(AttributeType.TENSOR)).toBe(tensor);
    expect(of(AttributeType.GRAPH)).toBe(graph);
    expect(of(AttributeType.TENSORS)).toEqual([tensor]);
    expect(of(AttributeType.GRAPHS)).toEqual([graph]);
    expect([of(AttributeType.FLOATS), of(AttributeType.INTS), of(99)]).toEqual([[1], [2], undefined]);
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
