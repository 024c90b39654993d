import { tensorType } from '@openbpu/tensor';
import { expectSlopes, slopeIndex } from './slopes';

describe('expectSlopes', () => {
  it('accepts one slope, or one per channel', () => {
    const x = tensorType('float32', [1, 3, 2, 2]);
    expect(() => expectSlopes(x, tensorType('float32', [1]), 'the slope')).not.toThrow();
    expect(() => expectSlopes(x, tensorType('float32', [3]), 'the slope')).not.toThrow();
    expect(() => expectSlopes(x, tensorType('float32', [2]), 'the slope')).toThrow(
      '2 slopes do not fit an input of 1x3x2x2',
    );
    expect(() => expectSlopes(x, tensorType('float32', [3, 1, 1]), 'the slope')).toThrow(TypeError);
    expect(() => expectSlopes(x, undefined, 'the slope')).toThrow('the slope is a float32 vector');
    expect(() => expectSlopes(tensorType('float32', [5]), tensorType('float32', [5]), 'the slope')).toThrow(RangeError);
  });
});

describe('slopeIndex', () => {
  it('is the channel', () => {
    expect(Array.from({ length: 12 }, (_, at) => slopeIndex([2, 3, 2], 3)(at))).toEqual([
      0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2,
    ]);
    expect([0, 5].map(slopeIndex([2, 3], 3))).toEqual([0, 2]);
    expect([0, 11].map(slopeIndex([2, 3, 2], 1))).toEqual([0, 0]);
  });
});
