import { join } from 'node:path';
import { listSamples, readRawSample } from '@openbpu/vision';
import { temporaryFolder } from '../folder.fixture';
import { drawSign } from './draw-sign';
import { writeCalibration } from './write-calibration';

const folder = temporaryFolder();

it.each(['uint8', 'float32'] as const)('writes %s planes of red, green and blue', async (dtype) => {
  const out = join(folder, dtype);
  await writeCalibration(out, { count: 2, seed: 9, dtype });
  const files = listSamples(out);
  expect(files).toEqual([join(out, '00000.rgb'), join(out, '00001.rgb')]);
  const sample = await readRawSample(files[1], dtype, [1, 3, 64, 64]);
  const { data } = await drawSign(1, 'calibration/9/1');
  for (const [channel, pixel] of [
    [0, 0],
    [1, 77],
    [2, 4095],
  ])
    expect(sample.data[channel * 4096 + pixel]).toBe(data[3 * pixel + channel]);
});
