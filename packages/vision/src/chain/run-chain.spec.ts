import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PictureChain } from '@openbpu/tensor';
import { makeImage } from '../image/image';
import { readThroughChain, runChain } from './run-chain';

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
    expect((await readThroughChain(file, chain())).shape).toEqual([1, 2, 3, 3]);
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
