import { rm } from 'node:fs/promises';
import { typesRead } from '@openbpu/ir';
import { seenIn, tinyFolder } from '../recipe-job.fixture';
import { RIVER } from '../river';

let folder: string;
beforeAll(async () => (folder = await tinyFolder()));
afterAll(() => rm(folder, { recursive: true }));

/** What the convolution reads where int16 is asked of it. */
const asked = (typeRt: string, typeTrain: string) => {
  const values = {
    input_type_rt: typeRt,
    input_type_train: typeTrain,
    node_info: "\"{'conv': {'ON': 'BPU', 'InputType': 'int16'}}\"",
  };
  return seenIn(folder, values, async (job) => {
    const { optimized } = await RIVER.until('optimise').run(job);
    const [{ placement }] = optimized.nodes;
    return placement?.on === 'bpu' && typesRead(placement);
  });
};

it('knows which inputs are pictures, which are read as int8 whatever is asked', async () => {
  expect(await asked('featuremap', 'featuremap')).toBe('int16');
  expect(await asked('rgb', 'rgb')).toBe('int8');
});

it('tells of every pass that is left out', async () => {
  const told = await seenIn(
    folder,
    {},
    async (job) => {
      await RIVER.until('optimise').run(job);
      return job.sink.diagnostics.map(({ code, message }) => `${code} ${message}`);
    },
    { threads: 1, skipPasses: ['fuse-pad', 'fuse-scale', 'fuse-pad'] },
  );
  expect(told).toEqual([
    'PIP066 fuse-pad is left out, as --skip-pass says',
    'PIP066 fuse-scale is left out, as --skip-pass says',
  ]);
});
