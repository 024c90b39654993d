import * as fc from 'fast-check';
import { ConstantPool } from '../constant-pool';
import { cutWindow } from './cut-window';
import { all } from './sub-view';

const image = (h: number, w: number) =>
  ({
    buffer: { name: 'x', space: 'ddr', bytes: 0 },
    offset: 0,
    dtype: 'int8',
    shape: [1, h, w, 2],
    strides: [h * w * 2, w * 2, 2, 1],
  }) as const;
const window = (kernel: number, stride: number, dilation: number, before: number, after: number) =>
  ({ kernel: [kernel, 1], strides: [stride, 1], dilations: [dilation, 1], pads: [before, 0, after, 0] }) as const;

describe('cutWindow', () => {
  it('takes the rows under the box, halo included, and the padding that is left', () => {
    const cut = (from: number, to: number) => {
      const { x, pads } = cutWindow(
        image(8, 3),
        window(3, 2, 1, 1, 1),
        [all(1), { from, to }, all(3)],
        all(2),
        0,
        new ConstantPool(1),
      );
      return [x.offset / 6, x.shape[1], ...pads];
    };
    expect(cut(0, 4)).toEqual([0, 8, 1, 0, 0, 0]);
    expect(cut(0, 1)).toEqual([0, 2, 1, 0, 0, 0]);
    expect(cut(1, 3)).toEqual([1, 5, 0, 0, 0, 0]);
  });

  it('reads a constant where there is padding alone', () => {
    const constants = new ConstantPool(1);
    const { x, pads } = cutWindow(
      image(2, 3),
      window(2, 1, 1, 2, 0),
      [all(1), { from: 0, to: 1 }, all(3)],
      all(2),
      -128,
      constants,
    );
    expect([x.shape, x.strides, x.buffer.space, pads]).toEqual([[1, 2, 3, 2], [0, 0, 0, 1], 'const', [0, 0, 0, 0]]);
    expect([...constants.finish()]).toEqual([128, 128]);
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
            window(k, stride, dilation, before, after),
            [all(1), { from, to }, all(3)],
            all(2),
            0,
            new ConstantPool(1),
          );
          expect(Math.floor((x.shape[1] + pads[0] + pads[2] - dilation * (k - 1) - 1) / stride) + 1).toBe(to - from);
          expect(x.shape[1]).toBeGreaterThan(0);
        },
      ),
    );
  });
});
