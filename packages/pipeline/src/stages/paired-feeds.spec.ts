import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileInput } from '@openbpu/runtime';
import { type ModelInput, float32, makeTensor } from '@openbpu/tensor';
import { resolvedInput } from '../packed.fixture';
import { intermediateFeeds, pairedFeeds, relayout, userFeeds } from './paired-feeds';
import { feedOf } from './samples';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'feeds-'))));
afterAll(() => rm(folder, { recursive: true }));

const numbers = (count: number) => Uint8Array.from({ length: count }, (_, i) => (i * 7) % 256);
const NHWC: ModelInput = {
  ...resolvedInput('x', 'rgb', [1, 2, 4, 3]),
  layoutTrain: 'NHWC',
  layoutRt: 'NCHW',
  layoutQuantised: 'NCHW',
};

async function sampleOf(input: ModelInput, bytes: Uint8Array, dtype: FileInput['dtype'] = 'uint8') {
  const file = join(folder, `${input.name}.bin`);
  await writeFile(file, bytes);
  const { name, shape } = input;
  return { inputs: [{ kind: 'file', name, file, dtype, shape, feed: feedOf(input) } as const] };
}

it('goes between layouts of a picture that is not square, either way', () => {
  const nhwc = float32([1, 2, 4, 3], numbers(24));
  const nchw = relayout(nhwc, 'NHWC', 'NCHW');
  expect(nchw.shape).toEqual([1, 3, 2, 4]);
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < 2; y++)
      for (let x = 0; x < 4; x++) expect(nchw.data[(c * 2 + y) * 4 + x]).toBe(nhwc.data[(y * 4 + x) * 3 + c]);
  expect(relayout(nchw, 'NCHW', 'NHWC')).toEqual(nhwc);
  expect(relayout(nhwc, 'NHWC', 'NHWC')).toBe(nhwc);
  const flat = float32([2, 4], numbers(8));
  expect(relayout(flat, 'NHWC', 'NCHW')).toBe(flat);
});

it('feeds the float model in its layout, the quantised one in its own and a user in that of run time', async () => {
  const bytes = numbers(24);
  const sample = await sampleOf(NHWC, bytes);
  const { float, quantised } = await pairedFeeds(sample, [NHWC]);
  expect(float.get('x')).toEqual(
    float32(
      [1, 2, 4, 3],
      [...bytes].map((byte) => byte - 128),
    ),
  );
  expect(quantised.get('x')).toMatchObject({ dtype: 'int8', shape: [1, 3, 2, 4] });
  expect(quantised.get('x')!.data.slice(0, 3)).toEqual(Int8Array.of(-128, 21 - 128, 42 - 128));
  const user = await userFeeds(sample, [NHWC]);
  expect(user.get('x')).toMatchObject({ dtype: 'uint8', shape: [1, 3, 2, 4] });
  expect([...user.get('x')!.data.slice(0, 3)]).toEqual([0, 21, 42]);
  expect(intermediateFeeds(user, [NHWC], 'layoutQuantised')).toEqual(quantised);
  const apart = { ...NHWC, layoutQuantised: 'NHWC' } as const;
  const taken = (await pairedFeeds(sample, [apart])).quantised.get('x')!;
  expect(taken).toMatchObject({ shape: [1, 2, 4, 3], data: Int8Array.from(bytes, (byte) => byte - 128) });
  expect(await userFeeds(sample, [apart])).toEqual(user);
  expect(intermediateFeeds(user, [apart], 'layoutQuantised').get('x')).toEqual(taken);
  expect(intermediateFeeds(user, [apart], 'layoutRt')).toEqual(quantised);
});

it('feeds a user of nv12 pictures one plane for each', async () => {
  const nv12: ModelInput = { ...resolvedInput('x', 'nv12', [2, 4, 2, 3]), layoutTrain: 'NHWC' };
  const user = await userFeeds(await sampleOf(nv12, numbers(48)), [nv12]);
  expect(user.get('x')).toMatchObject({ dtype: 'uint8', shape: [2, 6, 2] });
  expect(intermediateFeeds(user, [nv12], 'layoutQuantised').get('x')).toMatchObject({
    dtype: 'int8',
    shape: [2, 4, 2, 3],
  });
});

it('feeds a feature map as it is to everybody, in the layout of run time', async () => {
  const map: ModelInput = { ...resolvedInput('x', 'featuremap', [1, 1, 2, 3]), layoutRt: 'NHWC' };
  const data = Float32Array.of(0.25, -1, 2, 3, 4, 5.5);
  const sample = await sampleOf(map, new Uint8Array(data.buffer), 'float32');
  const user = await userFeeds(sample, [map]);
  expect(user.get('x')).toEqual(makeTensor('float32', [1, 2, 3, 1], data));
  expect(intermediateFeeds(user, [map], 'layoutRt')).toEqual(user);
  const taken = makeTensor('float32', [1, 1, 2, 3], data);
  expect(intermediateFeeds(user, [{ ...map, layoutQuantised: 'NCHW' }], 'layoutQuantised').get('x')).toEqual(taken);
  expect((await pairedFeeds(sample, [map])).float.get('x')).toEqual(makeTensor('float32', [1, 1, 2, 3], data));
});
