import { makeTensor } from '@openbpu/tensor';
import { type DumpForm, dumpFile, realOf } from './dump-tensors';

const FORM: DumpForm = { format: 'bin', precision: 2, axis: -1, dequantise: false };
const tensor = makeTensor('int8', [1, 2, 1, 2], Int8Array.of(1, -2, 3, 4));
const storage = { compact: [1, 2, 1, 2], padded: [1, 2, 1, 3], elementBytes: 1 };
const scale = { scale: [0.5, 2], axis: 1, zero: [0, 1] };

describe('dumpFile', () => {
  it('writes what lies in memory, as bytes and as text', () => {
    const bin = dumpFile({ name: 'a/b', tensor, storage, scale }, FORM);
    expect([bin.name, [...Buffer.from(bin.content)]]).toEqual(['a%2Fb.bin', [1, 254, 0, 3, 4, 0]]);
    const text = dumpFile({ name: 'y', tensor, storage, scale }, { ...FORM, format: 'txt', axis: 2 });
    expect(text).toEqual({ name: 'y.txt', content: '1 -2 0\n3 4 0\n' });
  });

  it('writes the reals that it stands for, without padding', () => {
    for (const format of ['bin', 'txt'] as const)
      expect(dumpFile({ name: 'y', tensor, storage, scale }, { ...FORM, format, dequantise: true })).toEqual({
        name: 'y.txt',
        content: '0.50\n-1.00\n4.00\n6.00\n',
      });
  });

  it('leaves real numbers and integers without a scale as they are', () => {
    const reals = makeTensor('float32', [2], Float32Array.of(1, 2));
    expect(realOf(reals, { scale: [5] })).toBe(reals);
    expect(realOf(tensor)).toBe(tensor);
    const halves = makeTensor('float16', [2], Uint16Array.of(0x3c00, 0xc000));
    const form = { ...FORM, format: 'txt' } as const;
    const plain = { compact: [2], padded: [2], elementBytes: 2 };
    expect(dumpFile({ name: 'h', tensor: halves, storage: plain }, form).content).toBe('1.00\n-2.00\n');
  });
});
