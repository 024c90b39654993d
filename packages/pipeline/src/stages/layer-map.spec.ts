import { IMAGE_NET, packed, resolvedInput } from '../packed.fixture';
import { layerMapText, withLayers } from './layer-map';

const output = (name: string, ...shape: number[]) => ({
  name,
  dtype: 'float32' as const,
  shape,
  layout: 'NCHW' as const,
});

it('says of every layer which output gives it', () => {
  const outputs = [
    output('y', 1, 2),
    output('c1', 1, 3, 4, 4),
    { ...output('q', 2), layout: undefined, tensor: 'raw' },
  ];
  const layers = new Map([
    ['conv"1', 'c1'],
    ['conv2', 'y'],
    ['conv3', 'q'],
    ['lost', 'nowhere'],
  ]);
  const text = layerMapText(layers, { outputs });
  expect(text.endsWith('}\n')).toBe(true);
  expect(Object.entries(JSON.parse(text) as object)).toEqual([
    ['conv"1', { output: 'c1', index: 1, dtype: 'float32', shape: [1, 3, 4, 4], layout: 'NCHW' }],
    ['conv2', { output: 'y', index: 0, dtype: 'float32', shape: [1, 2], layout: 'NCHW' }],
    ['conv3', { output: 'q', index: 2, dtype: 'float32', shape: [2], layout: 'none' }],
  ]);
});

it('is empty where no layer is given', () => expect(layerMapText(new Map(), { outputs: [] })).toBe('{}\n'));

it('tells outputs which layers they are of', () => {
  const packing = packed(IMAGE_NET, [resolvedInput('data', 'rgb', [1, 4, 4, 3])]);
  const given = { ...packing, header: { ...packing.header, outputs: [output('y', 1), output('c1', 2)] } };
  const told = (...layers: [string, string][]) =>
    withLayers(given, new Map(layers)).header.outputs.map(({ layer }) => layer);
  expect(told(['conv', 'c1'], ['lost', 'nowhere'])).toEqual([undefined, 'conv']);
  expect(told()).toEqual([undefined, undefined]);
  expect(withLayers(given, new Map([['conv', 'c1']])).sections).toBe(given.sections);
});
