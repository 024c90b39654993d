import { float32 } from '@openbpu/tensor';
import { buildGraph, buildModel, buildNode, buildValue } from './build';
import { decodeModel, encodeModel } from './codec';
import { dataTypeOf } from './data-type';
import { firstExternal, withExternalData } from './external-tensors';
import type { AttributeProto, GraphProto, TensorProto } from './model';
import { readTensor } from './read-tensor';
import { writeTensor } from './write-tensor';

const BYTES = new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer);
const load = ({ offset, length = 16 - offset }: { offset: number; length?: number }) =>
  BYTES.subarray(offset, offset + length);

function outside(name: string, offset: number): TensorProto {
  const { rawData: _, ...rest } = writeTensor(name, float32([2], new Float32Array(2)));
  const entries = { location: 'w', offset: String(offset), length: '8' };
  return { ...rest, dataLocation: 1, externalData: Object.entries(entries).map(([key, value]) => ({ key, value })) };
}

function attribute(fields: Partial<AttributeProto>): AttributeProto {
  return { floats: [], ints: [], strings: [], tensors: [], graphs: [], typeProtos: [], sparseTensors: [], ...fields };
}

function model(own: Partial<Parameters<typeof buildGraph>[0]>) {
  const y = buildValue('y', dataTypeOf('float32'), [2]);
  const graph = buildGraph({ name: 'g', node: [], input: [], output: [y], ...own });
  return buildModel({ irVersion: 8, opsetImport: [{ domain: '', version: 13 }], graph });
}

const branch: GraphProto = buildGraph({ name: 'b', node: [], input: [], output: [], initializer: [outside('c', 8)] });
const node = (fields: Partial<AttributeProto>) => ({
  ...buildNode({ opType: 'X', input: [], output: ['y'] }),
  attribute: [attribute({ name: 'a', ...fields })],
});

it('takes in initialisers, attributes and what lies in subgraphs', () => {
  const given = model({
    initializer: [outside('k', 0)],
    node: [node({ type: 4, t: outside('t', 8) }), node({ type: 5, g: branch }), node({ type: 10, graphs: [branch] })],
  });
  const whole = decodeModel(encodeModel(withExternalData(given, load)));
  const [a, b, c] = whole.graph.node.map((found) => found.attribute[0]);
  const tensors = [whole.graph.initializer[0], a.t, b.g?.initializer[0], c.graphs[0].initializer[0]];
  expect(tensors.map((tensor) => tensor && [...readTensor(tensor).data])).toEqual([
    [1, 2],
    [3, 4],
    [3, 4],
    [3, 4],
  ]);
  expect(firstExternal(whole)).toBeUndefined();
  expect(firstExternal(given)?.name).toBe('t');
  const lazy = withExternalData(given, load, { initialisers: false });
  expect(firstExternal(lazy)?.name).toBe('k');
  expect(lazy.graph.node[0].attribute[0].t?.rawData).toHaveLength(8);
});

it('takes in what is outside among what is not, and names the first', () => {
  const inside = writeTensor('i', float32([2], [5, 6]));
  const given = model({ initializer: [inside, outside('k', 0), outside('l', 8)] });
  expect(firstExternal(given)?.name).toBe('k');
  const { initializer } = withExternalData(given, load).graph;
  expect(initializer[0]).toBe(inside);
  expect(initializer.map((tensor) => [...readTensor(tensor).data])).toEqual([
    [5, 6],
    [1, 2],
    [3, 4],
  ]);
  expect(initializer[1]).toMatchObject({ name: 'k', externalData: [] });
  expect(initializer[1]).not.toHaveProperty('dataLocation');
});

it('leaves a model that is whole as it is', () => {
  const given = model({ initializer: [writeTensor('k', float32([1], Float32Array.of(1)))] });
  expect(withExternalData(given, load)).toBe(given);
});

it('does not load more or less than the shape of a tensor asks for', () => {
  const { externalData, ...rest } = outside('k', 0);
  const lies = { ...rest, externalData: externalData.map((e) => (e.key === 'length' ? { ...e, value: '16' } : e)) };
  const never = () => {
    throw new Error('loaded');
  };
  expect(() => withExternalData(model({ initializer: [lies] }), never)).toThrow(/ONX\d+ .*8.*16/);
});
