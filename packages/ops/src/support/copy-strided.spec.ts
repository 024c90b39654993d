import { int64, int8, makeTensor } from '@openbpu/tensor';
import { copyElement, copyStrided } from './copy-strided';

describe('copyStrided', () => {
  const x = int8([2, 3], [1, 2, 3, 4, 5, 6]);

  it('walks forwards, backwards, across and in place', () => {
    expect(copyStrided(x, [3, 2], 0, [1, 3])).toEqual(int8([3, 2], [1, 4, 2, 5, 3, 6]));
    expect(copyStrided(x, [2], 5, [-3])).toEqual(int8([2], [6, 3]));
    expect(copyStrided(x, [2, 2], 1, [0, 1])).toEqual(int8([2, 2], [2, 3, 2, 3]));
    expect(copyStrided(x, [], 4, [])).toEqual(int8([], [5]));
    expect(copyStrided(x, [0, 2], 0, [1, 1])).toEqual(int8([0, 2], []));
  });

  it('carries any element type', () => {
    expect(copyStrided(int64([2], [7, -8]), [2], 1, [-1])).toEqual(int64([2], [-8, 7]));
    expect(copyStrided(makeTensor('bool', [2], Uint8Array.of(0, 1)), [2], 1, [-1])).toEqual(
      makeTensor('bool', [2], Uint8Array.of(1, 0)),
    );
  });
});

describe('copyElement', () => {
  it('keeps every bit', () => {
    const from = Float32Array.of(-0, NaN);
    const to = new Float32Array(2);
    copyElement(from, 0, to, 1);
    expect(Object.is(to[1], -0)).toBe(true);
  });
});
