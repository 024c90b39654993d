import { float32 } from '@openbpu/tensor';
import {
  AttributeType,
  attributeValue,
  attributesOf,
  floatAttribute,
  floatsAttribute,
  graphAttribute,
  intAttribute,
  intsAttribute,
  refAttribute,
  stringAttribute,
  stringsAttribute,
  tensorAttribute,
} from './attribute';
import { buildGraph, buildNode } from './build';
import type { AttributeProto } from './model';
import { writeTensor } from './write-tensor';

describe('attribute', () => {
  it('finds the value of files that have no type discriminator', () => {
    const { type: _, ...untyped } = intAttribute('axis', -1);
    expect(attributeValue(untyped)).toBe(-1);
    const { type: __, ...list } = stringsAttribute('names', ['a', 'b']);
    expect(attributeValue(list)).toEqual(['a', 'b']);
  });

  const { floats, ints, strings, tensors, graphs } = intAttribute('a', 0);
  const bare: AttributeProto = { name: 'a', floats, ints, strings, tensors, graphs, typeProtos: [], sparseTensors: [] };
  const graph = buildGraph({ name: 'g' });
  const tensor = writeTensor('t', float32([1], [5]));

  it.each([
    [floatAttribute('a', 0), 0],
    [intAttribute('a', 7), 7],
    [stringAttribute('a', ''), ''],
    [tensorAttribute('a', tensor), tensor],
    [graphAttribute('a', graph), graph],
    [floatsAttribute('a', [0.5]), [0.5]],
    [intsAttribute('a', [3, -4n]), [3, -4]],
    [stringsAttribute('a', ['']), ['']],
    [bare, undefined],
  ])('%# has the value of the field that is set where no type is, or none', (attribute, value) => {
    const { type: _, ...untyped } = attribute;
    expect(attributeValue(untyped)).toEqual(value);
    expect(attributeValue({ ...untyped, type: AttributeType.UNDEFINED })).toEqual(value);
    expect(attributeValue(attribute)).toEqual(value);
  });

  it('is 0 or nothing where files leave out what is', () => {
    const of = (type: number) => attributeValue({ ...bare, type });
    expect([of(AttributeType.FLOAT), of(AttributeType.INT), of(AttributeType.STRING)]).toEqual([0, 0, '']);
    expect([of(AttributeType.FLOATS), of(AttributeType.INTS), of(AttributeType.STRINGS)]).toEqual([[], [], []]);
  });

  it('has integers up to where numbers are exact', () => {
    const most = 2n ** 53n - 1n;
    const all = [most, most + 1n, -most, -most - 1n, -(2n ** 63n)];
    const [top, low] = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    expect(attributeValue(intsAttribute('a', all))).toEqual([top, top, low, low, low]);
    expect(all.map((value) => attributeValue(intAttribute('a', value)))).toEqual([top, top, low, low, low]);
  });

  it('finds what holds tensors and graphs, and nothing of a type that it does not know', () => {
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
    const { name: _, ...nameless } = intAttribute('axis', 1);
    const given = [
      nameless,
      { ...bare, name: 'none' },
      intAttribute('', 2),
      { ...intAttribute('k', 3), refAttrName: '' },
    ];
    expect(attributesOf({ ...node, attribute: given })).toEqual({ '': 2, k: 3 });
  });
});
