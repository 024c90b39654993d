import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SampleInput, SampleRef } from '@openbpu/runtime';
import { bmp } from '@openbpu/testkit';
import { type DType, type PictureChain, bytesOf, encodeNpy, float32 } from '@openbpu/tensor';
import { resolvedInput } from '../packed.fixture';
import { readPatient } from './read-patient';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'patient-'))));
afterAll(() => rm(folder, { recursive: true }));

const SHAPE = [1, 3, 4, 4];
const VALUES = Float32Array.from({ length: 48 }, (_, i) => 5 * i);
const INPUT = { ...resolvedInput('x', 'rgb', SHAPE), mean: [1], scale: [0.5] };

async function sample(name: string, bytes: Uint8Array, dtype: DType = 'float32'): Promise<SampleRef> {
  const file = join(folder, name);
  await writeFile(file, bytes);
  return { inputs: [{ kind: 'file', name: 'x', file, dtype, shape: SHAPE, feed: { kind: 'none' } }] };
}
const dataOf = async (...samples: readonly SampleRef[]) =>
  (await readPatient(INPUT, samples))!.samples.map(({ data }) => Array.from(data));

it('is the input with mean and scale, and its samples', async () => {
  const found = await readPatient(INPUT, [await sample('a.bin', bytesOf(VALUES))]);
  expect(found).toEqual({
    input: { name: 'x', shape: SHAPE, layoutTrain: 'NCHW', typeTrain: 'rgb', mean: [1], scale: [0.5] },
    samples: [{ file: join(folder, 'a.bin'), data: VALUES }],
  });
});

it('reads float32, uint8 and .npy as they are', async () => {
  const wanted = Array.from(VALUES);
  expect(await dataOf(await sample('b.bin', Uint8Array.from(VALUES), 'uint8'))).toEqual([wanted]);
  expect(await dataOf(await sample('c.npy', encodeNpy(float32(SHAPE, VALUES))))).toEqual([wanted]);
  expect(await dataOf(await sample('d.bin', encodeNpy(float32(SHAPE, VALUES))))).toEqual([wanted]);
});

it.each([
  ['float32', () => Uint8Array.from(VALUES)],
  ['uint8', () => bytesOf(VALUES)],
] as const)('keeps the bytes of files that are no %s, and reads no sample', async (stated, bytes) => {
  const { samples, files } = (await readPatient(INPUT, [await sample('e.bin', bytes(), stated)]))!;
  expect([samples, files!.stated, files!.bytes[0].bytes]).toEqual([[], stated, Uint8Array.from(bytes())]);
});

it('makes samples of pictures as the recipe says', async () => {
  const file = join(folder, 'p.bmp');
  await writeFile(
    file,
    bmp(4, 4, () => [9, 9, 9]),
  );
  const chain: PictureChain = { readMode: 'opencv', steps: [{ kind: 'Layout', to: 'CHW' }] };
  const input = {
    kind: 'file',
    name: 'x',
    file,
    dtype: 'float32',
    shape: SHAPE,
    feed: { kind: 'none' },
    chain,
  } as const;
  const found = await readPatient(INPUT, [{ inputs: [input] }]);
  expect(found!.samples.map(({ data }) => Array.from(data))).toEqual([Array<number>(48).fill(9)]);
});

it('takes pictures for pictures, have they as many bytes as there are elements or not', async () => {
  const file = join(folder, 'as-many.bmp');
  const bytes = bmp(4, 4, () => [9, 9, 9]);
  await writeFile(file, bytes);
  const width = bytes.length / 3;
  const shape = [1, 3, 1, width];
  const size = { kind: 'Resize', height: 1, width, mode: 'opencv', interpolation: 'INTER_LINEAR' } as const;
  const chain: PictureChain = { readMode: 'opencv', steps: [size, { kind: 'Layout', to: 'CHW' }] };
  const input = { kind: 'file', name: 'x', file, dtype: 'float32', shape, feed: { kind: 'none' }, chain } as const;
  const found = await readPatient({ ...INPUT, shape }, [{ inputs: [input] }]);
  expect(found).not.toHaveProperty('files');
  expect(found!.samples.map(({ data }) => Array.from(data))).toEqual([Array<number>(bytes.length).fill(9)]);
});

it('takes a file that is called .npy for one, whatever is in it', async () => {
  await expect(readPatient(INPUT, [await sample('h.npy', bytesOf(VALUES))])).rejects.toThrow(/VIS031/);
  await expect(readPatient(INPUT, [await sample('i.NPY', Uint8Array.from(VALUES))])).rejects.toThrow(/VIS031/);
});

it('refuses files of another size', async () => {
  await expect(readPatient(INPUT, [await sample('f.bin', new Uint8Array(7))])).rejects.toThrow(/VIS030/);
});

it('has none of noise, of other inputs, and of other elements', async () => {
  const noise: SampleInput = { kind: 'seeded', name: 'x', shape: SHAPE, seed: 1, image: true };
  expect(await readPatient(INPUT, [{ inputs: [noise] }])).toBeUndefined();
  expect(await readPatient(INPUT, [])).toBeUndefined();
  const [file] = (await sample('g.bin', bytesOf(VALUES))).inputs;
  expect(await readPatient({ ...INPUT, name: 'y' }, [{ inputs: [file] }])).toBeUndefined();
  const whole = { ...file, dtype: 'int32', fed: 'int32' } as SampleInput;
  expect(await readPatient(INPUT, [{ inputs: [whole] }])).toBeUndefined();
});
