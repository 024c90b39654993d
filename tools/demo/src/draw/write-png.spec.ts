import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeImage, readImage } from '@openbpu/vision';
import { temporaryFolder } from '../folder.fixture';
import { writePng } from './write-png';

const folder = temporaryFolder();

it('is read back pixel for pixel, and written alike twice', async () => {
  const image = makeImage(
    3,
    2,
    3,
    Uint8Array.from({ length: 18 }, (_, i) => i * 14),
  );
  const [a, b] = [join(folder, 'new/a.png'), join(folder, 'b.png')];
  await writePng(a, image);
  await writePng(b, image);
  expect([...(await readImage(a)).data]).toEqual([...image.data]);
  expect(readFileSync(a).equals(readFileSync(b))).toBe(true);
});
