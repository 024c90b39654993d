import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { listImages } from './list-images';

const folder = mkdtempSync(join(tmpdir(), 'openbpu-vision-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('knows pictures by their extension', () => {
  for (const name of ['2.JPG', '1.png', '3.jpeg', 'val.txt', 'jpg', '4.raw']) writeFileSync(join(folder, name), '');
  expect(listImages(folder).map((path) => basename(path))).toEqual(['1.png', '2.JPG', '3.jpeg']);
});
