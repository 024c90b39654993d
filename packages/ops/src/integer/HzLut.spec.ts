import { float32, int8, makeTensor, tensorType } from '@openbpu/tensor';
import { HzLut } from './HzLut';

describe('HzLut', () => {
  it('finds the entry of q at q modulo 256', () => {
    const table = makeTensor(
      'int8',
      [256],
      Int8Array.from({ length: 256 }, (_, i) => 127 - i),
    );
    expect(HzLut.eval([int8([2, 2], [0, 127, -128, -1]), table], {})).toEqual([int8([2, 2], [127, 0, -1, -128])]);
  });

  it('gives entries of any element type', () => {
    const table = float32(
      [256],
      Array.from({ length: 256 }, (_, i) => i / 2),
    );
    expect(HzLut.eval([int8([3], [1, -1, -128]), table], {})).toEqual([float32([3], [0.5, 127.5, 64])]);
    expect(HzLut.infer([tensorType('int8', [3]), tensorType('float32', [256])], {})).toEqual([
      tensorType('float32', [3]),
    ]);
  });

  it('has 65536 entries for int16', () => {
    const table = makeTensor(
      'int16',
      [65536],
      Int16Array.from({ length: 65536 }, (_, i) => i),
    );
    const x = makeTensor('int16', [4], Int16Array.of(0, 32767, -32768, -1));
    expect(HzLut.eval([x, table], {})).toEqual([x]);
  });

  it('refuses a table of another length', () => {
    expect(() => HzLut.infer([tensorType('int8', [3]), tensorType('int8', [255])], {})).toThrow(
      'the table of int8 has 256 entries, not 255',
    );
    expect(() => HzLut.infer([tensorType('int16', [3]), tensorType('int8', [256])], {})).toThrow(RangeError);
    expect(() => HzLut.infer([tensorType('uint8', [3]), tensorType('int8', [256])], {})).toThrow(TypeError);
    expect(() => HzLut.infer([tensorType('int8', [3])], {})).toThrow(TypeError);
  });

  it('has a row for each channel', () => {
    const row = (entry: (q: number) => number) => Array.from({ length: 256 }, (_, i) => entry(i < 128 ? i : i - 256));
    const table = makeTensor(
      'int8',
      [3, 256],
      Int8Array.from([...row((q) => q), ...row((q) => -1 - q), ...row(() => 7)]),
    );
    expect(HzLut.eval([int8([2, 3], [-128, -128, -128, 127, -1, 0]), table], {})).toEqual([
      int8([2, 3], [-128, 127, 7, 127, 0, 7]),
    ]);
    const x = int8([2, 3, 1, 2], [1, -1, 2, -2, 3, -3, 127, -128, 127, -128, 127, -128]);
    expect(HzLut.eval([x, table], {})).toEqual([int8([2, 3, 1, 2], [1, -1, -3, 1, 7, 7, 127, -128, -128, 127, 7, 7])]);
    const one = float32(
      [1, 256],
      row((q) => q / 2),
    );
    expect(HzLut.eval([int8([1, 1, 3], [1, -1, -128]), one], {})).toEqual([float32([1, 1, 3], [0.5, -0.5, -64])]);
  });

  it('has as many rows as there are channels, of 256 entries, and channels to tell them apart', () => {
    const infer = (x: readonly number[], table: readonly number[]) =>
      HzLut.infer([tensorType('int8', x), tensorType('float32', table)], {});
    expect(infer([2, 3, 4, 5], [3, 256])).toEqual([tensorType('float32', [2, 3, 4, 5])]);
    expect(infer([2, 3], [3, 256])).toEqual([tensorType('float32', [2, 3])]);
    expect(() => infer([2, 3, 4, 5], [2, 256])).toThrow(
      new RangeError('the table of the channels of 2x3x4x5 is 3x256, not 2x256'),
    );
    expect(() => infer([2, 3, 4, 5], [1, 256])).toThrow('the table of the channels of 2x3x4x5 is 3x256, not 1x256');
    expect(() => infer([2, 3], [3, 255])).toThrow(
      new RangeError('the table of the channels of 2x3 is 3x256, not 3x255'),
    );
    expect(() => infer([3], [3, 256])).toThrow(
      new RangeError('a table of channels needs a tensor of two dimensions or more, not of 1'),
    );
    expect(() => infer([2, 3], [1, 3, 256])).toThrow('the table of int8 has 256 entries, not 1x3x256');
    expect(() => HzLut.infer([tensorType('int16', [2, 3]), tensorType('int8', [3, 65536])], {})).toThrow(
      'the table of int16 has 65536 entries, not 3x65536',
    );
  });
});
