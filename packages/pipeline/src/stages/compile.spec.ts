import { rm } from 'node:fs/promises';
import { readArtifact } from '@openbpu/artifact';
import { seenIn, tinyFolder } from '../recipe-job.fixture';
import { RIVER } from '../river';

let folder: string;
beforeAll(async () => (folder = await tinyFolder()));
afterAll(() => rm(folder, { recursive: true }));

const compiled = (values: Readonly<Record<string, string>>) =>
  seenIn(folder, { calibration_type: 'skip', ...values }, async (job) => {
    const found = await RIVER.until('compile').run(job);
    return { ...found, header: (await readArtifact(found.bin)).header };
  });

it('gives a .bin with what is told of it', async () => {
  const { header, deleted, faces, performance } = await compiled({});
  expect([header.deletedNodes, deleted, faces.removed]).toEqual([[], [], []]);
  expect(header.steps.map(({ name }) => name)).toEqual(performance!.segments!.slice(0, -1).map(({ name }) => name));
  expect(faces.outputs).toMatchObject([{ name: 'y', dtype: 'float32', bytes: 4 * 4 * 64 }]);
  expect(header.recipe).toMatchObject({ model: { prefix: 'tiny' } });
  expect(header.tool.version).toBe(header.versions.openbpu);
});

it('takes no time for nodes that are removed', async () => {
  const { header, deleted, faces, performance } = await compiled({ remove_node_type: 'Quantize;Transpose;Dequantize' });
  const names = ['data_TransposeInput0', 'conv_HzDequantize'];
  expect([header.deletedNodes, deleted.map(({ name }) => name)]).toEqual([names, names]);
  expect(faces.removed).toEqual(deleted);
  expect(faces.outputs).toMatchObject([{ name: 'y', dtype: 'int8', bytes: 4 * 64 }]);
  expect(performance!.segments!.map(({ name }) => name)).toEqual(['tiny_subgraph_0', 'every inference']);
});

it.each([
  ['bernoulli2', 'True', { conv: { output: 'y', index: 0, dtype: 'float32', shape: [1, 4, 8, 8], layout: 'NCHW' } }],
  ['bernoulli2', 'False', undefined],
  ['bayes-e', 'True', undefined],
])('maps layers to outputs on a march whose tools read that: %s, %s', async (march, asked, map) => {
  const { layerMap } = await compiled({ march, layer_out_dump: asked });
  expect(layerMap === undefined ? undefined : JSON.parse(layerMap)).toEqual(map);
});

it('tells what several cores take beside what one takes, and says so in the .bin', async () => {
  const march = 'bernoulli2';
  const [one, two] = [await compiled({ march }), await compiled({ march, core_num: '2' })];
  expect([one.header.cores, two.header.cores]).toEqual([undefined, 2]);
  expect([one.header.machineVersion, two.header.machineVersion]).toEqual([2, 3]);
  expect(one.performance).not.toHaveProperty('oneCore');
  const { latencyUs, fps } = one.performance!;
  expect(two.performance).toMatchObject({ cores: 2, oneCore: { latencyUs, fps } });
  expect(two.performance!.latencyUs).toBeGreaterThan(latencyUs);
});

it('makes function-calls of the length that is allowed', async () => {
  const { performance } = await compiled({ march: 'bernoulli2', max_time_per_fc: '1000' });
  expect(performance!.calls).toEqual({ count: 1, longestUs: expect.any(Number) as number, limitUs: 1000 });
});
