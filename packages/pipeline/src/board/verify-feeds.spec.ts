import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArtifactHeader, ArtifactInput } from '@openbpu/artifact';
import type { InputPair, ModelPair } from '@openbpu/board';
import { CollectingSink } from '@openbpu/diagnostics';
import { type DType, type Tensor, type TensorOrder, bytesOf, encodeNpy, float32 } from '@openbpu/tensor';
import { bmp } from '@openbpu/testkit';
import type { InputMetadata } from '../input-metadata';
import { givenItems, quantisedFeeds } from './verify-feeds';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'feeds-'));
  await writeFile(
    join(folder, 'a.bmp'),
    bmp(4, 2, (x, y) => [10 * x, 100 * y, 255]),
  );
});
afterAll(() => rm(folder, { recursive: true }));

function pair(
  typeRt: InputMetadata['typeRt'],
  shape: readonly number[],
  dtype: DType,
  layouts: readonly [given: TensorOrder, quantised: TensorOrder] = ['NHWC', 'NHWC'],
): InputPair {
  const image = typeRt !== 'featuremap';
  const input: ArtifactInput = {
    name: 'data',
    typeRt,
    typeTrain: image ? 'rgb' : 'featuremap',
    typeIntermediate: image ? 'rgb_128' : 'featuremap',
    shape,
    layout: layouts[0],
    dtype: image ? 'uint8' : dtype,
    source: 'ddr',
    spaceAndRange: 'regular',
  };
  return { input, given: { dtype, shape, layout: layouts[0] }, quantised: { dtype, shape, layout: layouts[1] } };
}

const header = (scale = 1) =>
  ({ steps: [], tensors: { data: { dtype: 'int8', shape: [], layout: 'none', scale: [scale] } } }) as unknown;
async function items(of: InputPair | readonly InputPair[], files: readonly string[] = [], batch = 1, scale?: number) {
  const inputs = Array.isArray(of) ? (of as readonly InputPair[]) : [of as InputPair];
  const model: ModelPair = { batch, inputs, outputs: [] };
  const described = inputs.map(({ input: { name, typeRt, typeTrain } }) => ({
    name,
    typeRt,
    typeTrain,
    layout: 'NCHW' as const,
    spaceAndRange: 'regular' as const,
  }));
  const wanted = { described, files: files.map((file) => join(folder, file)) };
  const found = await givenItems(model, header(scale) as ArtifactHeader, wanted, new CollectingSink());
  return found.map((item) => item.get('data')!);
}
const numbers = ({ data }: Tensor) => Array.from(data, Number);

it('draws a picture for each item, of the layout that the .bin takes', async () => {
  const [one, two] = await items(pair('rgb', [1, 2, 4, 3], 'int8'), [], 2);
  expect([one.dtype, one.shape]).toEqual(['uint8', [1, 2, 4, 3]]);
  expect(numbers(two)).not.toEqual(numbers(one));
  const [planes] = await items(pair('rgb', [1, 3, 2, 4], 'int8', ['NCHW', 'NHWC']));
  expect(planes.shape).toEqual([1, 3, 2, 4]);
  expect(numbers(planes).sort()).toEqual(numbers(one).sort());
  expect((await items(pair('nv12', [1, 2, 4, 3], 'int8')))[0].shape).toEqual([1, 3, 4]);
});

it('draws numbers over the reach of the integers behind them, others for each item', async () => {
  const [one, two] = await items(pair('featuremap', [1, 400], 'float32'), [], 2, 2);
  const sizes = numbers(one).map(Math.abs);
  expect(Math.max(...sizes)).toBeGreaterThan(240);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(254);
  expect(Math.min(...numbers(one))).toBeLessThan(-200);
  expect(numbers(two)).not.toEqual(numbers(one));
  expect(numbers((await items(pair('featuremap', [1, 400], 'float32'), [], 1, 2))[0])).toEqual(numbers(one));
  const [ids] = await items(pair('featuremap', [5], 'int64'), [], 1, 2);
  expect(numbers(ids)).toEqual([1, 1, 1, 1, 1]);
  const [several] = await items(pair('rgb', [2, 2, 4, 3], 'int8'));
  expect([several.dtype, several.shape, new Set(numbers(several)).size > 10]).toEqual(['uint8', [2, 2, 4, 3], true]);
});

it('reads pictures, arrays and raw bytes', async () => {
  const [picture] = await items(pair('rgb', [1, 2, 4, 3], 'int8'), ['a.bmp']);
  expect(numbers(picture).slice(0, 6)).toEqual([0, 0, 255, 10, 0, 255]);
  const [tall] = await items(pair('rgb', [1, 3, 4, 2], 'int8', ['NCHW', 'NHWC']), ['a.bmp']);
  expect(tall.shape).toEqual([1, 3, 4, 2]);
  await writeFile(join(folder, 'x.npy'), encodeNpy(float32([1, 2], [3, 4])));
  await writeFile(join(folder, 'x.BIN'), bytesOf(Float32Array.of(5, 6)));
  await writeFile(join(folder, 'xx.bin'), bytesOf(Float32Array.of(1, 2, 3, 4)));
  const map = pair('featuremap', [1, 2], 'float32');
  expect((await items(map, ['x.npy'])).map(numbers)).toEqual([[3, 4]]);
  expect((await items(map, ['x.BIN'], 3)).map(numbers)).toEqual([
    [5, 6],
    [5, 6],
    [5, 6],
  ]);
  expect((await items(map, ['xx.bin'], 2)).map(numbers)).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

it('refuses what does not fit', async () => {
  const map = pair('featuremap', [1, 2], 'float32');
  await expect(items(map, ['xx.bin'])).rejects.toThrow(/PIP160 .*has 16 bytes.*float32\[1x2\].*which is 8 bytes$/m);
  await expect(items(map, ['xx.bin'], 3)).rejects.toThrow(/PIP160 .*or 3 times as many/);
  await expect(items(map, ['x.BIN', 'x.npy'])).rejects.toThrow(/PIP161 .*2 files.*one input, "data"/);
  await expect(items([map, map], ['x.BIN', 'x.npy', 'x.npy'])).rejects.toThrow(/PIP161 .*has 2 inputs: data, data/);
  await expect(items(map, ['a.bmp'])).rejects.toThrow(/PIP162 .*float32\[1x2\]/);
  await expect(items(pair('rgb', [2, 2, 4, 3], 'int8'), ['a.bmp'])).rejects.toThrow(/PIP162 .*uint8\[2x2x4x3\]/);
  await expect(items(pair('featuremap', [1, 3], 'float32'), ['x.npy'])).rejects.toThrow(/\[1x2\]/);
});

it('gives the quantised model bytes minus 128 in its layout, and numbers as they are', async () => {
  const turned = pair('rgb', [1, 1, 2, 3], 'int8', ['NHWC', 'NCHW']);
  const model = (one: InputPair): ModelPair => ({ batch: 1, inputs: [one], outputs: [] });
  await writeFile(join(folder, 'p.bin'), Uint8Array.of(128, 129, 130, 255, 0, 127));
  const [given] = await items(turned, ['p.bin']);
  const fed = quantisedFeeds(model(turned), new Map([['data', given]])).get('data')!;
  expect([fed.dtype, fed.shape, numbers(fed)]).toEqual(['int8', [1, 3, 1, 2], [0, 127, 1, -128, 2, -1]]);
  const map = pair('featuremap', [1, 1, 2, 3], 'float32', ['NHWC', 'NCHW']);
  const reals = float32([1, 1, 2, 3], [1, 2, 3, 4, 5, 6]);
  const same = quantisedFeeds(model(map), new Map([['data', reals]])).get('data')!;
  expect([same.shape, numbers(same)]).toEqual([
    [1, 3, 1, 2],
    [1, 4, 2, 5, 3, 6],
  ]);
});
