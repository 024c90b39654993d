import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DType, tensorType } from '@openbpu/tensor';
import type { InputMetadata } from '../input-metadata';
import { type FitOptions, drawnFeed, feedImage } from './feed-image';
import { bmp } from '@openbpu/testkit';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'image-'));
  file = join(folder, 'a.bmp');
  await writeFile(
    file,
    bmp(4, 2, (x, y) => [10 * x, 100 * y, 255]),
  );
});
afterAll(() => rm(folder, { recursive: true }));

const meta = (typeRt: InputMetadata['typeRt'], layout: 'NCHW' | 'NHWC'): InputMetadata => ({
  name: 'data',
  typeRt,
  typeTrain: typeRt === 'featuremap' ? 'featuremap' : 'rgb',
  layout,
  spaceAndRange: 'regular',
});
const port = (dtype: DType, shape: readonly number[]) => ({ name: 'data', type: tensorType(dtype, shape) });
const values = (tensor: { data: ArrayLike<number | bigint> }) => Array.from(tensor.data, Number);

it('gives a .bin the bytes themselves', async () => {
  const fed = await feedImage(file, port('uint8', [1, 2, 4, 3]), meta('rgb', 'NHWC'), {});
  expect(fed).toMatchObject({ dtype: 'uint8', shape: [1, 2, 4, 3] });
  expect(values(fed).slice(0, 6)).toEqual([0, 0, 255, 10, 0, 255]);
  expect(values(await feedImage(file, port('uint8', [1, 2, 4, 3]), meta('bgr', 'NHWC'), {})).slice(0, 3)).toEqual([
    255, 0, 0,
  ]);
});

it('gives a quantised model bytes minus 128, in its layout', async () => {
  const fed = await feedImage(file, port('int8', [1, 3, 2, 4]), meta('rgb', 'NCHW'), {});
  expect(fed).toMatchObject({ dtype: 'int8', shape: [1, 3, 2, 4] });
  expect(values(fed).slice(0, 4)).toEqual([-128, -118, -108, -98]);
  expect(values(fed).slice(-4)).toEqual([127, 127, 127, 127]);
});

it('gives a float model the same numbers as float32', async () => {
  const fed = await feedImage(file, port('float32', [1, 3, 2, 4]), meta('rgb', 'NCHW'), {});
  expect(fed.dtype).toBe('float32');
  expect(values(fed)).toEqual(values(await feedImage(file, port('int8', [1, 3, 2, 4]), meta('rgb', 'NCHW'), {})));
});

it('passes nv12 through its halved chroma in every case', async () => {
  const plane = await feedImage(file, port('uint8', [1, 3, 4]), meta('nv12', 'NHWC'), {});
  const wide = await feedImage(file, port('int8', [1, 2, 4, 3]), meta('nv12', 'NHWC'), {});
  const y = values(plane).slice(0, 8);
  const [u0, v0, u1, v1] = values(plane).slice(8);
  expect(values(wide)).toEqual(
    y.flatMap((luma, i) => [luma, i % 4 < 2 ? u0 : u1, i % 4 < 2 ? v0 : v1].map((value) => value - 128)),
  );
});

it('resizes, or crops after the shorter side fits', async () => {
  expect((await feedImage(file, port('uint8', [1, 4, 4, 3]), meta('rgb', 'NHWC'), {})).shape).toEqual([1, 4, 4, 3]);
  const cropped = await feedImage(file, port('uint8', [1, 2, 2, 3]), meta('rgb', 'NHWC'), {
    shortSide: 2,
    crop: [2, 2],
  });
  expect(values(cropped).slice(0, 2)).toEqual([10, 0]);
});

it('refuses what does not come out in the size of the model', async () => {
  await expect(
    feedImage(file, port('uint8', [1, 4, 4, 3]), meta('rgb', 'NHWC'), { shortSide: 2, crop: [2, 2] }),
  ).rejects.toThrow(/PIP015 .*2x2 and the model takes 4x4/);
  for (const resize of [
    [4, 2],
    [2, 4],
  ] as const)
    await expect(feedImage(file, port('uint8', [1, 4, 4, 3]), meta('rgb', 'NHWC'), { resize })).rejects.toThrow(
      new RegExp(`PIP015 .*${resize.join('x')} and the model takes 4x4`),
    );
});

it('resizes to what is asked for, and crops to it where nothing says how large the crop is', async () => {
  const wanted = port('uint8', [1, 2, 2, 3]);
  const as = async (fit: FitOptions) => values(await feedImage(file, wanted, meta('rgb', 'NHWC'), fit));
  const resized = await as({});
  const cropped = await as({ shortSide: 2 });
  expect(cropped).toEqual([10, 0, 255, 20, 0, 255, 10, 100, 255, 20, 100, 255]);
  expect(resized).not.toEqual(cropped);
  expect(await as({ resize: [2, 2] })).toEqual(resized);
  expect(await as({ crop: [2, 2] })).toEqual(resized);
  expect(await as({ crop: [1, 1], resize: [2, 2] })).toEqual(resized);
  expect(await as({ shortSide: 2, resize: [2, 2] })).toEqual(cropped);
  expect(await as({ shortSide: 2, crop: [2, 2], resize: [1, 1] })).toEqual(cropped);
});

it('refuses one picture for an input that takes several', async () => {
  for (const wanted of [port('uint8', [3, 3, 2, 4]), port('int8', [3, 2, 4, 3])])
    await expect(feedImage(file, wanted, meta('rgb', 'NHWC'), {})).rejects.toThrow(/PIP060 .*"data" takes 3 pictures/);
  await expect(feedImage(file, port('uint8', [8, 3, 4]), meta('nv12', 'NHWC'), {})).rejects.toThrow(/PIP060/);
});

it('says which input it refuses', async () => {
  const refused = (wanted: ReturnType<typeof port>, type: InputMetadata['typeRt']) =>
    expect(feedImage(file, wanted, meta(type, 'NCHW'), {})).rejects;
  const at = { name: 'data' };
  const [none, many] = [{ diagnostics: [{ code: 'PIP014', at }] }, { diagnostics: [{ code: 'PIP060', at }] }];
  await refused(port('float32', [1, 3, 2, 4]), 'featuremap').toMatchObject(none);
  await refused(port('int8', [1, 24]), 'rgb').toMatchObject(none);
  await refused(port('uint8', [3, 3, 2, 4]), 'rgb').toMatchObject(many);
});

it('refuses a picture for a feature map, and for what has no height and width', async () => {
  await expect(feedImage(file, port('float32', [1, 3, 2, 4]), meta('featuremap', 'NCHW'), {})).rejects.toThrow(
    /PIP014 .*"data"/,
  );
  for (const shape of [
    [1, 24],
    [1, 3, -1, 4],
    [1, 3, 0, 4],
    [1, 3, 2, 4, 1],
  ])
    await expect(feedImage(file, port('int8', shape), meta('rgb', 'NCHW'), {})).rejects.toThrow(/PIP014 .*"data"/);
});

it('takes the chain of the model, unless the command line says a size', async () => {
  const chain = { readMode: 'opencv', steps: [{ kind: 'CenterCrop', height: 2, width: 2 }] } as const;
  const of = (fit: FitOptions, shape: readonly number[]) =>
    feedImage(file, port('uint8', shape), { ...meta('rgb', 'NHWC'), chain }, fit);
  expect(values(await of({}, [1, 2, 2, 3]))).toEqual([10, 0, 255, 20, 0, 255, 10, 100, 255, 20, 100, 255]);
  expect(values(await of({ resize: [2, 4] }, [1, 2, 4, 3])).slice(0, 3)).toEqual([0, 0, 255]);
  await expect(of({}, [1, 2, 4, 3])).rejects.toThrow(/PIP015 .*2x2.*2x4/);
});

it('draws a picture of the size of the input', () => {
  const sizes: number[][] = [];
  const draw = (height: number, width: number) => {
    sizes.push([height, width]);
    return { height, width, channels: 3 as const, data: new Uint8Array(height * width * 3).fill(9) };
  };
  expect(values(drawnFeed(port('uint8', [1, 3, 2, 4]), meta('rgb', 'NCHW'), draw))).toEqual(new Array(24).fill(9));
  expect(values(drawnFeed(port('int8', [1, 2, 4, 3]), meta('bgr', 'NHWC'), draw))).toEqual(new Array(24).fill(-119));
  expect(drawnFeed(port('uint8', [1, 3, 4]), meta('nv12', 'NHWC'), draw).shape).toEqual([1, 3, 4]);
  expect(sizes).toEqual([
    [2, 4],
    [2, 4],
    [2, 4],
  ]);
  expect(() => drawnFeed(port('float32', [1, 3, 2, 4]), meta('featuremap', 'NCHW'), draw)).toThrow(/PIP014 .*"data"/);
  expect(() => drawnFeed(port('uint8', [2, 3, 2, 4]), meta('rgb', 'NCHW'), draw)).toThrow(/PIP060/);
});
