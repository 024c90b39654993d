import * as fc from 'fast-check';
import { tensorType } from '@openbpu/tensor';
import { forEachBroadcast, inferBroadcast } from './broadcast';

const walk = (a: number[], b: number[], to: number[]) => {
  const seen: number[][] = [];
  forEachBroadcast(a, b, to, (...indices) => seen.push(indices));
  return seen;
};

describe('inferBroadcast', () => {
  it('takes the layout of an operand of the full rank', () => {
    const image = tensorType('float32', [1, 2, 3, 4], 'NCHW');
    expect(inferBroadcast(image, tensorType('float32', [2, 1, 1]))).toEqual({ shape: [1, 2, 3, 4], layout: 'NCHW' });
    expect(inferBroadcast(tensorType('float32', []), image)).toEqual({ shape: [1, 2, 3, 4], layout: 'NCHW' });
    expect(inferBroadcast(tensorType('float32', [1, 2, 1, 1]), image)).toEqual({ shape: [1, 2, 3, 4], layout: 'NCHW' });
    expect(inferBroadcast(image, tensorType('float32', [2, 1, 1, 1, 1]))).toEqual({
      shape: [2, 1, 2, 3, 4],
      layout: 'none',
    });
    expect(() => inferBroadcast(image, tensorType('float32', [3]))).toThrow(RangeError);
  });
});

describe('forEachBroadcast', () => {
  it('repeats dimensions of 1 and missing ones', () => {
    expect(walk([2, 1], [3], [2, 3])).toEqual([
      [0, 0, 0],
      [1, 0, 1],
      [2, 0, 2],
      [3, 1, 0],
      [4, 1, 1],
      [5, 1, 2],
    ]);
    expect(walk([], [], [])).toEqual([[0, 0, 0]]);
    expect(walk([0], [1], [0])).toEqual([]);
  });

  it('finds the operands where division of the flat index finds them', () => {
    const dim = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(fc.array(dim, { minLength: 1, maxLength: 4 }), fc.nat(15), (to, mask) => {
        const a = to.map((size, i) => (mask & (1 << i) ? 1 : size));
        for (const [at, ia, ib] of walk(a, to, to)) {
          expect(ib).toBe(at);
          let rest = at;
          let wanted = 0;
          for (let d = to.length - 1, stride = 1; d >= 0; stride *= a[d], d--) {
            wanted += Math.min(rest % to[d], a[d] - 1) * stride;
            rest = Math.floor(rest / to[d]);
          }
          expect(ia).toBe(wanted);
        }
      }),
    );
  });
});
