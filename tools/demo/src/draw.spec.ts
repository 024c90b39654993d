import { join } from 'node:path';
import { listImages, listSamples, readImage } from '@openbpu/vision';
import { draw } from './draw';
import { temporaryFolder } from './folder.fixture';

const folder = temporaryFolder();

beforeEach(() => void jest.spyOn(console, 'log').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

it('writes what is asked for, and nothing else', async () => {
  await draw(['--out', folder, '--calibration', '3', '--test=4', '--seed', '2', '--sheet', '1']);
  expect(listSamples(join(folder, 'calibration_data'))).toHaveLength(3);
  expect(listImages(join(folder, 'test'))).toHaveLength(4);
  const sheet = await readImage(join(folder, 'sheet.png'));
  expect([sheet.width, sheet.height]).toEqual([640, 64]);
  await draw(['--out', join(folder, 'none')]);
  expect(() => listSamples(join(folder, 'none'))).toThrow(/VIS010/);
});

it('needs a folder', async () => {
  await expect(draw(['--test', '3'])).rejects.toThrow(/DMO001.*--out/);
});
