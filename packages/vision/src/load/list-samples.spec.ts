import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { listSamples } from './list-samples';

const folder = mkdtempSync(join(tmpdir(), 'openbpu-vision-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('takes every file as a sample', () => {
  expect(() => listSamples(folder)).toThrow(/VIS011.*calibration samples/);
  for (const name of ['b.bgr', 'a.npy', 'c', '.DS_Store']) writeFileSync(join(folder, name), '');
  expect(listSamples(folder).map((path) => basename(path))).toEqual(['a.npy', 'b.bgr', 'c']);
});
