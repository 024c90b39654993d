import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Tensor, bytesOf, encodeNpy, float32, makeTensor } from '@openbpu/tensor';
import { readRawSample } from './read-raw-sample';

const folder = mkdtempSync(join(tmpdir(), 'openbpu-vision-'));
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, bytes: Uint8Array) => {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
};
const putNpy = (name: string, tensor: Tensor) => put(name, encodeNpy(tensor));

it('reads what was written, bit for bit', async () => {
  const values = Float32Array.of(0, -0, 255, 1e-45, NaN, -Infinity);
  const sample = await readRawSample(put('a.rgb', bytesOf(values)), 'float32', [1, 3, 1, 2]);
  expect([sample.dtype, sample.shape]).toEqual(['float32', [1, 3, 1, 2]]);
  expect(Buffer.from(bytesOf(sample.data))).toEqual(Buffer.from(bytesOf(values)));
  expect([...(await readRawSample(put('b', Uint8Array.of(0, 128, 255)), 'uint8', [3])).data]).toEqual([0, 128, 255]);
});

it('says expected and found sizes and the likely reason', async () => {
  await expect(readRawSample(put('u8.bgr', new Uint8Array(12)), 'float32', [1, 3, 2, 2])).rejects.toThrow(
    /VIS030 error +sample ".*u8\.bgr" has 12 bytes; float32 of .* 1x3x2x2 needs 48\n {2}hint: .*cal_data_type: 'uint8'/,
  );
  await expect(readRawSample(put('odd', new Uint8Array(13)), 'float32', [10])).rejects.toThrow(
    /VIS030.*\n {2}hint: prepare samples/,
  );
  await expect(readRawSample(join(folder, 'absent'), 'uint8', [1])).rejects.toThrow(/GRD001.*sample/);
});

describe('.npy', () => {
  it('is read by extension or signature, dimensions of 1 aside', async () => {
    const array = float32([3, 1, 2], [1, 2, 3, 4, 5, 6]);
    for (const name of ['a.npy', 'a.bin']) {
      const sample = await readRawSample(putNpy(name, array), 'float32', [1, 3, 1, 2]);
      expect(sample.shape).toEqual([1, 3, 1, 2]);
      expect([...sample.data]).toEqual([1, 2, 3, 4, 5, 6]);
    }
  });

  it('is refused with a reason', async () => {
    await expect(readRawSample(put('bad.npy', new Uint8Array(12)), 'uint8', [12])).rejects.toThrow(/VIS031.*signature/);
    await expect(readRawSample(putNpy('u8.npy', makeTensor('uint8', [2])), 'float32', [2])).rejects.toThrow(
      /VIS032.*uint8.*float32.*\n.*cal_data_type: 'uint8'/,
    );
    await expect(
      readRawSample(putNpy('hwc.npy', float32([1, 2, 2, 3], new Float32Array(12))), 'float32', [1, 3, 2, 2]),
    ).rejects.toThrow(/VIS033.*1x2x2x3.*1x3x2x2.*\n.*layout/);
    await expect(
      readRawSample(putNpy('big.npy', float32([1, 3, 4, 4], new Float32Array(48))), 'float32', [1, 3, 2, 2]),
    ).rejects.toThrow(/VIS033.*\n.*prepare samples of shape/);
  });
});
