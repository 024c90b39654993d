import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeImage } from '@openbpu/vision';
import { temporaryFolder } from '../folder.fixture';
import { writeRawSample } from './write-raw-sample';

const folder = temporaryFolder();
const image = makeImage(2, 1, 3, Uint8Array.of(0, 128, 255, 10, 20, 30));

it('writes bytes in the order of the layout and the type', async () => {
  const file = await writeRawSample(join(folder, 'new'), 'a.jpg', image, {
    type: 'bgr',
    layout: 'NCHW',
    dtype: 'uint8',
  });
  expect(file).toBe(join(folder, 'new/a.jpg.bgr'));
  expect([...readFileSync(file)]).toEqual([255, 30, 128, 20, 0, 10]);
  expect([
    ...readFileSync(await writeRawSample(folder, 'b', image, { type: 'rgb', layout: 'NHWC', dtype: 'uint8' })),
  ]).toEqual([...image.data]);
});

it('writes floats little-endian, 0..255', async () => {
  const bytes = readFileSync(
    await writeRawSample(folder, 'c', image, { type: 'rgb', layout: 'NHWC', dtype: 'float32' }),
  );
  expect(image.data.length * 4).toBe(bytes.length);
  expect(bytes.readFloatLE(8)).toBe(255);
});

it('fits the picture first', async () => {
  const large = makeImage(40, 20, 3);
  const file = await writeRawSample(folder, 'd', large, {
    type: 'gray',
    layout: 'NCHW',
    dtype: 'uint8',
    fit: { kind: 'crop', shortSide: 10, height: 8, width: 8 },
  });
  expect(readFileSync(file).length).toBe(64);
  await expect(
    writeRawSample(folder, 'e', large, {
      type: 'rgb',
      layout: 'NCHW',
      dtype: 'uint8',
      fit: { kind: 'crop', shortSide: 10, height: 11, width: 11 },
    }),
  ).rejects.toThrow(/VIS004/);
});
