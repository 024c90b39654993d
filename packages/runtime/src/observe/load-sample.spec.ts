import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DType, type PictureChain, type TensorData, bytesOf } from '@openbpu/tensor';
import { loadSample } from './load-sample';
import type { FeedConversion } from './sample';

const folder = mkdtempSync(join(tmpdir(), 'sample-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function load(
  values: Float32Array | Uint8Array,
  shape: readonly number[],
  feed: FeedConversion,
): Promise<number[]> {
  const file = join(folder, 'a.raw');
  writeFileSync(file, bytesOf(values));
  const [{ data }] = await loadSample({
    inputs: [{ kind: 'file', name: 'x', file, dtype: values instanceof Uint8Array ? 'uint8' : 'float32', shape, feed }],
  });
  return Array.from(data, Number);
}

const image = (
  from: 'rgb' | 'bgr' | 'gray' | 'yuv444',
  to: 'rgb' | 'bgr' | 'gray' | 'yuv444',
  layout: 'NCHW' | 'NHWC' = 'NCHW',
): FeedConversion => ({ kind: 'image', from, to, layout, range: 'regular' });

it('passes a feature map as it is', async () => {
  expect(await load(Float32Array.of(-1.5, 1e30, 0), [3], { kind: 'none' })).toEqual([-1.5, Math.fround(1e30), 0]);
});

it('centres images, of bytes or of reals, unrounded where the colours stay', async () => {
  expect(await load(Uint8Array.of(0, 128, 255), [1, 1, 1, 3], image('gray', 'gray'))).toEqual([-128, 0, 127]);
  expect(await load(Float32Array.of(0.5, 128, 255), [1, 3, 1, 1], image('rgb', 'rgb'))).toEqual([-127.5, 0, 127]);
});

it('swaps the channels in either layout', async () => {
  expect(await load(Uint8Array.of(1, 2, 3, 4, 5, 6), [1, 3, 1, 2], image('rgb', 'bgr'))).toEqual(
    [5, 6, 3, 4, 1, 2].map((value) => value - 128),
  );
  expect(await load(Uint8Array.of(1, 2, 3, 4, 5, 6), [1, 1, 2, 3], image('bgr', 'rgb', 'NHWC'))).toEqual(
    [3, 2, 1, 6, 5, 4].map((value) => value - 128),
  );
});

it.each([NaN, Infinity, -Infinity])('refuses a sample that holds %f, wherever it stands', async (value) => {
  for (const at of [0, 3, 11]) {
    const values = new Float32Array(12);
    values[at] = value;
    await expect(load(values, [1, 3, 2, 2], image('rgb', 'rgb'))).rejects.toThrow(
      new RegExp(`RUN006 .*a\\.raw.* 1 NaN or infinite of 12 values, the first at element ${at}\\n {2}hint: `),
    );
    await expect(load(values, [12], { kind: 'none' })).rejects.toThrow(/RUN006/);
  }
});

it('draws the same noise for the same seed, whole numbers for images', async () => {
  const draw = async (seed: number, picture: boolean) =>
    Array.from(
      (await loadSample({ inputs: [{ kind: 'seeded', name: 'x', shape: [50], seed, image: picture }] }))[0].data,
      Number,
    );
  expect(await draw(1, true)).toEqual(await draw(1, true));
  expect(await draw(1, true)).not.toEqual(await draw(2, true));
  expect((await draw(1, true)).every((value) => Number.isInteger(value) && value >= -128 && value <= 127)).toBe(true);
  expect((await draw(1, false)).every((value) => Math.abs(value) <= 1)).toBe(true);
});

it('reads and draws elements that are not float32 as they are', async () => {
  const file = join(folder, 'ids.raw');
  const ids = BigInt64Array.of(-1n, 2n ** 60n);
  writeFileSync(file, bytesOf(ids));
  const common = { kind: 'file', name: 'x', file, shape: [2], feed: { kind: 'none' } } as const;
  expect(await loadSample({ inputs: [{ ...common, dtype: 'int64', fed: 'int64' }] })).toEqual([
    { name: 'x', dtype: 'int64', shape: [2], data: ids },
  ]);
  const draw = async (fed: DType) =>
    (await loadSample({ inputs: [{ kind: 'seeded', name: 'x', fed, shape: [400], seed: 1, image: false }] }))[0].data;
  const range = (data: TensorData) => {
    const sorted = Array.from(data, Number).sort((a, b) => a - b);
    return [sorted[0], sorted[sorted.length - 1]];
  };
  expect(range(await draw('int64'))).toEqual([1, 1]);
  expect(range(await draw('int32'))).toEqual([1, 1]);
  expect(range(await draw('bool'))).toEqual([0, 1]);
  const [low, high] = range(await draw('uint8'));
  expect(low).toBeLessThan(8);
  expect(high).toBeGreaterThan(247);
  expect(range(await draw('int16'))[0]).toBeLessThan(-30000);
  expect(await draw('int8')).toEqual(await draw('int8'));
});

it('makes a sample of a picture, and converts it as it does a file', async () => {
  const file = join(folder, 'a.png');
  writeFileSync(
    file,
    '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"><rect width="1" height="1" fill="#f80"/></svg>',
  );
  const seen = async (chain: PictureChain, feed: FeedConversion, shape: readonly number[]) => {
    const [{ data }] = await loadSample({
      inputs: [{ kind: 'file', name: 'x', file, dtype: 'float32', shape, feed, chain }],
    });
    return Array.from(data, Number);
  };
  const rgb: PictureChain = {
    readMode: 'opencv',
    steps: [
      { kind: 'Colour', from: 'bgr', to: 'rgb' },
      { kind: 'Layout', to: 'CHW' },
    ],
  };
  expect(await seen(rgb, image('rgb', 'rgb'), [1, 3, 1, 2])).toEqual([127, -128, 8, -128, -128, -128]);
  expect(await seen({ readMode: 'opencv', steps: [] }, image('bgr', 'rgb', 'NHWC'), [1, 1, 2, 3])).toEqual([
    127, 8, -128, -128, -128, -128,
  ]);
  await expect(seen(rgb, image('rgb', 'rgb'), [1, 3, 2, 1])).rejects.toThrow(/VIS053 .*a\.png/);
});
