import { headerOf } from '../perf/perf.fixture';
import { modelInfo } from './model-info';

const [input] = headerOf().inputs;
const image = { ...input, typeRt: 'rgb', dtype: 'uint8', shape: [2, 3, 8, 4], layout: 'NCHW' } as const;

it.each([
  ['NHWC', image, '1x8x4x3'],
  ['NCHW', image, '1x3x8x4'],
  ['NCHW', { ...image, shape: [2, 8, 4, 3], layout: 'NHWC' }, '1x3x8x4'],
  ['NHWC', { ...image, shape: [2, 8, 4, 3], layout: 'NHWC' }, '1x8x4x3'],
] as const)('tells the shape of one item in the layout of the model, %s', (layoutTrain, given, shape) => {
  const header = { ...headerOf({ inputBatch: 2, inputs: [{ name: 'x', layoutTrain }] }), inputs: [given] };
  const [{ rows }] = modelInfo({ name: 'm', header }).inputs;
  expect(rows).toContainEqual(['input_shape', shape]);
  expect(rows).toContainEqual(['input_batch', '2']);
});

it('tells the source of every input', () => {
  const header = {
    ...headerOf(),
    inputs: [
      { ...input, source: 'resizer' },
      { ...input, name: "it's", source: 'ddr' },
    ],
  } as const;
  const { compiler } = modelInfo({ name: 'm', header: { ...header, inputs: [...header.inputs] } });
  expect(compiler).toContainEqual(['input-source', `{'x': 'resizer', "it's": 'ddr', '_default_value': 'ddr'}`]);
});
