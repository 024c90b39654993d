import { tensorType } from '@openbpu/tensor';
import fc from 'fast-check';
import { POINTWISE, imageDims, windowOutput } from './window';

describe('window', () => {
  const base = { kernel: [3, 3], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] } as const;

  describe('windowOutput', () => {
    it('knows the usual layers', () => {
      expect(windowOutput(224, 224, { ...base, kernel: [7, 7], strides: [2, 2], pads: [3, 3, 3, 3] })).toEqual([
        112, 112,
      ]);
      expect(windowOutput(56, 56, { ...base, pads: [1, 1, 1, 1] })).toEqual([56, 56]);
      expect(windowOutput(10, 12, { ...base, dilations: [2, 3] })).toEqual([6, 6]);
      expect(windowOutput(5, 4, { ...base, kernel: [1, 2], pads: [0, 1, 0, 2] })).toEqual([5, 6]);
    });

    it('counts the positions at which the window fits', () => {
      const small = fc.integer({ min: 1, max: 4 });
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 20 }),
          small,
          small,
          small,
          fc.nat(3),
          fc.nat(3),
          (size, kernel, stride, dilation, before, after) => {
            let count = 0;
            for (let at = -before; at + dilation * (kernel - 1) < size + after; at += stride) count++;
            fc.pre(count > 0);
            const a = {
              kernel: [1, kernel],
              strides: [1, stride],
              dilations: [1, dilation],
              pads: [0, before, 0, after],
            } as const;
            expect(windowOutput(1, size, a)).toEqual([1, count]);
          },
        ),
      );
    });

    it('refuses a window larger than what there is', () => {
      expect(() => windowOutput(2, 8, base)).toThrow(/3x3 does not fit an input of 2x8/);
      expect(windowOutput(3, 3, base)).toEqual([1, 1]);
    });
  });

  describe('imageDims', () => {
    it('gives four dimensions or says what is missing', () => {
      expect(imageDims(tensorType('int8', [1, 2, 3, 4]), 'it')).toEqual([1, 2, 3, 4]);
      expect(() => imageDims(tensorType('int8', [1, 2]), 'the weight')).toThrow(
        'the weight must have 4 dimensions, and has 2',
      );
      expect(() => imageDims(undefined, 'the input')).toThrow(/none/);
    });
  });
});

describe('POINTWISE', () => {
  it('leaves height and width as they are', () => {
    expect(windowOutput(7, 5, POINTWISE)).toEqual([7, 5]);
    expect(windowOutput(1, 1, POINTWISE)).toEqual([1, 1]);
    expect(POINTWISE.group).toBe(1);
  });
});
