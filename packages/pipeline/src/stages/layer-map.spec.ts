import { layerMapText } from './layer-map';

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
