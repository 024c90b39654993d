import { float32, int8 } from '@openbpu/tensor';
import { flipWeights, insertZeros, plainWindow, transposedOutput } from './zero-insertion';

const base = {
  kernel: [3, 3],
  strides: [2, 2],
  dilations: [1, 1],
  pads: [0, 0, 0, 0],
  output_padding: [0, 0],
} as const;

describe('transposedOutput', () => {
  it('is the size the convolution came from', () => {
    expect(transposedOutput(3, 3, base)).toEqual([7, 7]);
    expect(transposedOutput(3, 5, { ...base, pads: [1, 1, 1, 1], output_padding: [1, 0] })).toEqual([6, 9]);
    expect(transposedOutput(16, 16, { ...base, kernel: [4, 4], pads: [1, 1, 1, 1] })).toEqual([32, 32]);
    expect(transposedOutput(2, 2, { ...base, strides: [1, 1], dilations: [2, 2] })).toEqual([6, 6]);
  });

  it('refuses outputs that are not there and paddings that make no sense', () => {
    expect(() => transposedOutput(1, 1, { ...base, pads: [2, 0, 2, 0] })).toThrow(/leave nothing/);
    expect(() => transposedOutput(3, 3, { ...base, output_padding: [2, 0] })).toThrow(/output_padding/);
    expect(transposedOutput(3, 3, { ...base, dilations: [3, 1], output_padding: [2, 0] })).toEqual([13, 7]);
  });
});

describe('insertZeros', () => {
  it('spreads rows and columns', () => {
    const y = insertZeros(int8([1, 1, 2, 2], [1, 2, 3, -128]), [2, 3]);
    expect(y.shape).toEqual([1, 1, 3, 4]);
    expect([...y.data]).toEqual([1, 0, 0, 2, 0, 0, 0, 0, 3, 0, 0, -128]);
  });

  it('leaves stride 1 alone and takes empty planes', () => {
    expect([...insertZeros(int8([1, 1, 1, 3], [1, 2, 3]), [1, 1]).data]).toEqual([1, 2, 3]);
    expect(insertZeros(int8([1, 1, 0, 3], []), [2, 2]).shape).toEqual([1, 1, 0, 5]);
  });
});

describe('plainWindow', () => {
  it('pads by the reach of the kernel less the pads, and crops beyond', () => {
    expect(plainWindow({ ...base, pads: [1, 2, 3, 0], output_padding: [1, 0] })).toEqual({
      kernel: [3, 3],
      strides: [1, 1],
      dilations: [1, 1],
      pads: [1, 0, 0, 2],
    });
    expect(plainWindow({ ...base, dilations: [2, 1], pads: [5, 0, 0, 0] }).pads).toEqual([-1, 2, 4, 2]);
  });
});

describe('flipWeights', () => {
  it('turns the kernel round and swaps the channels within each group', () => {
    const w = float32([2, 2, 1, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
    const one = flipWeights(w, 1);
    expect(one.shape).toEqual([2, 2, 1, 2]);
    expect([...one.data]).toEqual([2, 1, 6, 5, 4, 3, 8, 7]);
    const two = flipWeights(w, 2);
    expect(two.shape).toEqual([4, 1, 1, 2]);
    expect([...two.data]).toEqual([2, 1, 4, 3, 6, 5, 8, 7]);
  });
});
