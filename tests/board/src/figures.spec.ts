import { predictModel } from '@openbpu/board';
import { Bench, type Keys, featuresOf } from './bench';
import type { NetName } from './nets';

const bench = new Bench();
afterAll(() => bench.close());

it.each<[string, NetName, Keys]>([
  ['plain', 'plain', {}],
  ['a node of the CPU inside', 'broken', {}],
  ['bernoulli2', 'broken', { 'model_parameters.march': 'bernoulli2' }],
  ['layers', 'scores', { 'compiler_parameters.debug': 'True' }],
  ['nothing at its edge', 'scores', { 'model_parameters.remove_node_type': 'Quantize;Dequantize;Transpose;Reshape' }],
  ['a batch', 'plain', { 'input_parameters.input_batch': '4' }],
  [
    'two cores and short calls',
    'plain',
    {
      'model_parameters.march': 'bernoulli2',
      'compiler_parameters.core_num': '2',
      'compiler_parameters.max_time_per_fc': '1000',
    },
  ],
])('the record of a conversion is found again in the .bin: %s', async (_, net, keys) => {
  const { performance } = await bench.convert(net, 'm', keys);
  const model = await bench.model('m.bin');
  if (!performance) throw new Error('nothing is predicted');
  const { oneCore, ...alone } = performance;
  const perLayer = alone.layers !== undefined;
  expect(predictModel(model, featuresOf(model), { perLayer })).toEqual(alone);
  expect(oneCore === undefined).toBe(alone.cores === undefined);
  expect(model.name).toBe('m');
});
