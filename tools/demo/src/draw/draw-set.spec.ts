import { join } from 'node:path';
import { listImages, readImage, readLabels } from '@openbpu/vision';
import { temporaryFolder } from '../folder.fixture';
import { drawSet } from './draw-set';
import { drawSign } from './draw-sign';

const folder = temporaryFolder();

it('writes pictures and the labels that belong to them', async () => {
  await drawSet(join(folder, 'test'), { count: 12, seed: 3 });
  const labels = readLabels(join(folder, 'test/val.txt'));
  expect(listImages(join(folder, 'test'))).toEqual(labels.map(({ name }) => join(folder, 'test', name)));
  expect(labels.map(({ label }) => label)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
  const eleventh = await readImage(join(folder, 'test', labels[10].name));
  expect(Buffer.compare(eleventh.data, (await drawSign(0, 'test/3/10')).data)).toBe(0);
});

it('says where it cannot write', async () => {
  await drawSet(folder, { count: 1, seed: 1 });
  await expect(drawSet(join(folder, 'val.txt'), { count: 1, seed: 1 })).rejects.toThrow(/DMO002.*val\.txt/);
});
