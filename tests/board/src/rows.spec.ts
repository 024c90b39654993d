import { modelRows, predictModel } from '@openbpu/board';
import { Bench, type Keys, featuresOf } from './bench';
import type { NetName } from './nets';

const bench = new Bench();
afterAll(() => bench.close());

it.each<[string, NetName, Keys]>([
  ['plain', 'plain', {}],
  ['nodes of the CPU inside', 'broken', { 'model_parameters.march': 'bernoulli2' }],
  ['a Transpose before the pixels', 'scores', { 'input_parameters.input_layout_rt': 'NHWC' }],
  [
    'two cores and short calls',
    'plain',
    {
      'model_parameters.march': 'bernoulli2',
      'compiler_parameters.core_num': '2',
      'compiler_parameters.max_time_per_fc': '1000',
    },
  ],
])('the rows add up to what is predicted: %s', async (_, net, keys) => {
  await bench.convert(net, 'm', keys);
  const model = await bench.model('m.bin');
  const features = featuresOf(model);
  const { rows, inferenceUs, latencyUs } = modelRows(model, features);
  const performance = predictModel(model, features);
  expect(latencyUs).toBe(performance?.latencyUs);
  expect(rows.reduce((sum, row) => sum + row.latencyUs, 0) + inferenceUs).toBe(latencyUs);
  expect(inferenceUs).toBe(features.cpu.inferenceSeconds * 1e6);
  expect(rows.map(({ step, latencyUs: us }) => [step, us])).toEqual(
    performance?.segments?.filter(({ fixed }) => !fixed).map(({ name, latencyUs: us }) => [name, us]),
  );
  const cores = Number(keys['compiler_parameters.core_num'] ?? 1);
  for (const row of rows) {
    expect(row.cores).toBe(row.on === 'BPU' ? cores : 0);
    expect(row.callsUs.reduce((sum, us) => sum + us, 0)).toBeCloseTo(row.on === 'BPU' ? row.latencyUs : 0, 9);
  }
  expect(rows.flatMap(({ callsUs }) => callsUs)).toHaveLength(performance?.calls?.count ?? 0);
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
});
