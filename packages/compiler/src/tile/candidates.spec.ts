import type { Access } from '../buffer';
import { candidates, lengths } from './candidates';

const view = (...shape: number[]): Access => ({
  buffer: { name: 'b', space: 'ddr', bytes: 0 },
  offset: 0,
  dtype: 'int8',
  shape,
  strides: shape.map(() => 1),
});

describe('candidates', () => {
  it('cut a dimension into more and more parts, down to one element', () => {
    expect(lengths(7)).toEqual([7, 4, 3, 2, 1]);
    expect(lengths(12, 4)).toEqual([12, 8, 4]);
    expect(lengths(1)).toEqual([1]);
    const tall = lengths(2 ** 24);
    expect(tall.slice(-3)).toEqual([4, 2, 1]);
    expect(tall.every((length, i) => i === 0 || tall[i - 1] <= 2 * length)).toBe(true);
  });

  it('cut the innermost dimensions only when those outside are down to one', () => {
    expect(candidates({ kind: 'requant', x: view(2, 3), y: view(2, 3), multiplier: 1, low: 0, high: 1 })).toEqual([
      [
        [2, 3],
        [1, 3],
        [1, 2],
        [1, 1],
      ],
    ]);
    expect(candidates({ kind: 'requant', x: view(), y: view(), multiplier: 1, low: 0, high: 1 })).toEqual([[[]]]);
  });

  it('keep the dimension whole that a softmax goes along', () => {
    const [x, y] = [view(4, 6), { ...view(4, 6), dtype: 'float32' as const }];
    expect(candidates({ kind: 'softmax', x, y, table: view(256) })).toEqual([
      [
        [4, 6],
        [2, 6],
        [1, 6],
      ],
    ]);
  });

  it('keep all dimensions whole that a normalisation goes over', () => {
    const common = { norm: 'deviation', bound: 'inside', epsilon: 0, low: 0, high: 1 } as const;
    const [x, y, factor, offset] = Array.from({ length: 4 }, () => view(4, 2, 3));
    const boxes = (reduced: number) => candidates({ kind: 'normalise', ...common, x, y, factor, offset, reduced })[0];
    expect(boxes(2)).toEqual([
      [4, 2, 3],
      [2, 2, 3],
      [1, 2, 3],
    ]);
    expect(boxes(3)).toEqual([[4, 2, 3]]);
  });

  it('cut channels by themselves, groups never', () => {
    expect(
      candidates({ kind: 'gemm', x: view(2, 5), y: view(2, 3), weights: view(3, 5), bias: view(3), low: 0, high: 1 }),
    ).toEqual([
      [
        [2, 3],
        [1, 3],
      ],
      [
        [2, 2],
        [1, 2],
      ],
      [
        [2, 1],
        [1, 1],
      ],
    ]);
    const lut = (table: Access) => candidates({ kind: 'lut', x: view(2, 3), y: view(2, 3), table });
    expect(lut(view(256))).toEqual([
      [
        [2, 3],
        [1, 3],
        [1, 2],
        [1, 1],
      ],
    ]);
    expect(lut(view(3, 256))).toEqual([
      [
        [2, 3],
        [1, 3],
      ],
      [
        [2, 2],
        [1, 2],
      ],
      [
        [2, 1],
        [1, 1],
      ],
    ]);
    const window = { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] } as const;
    const conv = candidates({
      kind: 'conv',
      x: view(1, 1, 1, 2),
      y: view(1, 1, 1, 6),
      weights: view(6, 1, 1, 1),
      bias: view(6),
      group: 2,
      ...window,
      low: 0,
      high: 1,
    });
    expect(conv.map((list) => list[0])).toEqual([
      [1, 1, 1, 6],
      [1, 1, 1, 3],
    ]);
  });
});
