import { float32, int64, int8 } from '@openbpu/tensor';
import { padTensor, paddedShape } from './pad-tensor';

describe('paddedShape', () => {
  it('adds begins and ends', () => {
    expect(paddedShape([2, 3], [1, 0, 2, 4], 'constant')).toEqual([5, 7]);
    expect(paddedShape([], [], 'constant')).toEqual([]);
    expect(paddedShape([3], [-1, -2], 'constant')).toEqual([0]);
  });

  it('refuses what does not fit', () => {
    expect(() => paddedShape([2, 3], [1, 1], 'constant')).toThrow('2 pads do not fit 2 dimensions');
    expect(() => paddedShape([3], [-2, -2], 'constant')).toThrow(RangeError);
    expect(() => paddedShape([3], [3, 0], 'reflect')).toThrow(RangeError);
    expect(() => paddedShape([0], [1, 0], 'edge')).toThrow(RangeError);
    expect(paddedShape([3], [2, 2], 'reflect')).toEqual([7]);
  });
});

describe('padTensor', () => {
  const row = float32([3], [1, 2, 3]);

  it('fills, mirrors without the border and repeats the border', () => {
    expect(padTensor(row, [2, 1], 'constant', -9)).toEqual(float32([6], [-9, -9, 1, 2, 3, -9]));
    expect(padTensor(row, [2, 2], 'reflect', 0)).toEqual(float32([7], [3, 2, 1, 2, 3, 2, 1]));
    expect(padTensor(row, [2, 1], 'edge', 0)).toEqual(float32([6], [1, 1, 1, 2, 3, 3]));
  });

  it('pads two dimensions at once', () => {
    expect(padTensor(int8([2, 2], [1, 2, 3, 4]), [1, 0, 0, 1], 'constant', 7)).toEqual(
      int8([3, 3], [7, 7, 7, 1, 2, 7, 3, 4, 7]),
    );
    expect(padTensor(int8([2, 2], [1, 2, 3, 4]), [1, 1, 0, 0], 'reflect', 0)).toEqual(
      int8([3, 3], [4, 3, 4, 2, 1, 2, 4, 3, 4]),
    );
  });

  it('cuts where pads are negative', () => {
    expect(padTensor(row, [-1, 1], 'constant', 0)).toEqual(float32([3], [2, 3, 0]));
  });

  it('carries 64-bit integers and infinities', () => {
    expect(padTensor(int64([1], [5]), [1, 0], 'constant', 3)).toEqual(int64([2], [3, 5]));
    expect(padTensor(row, [0, 1], 'constant', -Infinity)).toEqual(float32([4], [1, 2, 3, -Infinity]));
  });
});
