import * as fc from 'fast-check';
import { all } from '../box';
import { Constants } from '../region.fixture';
import { cutWindow, windowSize } from './window';

const window = { kernel: [3, 2], strides: [2, 1], dilations: [2, 1], pads: [1, 0, 2, 1] } as const;

describe('windowSize', () => {
  it('counts the places of the window along each side', () => {
    expect(windowSize(7, window, 0)).toBe(Math.floor((7 + 3 - 4 - 1) / 2) + 1);
    expect(windowSize(7, window, 1)).toBe(7);
  });

  it('is not positive where the window does not fit', () => {
    expect(windowSize(1, window, 0)).toBeLessThanOrEqual(0);
  });
});

const image = (h: number, w: number) =>
  ({
    space: 'ddr',
    offset: 0,
    dtype: 'int8',
    shape: [1, h, w, 2],
    strides: [h * w * 2, w * 2, 2, 1],
  }) as const;
const along = (kernel: number, stride: number, dilation: number, before: number, after: number) =>
  ({ kernel: [kernel, 1], strides: [stride, 1], dilations: [dilation, 1], pads: [before, 0, after, 0] }) as const;

describe('cutWindow', () => {
  it('takes the rows under the box, halo included, and the padding that is left', () => {
    const cut = (from: number, to: number) => {
      const { x, pads } = cutWindow(
        image(8, 3),
        along(3, 2, 1, 1, 1),
        [all(1), { from, to }, all(3)],
        all(2),
        0,
        new Constants(),
      );
      return [x.offset / 6, x.shape[1], ...pads];
    };
    expect(cut(0, 4)).toEqual([0, 8, 1, 0, 0, 0]);
    expect(cut(0, 1)).toEqual([0, 2, 1, 0, 0, 0]);
    expect(cut(1, 3)).toEqual([1, 5, 0, 0, 0, 0]);
  });

  it('reads a constant where there is padding alone', () => {
    const constants = new Constants();
    const { x, pads } = cutWindow(
      image(2, 3),
      along(2, 1, 1, 2, 0),
      [all(1), { from: 0, to: 1 }, all(3)],
      all(2),
      -128,
      constants,
    );
    expect([x.shape, x.strides, x.space, pads]).toEqual([[1, 2, 3, 2], [0, 0, 0, 1], 'const', [0, 0, 0, 0]]);
    expect(constants.bytes).toEqual([128, 128]);
  });

  it('always gives the size of the box', () => {
    const size = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(
        size,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 2 }),
        fc.nat(4),
        fc.nat(4),
        fc.nat(),
        fc.nat(),
        (h, k, stride, dilation, before, after, a, b) => {
          const out = Math.floor((h + before + after - dilation * (k - 1) - 1) / stride) + 1;
          fc.pre(out > 0);
          const from = a % out;
          const to = from + 1 + (b % (out - from));
          const { x, pads } = cutWindow(
            image(h, 3),
            along(k, stride, dilation, before, after),
            [all(1), { from, to }, all(3)],
            all(2),
            0,
            new Constants(),
          );
          expect(Math.floor((x.shape[1] + pads[0] + pads[2] - dilation * (k - 1) - 1) / stride) + 1).toBe(to - from);
          expect(x.shape[1]).toBeGreaterThan(0);
        },
      ),
    );
  });
});
