import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf, decodeNpy } from '@openbpu/tensor';
import { dumpSamples } from './dump-samples';
import { WriteAside } from './write-aside';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'dump-'))));
afterEach(() => rm(folder, { recursive: true }));

it('writes every sample of every input as the float model is fed with it', async () => {
  await writeFile(join(folder, '0.f32'), bytesOf(Float32Array.of(0, 128, 255)));
  const files = new WriteAside(join(folder, 'out'));
  const sample = (seed: number) =>
    ({
      inputs: [
        {
          kind: 'file',
          name: 'data/0',
          file: join(folder, '0.f32'),
          dtype: 'float32',
          shape: [1, 3, 1, 1],
          feed: { kind: 'image', from: 'bgr', to: 'rgb', layout: 'NCHW', range: 'regular' },
        },
        { kind: 'seeded', name: 'f', shape: [2], seed, image: false },
      ],
    }) as const;
  const done: number[] = [];
  await dumpSamples([sample(1), sample(2)], files, (count) => done.push(count));
  await files.publish();
  const out = join(folder, 'out/calibration_data');
  expect((await readdir(out, { recursive: true })).sort()).toEqual([
    'data%2F0',
    'data%2F0/0.npy',
    'data%2F0/1.npy',
    'f',
    'f/0.npy',
    'f/1.npy',
  ]);
  const { dtype, shape, data } = decodeNpy(await readFile(join(out, 'data%2F0/0.npy')));
  expect([dtype, shape, [...data]]).toEqual(['float32', [1, 3, 1, 1], [127, 0, -128]]);
  expect(done).toEqual([1, 2]);
  expect(files.records).toEqual([]);
});

it('fails with the diagnostic of a sample that cannot be read', async () => {
  const files = new WriteAside(join(folder, 'out'));
  const absent = {
    inputs: [
      { kind: 'file', name: 'data', file: join(folder, 'absent'), dtype: 'uint8', shape: [1], feed: { kind: 'none' } },
    ],
  } as const;
  await expect(dumpSamples([absent], files, () => {})).rejects.toThrow(/GRD001 .*absent/s);
});
