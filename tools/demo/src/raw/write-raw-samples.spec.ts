import { join } from 'node:path';
import { makeImage } from '@openbpu/vision';
import { writePng } from '../draw/write-png';
import { temporaryFolder } from '../folder.fixture';
import { writeRawSamples } from './write-raw-samples';

const folder = temporaryFolder();
const options = { type: 'rgb', layout: 'NCHW', dtype: 'float32' } as const;

it('writes one sample for each name, folders in a name aside', async () => {
  for (const name of ['a.png', 'sub/a.png']) await writePng(join(folder, name), makeImage(4, 4, 3));
  const written = await writeRawSamples(folder, ['sub/a.png', 'a.png'], join(folder, 'out'), options);
  expect(written).toEqual([join(folder, 'out/sub_a.png.rgb'), join(folder, 'out/a.png.rgb')]);
});

it('names the picture that is missing', async () => {
  await expect(writeRawSamples(folder, ['absent.png'], folder, options)).rejects.toThrow(/GRD001.*absent\.png/);
});
