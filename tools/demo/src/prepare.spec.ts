import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listSamples, makeImage } from '@openbpu/vision';
import { writePng } from './draw/write-png';
import { temporaryFolder } from './folder.fixture';
import { prepare } from './prepare';

const folder = temporaryFolder();
const images = join(folder, 'images');

beforeAll(async () => {
  for (const name of ['a.png', 'b.png']) await writePng(join(images, name), makeImage(60, 40, 3));
});
beforeEach(() => void jest.spyOn(console, 'log').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

const sizes = (out: string) => listSamples(out).map((file) => statSync(file).size);

it('writes every picture of a folder, or those of a list', async () => {
  const all = join(folder, 'all_f32');
  await prepare(['--images', images, '--out', all, '--type', 'bgr', '--short-side', '32', '--crop', '28']);
  expect(sizes(all)).toEqual([28 * 28 * 3 * 4, 28 * 28 * 3 * 4]);
  writeFileSync(join(folder, 'list.txt'), 'b.png 7\n');
  const some = join(folder, 'some');
  await prepare([
    '--images',
    images,
    '--list',
    join(folder, 'list.txt'),
    '--out',
    some,
    '--type',
    'gray',
    '--resize',
    '10x12',
    '--dtype',
    'uint8',
  ]);
  expect(listSamples(some)).toEqual([join(some, 'b.png.gray')]);
  expect(sizes(some)).toEqual([120]);
});

it('cuts a plain crop and keeps whole pictures', async () => {
  await prepare([
    '--images',
    images,
    '--out',
    join(folder, 'crop'),
    '--type',
    'rgb',
    '--crop',
    '20',
    '--dtype',
    'uint8',
  ]);
  expect(sizes(join(folder, 'crop'))).toEqual([1200, 1200]);
  await prepare(['--images', images, '--out', join(folder, 'whole'), '--type', 'rgb', '--dtype', 'uint8']);
  expect(sizes(join(folder, 'whole'))).toEqual([7200, 7200]);
});

it.each([
  [['--short-side', '32'], /DMO001.*--crop/],
  [['--resize', '8x8', '--crop', '8'], /DMO001.*--resize stands alone/],
  [['--type', 'nv12'], /DMO001.*rgb, bgr, gray, yuv444/],
])('refuses %p', async (args, reason) => {
  await expect(prepare(['--images', images, '--out', folder, '--type', 'rgb', ...args])).rejects.toThrow(reason);
});
