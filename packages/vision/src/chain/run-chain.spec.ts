import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PictureChain } from '@openbpu/tensor';
import { makeImage } from '../image/image';
import { imageThroughChain, readPictureSample, readThroughChain, runChain } from './run-chain';

const IMAGE = makeImage(2, 1, 3, Uint8Array.of(1, 2, 3, 4, 5, 6));
const chain = (...steps: PictureChain['steps']): PictureChain => ({ readMode: 'opencv', steps });

it('lays pixels out as the last step about it says', () => {
  expect(runChain(IMAGE, chain())).toMatchObject({ shape: [1, 1, 2, 3], data: Float32Array.of(3, 2, 1, 6, 5, 4) });
  expect(runChain(IMAGE, chain({ kind: 'Layout', to: 'CHW' }))).toMatchObject({
    shape: [1, 3, 1, 2],
    data: Float32Array.of(3, 6, 2, 5, 1, 4),
  });
  expect(runChain(IMAGE, chain({ kind: 'Layout', to: 'CHW' }, { kind: 'Layout', to: 'HWC' })).shape).toEqual([
    1, 1, 2, 3,
  ]);
});

it('names the file in every complaint', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chain-'));
  const file = join(folder, 'a.png');
  try {
    writeFileSync(file, '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>');
    expect(await readThroughChain(file, chain())).toMatchObject({
      height: 2,
      width: 3,
      sample: { shape: [1, 2, 3, 3] },
    });
    const crop = chain({ kind: 'CenterCrop', height: 9, width: 9 });
    await expect(readThroughChain(file, crop)).rejects.toMatchObject({
      diagnostics: [{ code: 'VIS004', at: { file } }],
    });
    await expect(readThroughChain(join(folder, 'b.png'), crop)).rejects.toMatchObject({
      diagnostics: [{ code: 'GRD001' }],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('gives a sample of exactly the shape of an input, or says what it becomes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chain-'));
  const file = join(folder, 'a.png');
  try {
    writeFileSync(file, '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>');
    expect((await readPictureSample(file, chain(), [1, 2, 3, 3])).shape).toEqual([1, 2, 3, 3]);
    await expect(readPictureSample(file, chain(), [1, 3, 2, 3])).rejects.toMatchObject({
      diagnostics: [{ code: 'VIS053', facts: { found: '1x2x3x3', shape: '1x3x2x3' }, at: { file } }],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('leaves colours and layout to whoever feeds a picture', () => {
  const steps: PictureChain['steps'] = [
    { kind: 'Layout', to: 'CHW' },
    { kind: 'CenterCrop', height: 1, width: 1 },
    { kind: 'Scale', values: [255] },
    { kind: 'Colour', from: 'rgb', to: 'gray' },
  ];
  const first = makeImage(1, 1, 3, Uint8Array.of(1, 2, 3));
  expect(imageThroughChain(IMAGE, { readMode: 'skimage', steps })).toEqual(first);
  expect(imageThroughChain(IMAGE, chain(...steps.slice(0, 2)))).toEqual(first);
  expect(imageThroughChain(IMAGE, chain({ kind: 'Scale', values: [200] })).data).toEqual(
    Uint8Array.of(200, 255, 255, 255, 255, 255),
  );
});
