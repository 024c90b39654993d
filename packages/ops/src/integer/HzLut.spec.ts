import { float32, int8, makeTensor, tensorType } from '@openbpu/tensor';
import { HzLut } from './HzLut';

describe('HzLut', () => {
  it('finds the entry of q at q modulo 256', () => {
    const table = makeTensor('int8', [256], Int8Array.from({ length: 256 }, (_, i) => 127 - i));
    expect(HzLut.eval([int8([2, 2], [0, 127, -128, -1]), table], {})).toEqual([int8([2, 2], [127, 0, -1, -128])]);
  });

  it('gives entries of any element type', () => {
    const table = float32([256], Array.from({ length: 256 }, (_, i) => i / 2));
    expect(HzLut.eval([int8([3], [1, -1, -128]), table], {})).toEqual([float32([3], [0.5, 127.5, 64])]);
    expect(HzLut.infer([tensorType('int8', [3]), tensorType('float32', [256])], {})).toEqual([tensorType('float32', [3])]);
  });

  it('has 65536 entries for int16', () => {
    const table = makeTensor('int16', [65536], Int16Array.from({ length: 65536 }, (_, i) => i));
    const x = makeTensor('int16', [4], Int16Array.of(0, 32767, -32768, -1));
    expect(HzLut.eval([x, table], {})).toEqual([x]);
  });

  it('refuses a table of another length', () => {
    expect(() => HzLut.infer([tensorType('int8', [3]), tensorType('int8', [255])], {})).toThrow('the table of int8 has 256 entries, not 255');
    expect(() => HzLut.infer([tensorType('int16', [3]), tensorType('int8', [256])], {})).toThrow(RangeError);
    expect(() => HzLut.infer([tensorType('uint8', [3]), tensorType('int8', [256])], {})).toThrow(TypeError);
    expect(() => HzLut.infer([tensorType('int8', [3])], {})).toThrow(TypeError);
  });
});
