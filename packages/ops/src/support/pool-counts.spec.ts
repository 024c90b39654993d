import fc from 'fast-check';
import { meanMultiplier, poolCounts } from './pool-counts';
import { windowOutput } from './window';

describe('poolCounts', () => {
  const base = {
    kernel: [3, 3],
    strides: [2, 2],
    dilations: [1, 1],
    pads: [1, 1, 1, 1],
    counted: [0, 0, 0, 0],
  } as const;

  describe('poolCounts', () => {
    it('counts elements only, as ONNX does without count_include_pad', () => {
      expect([...poolCounts(4, 4, base)]).toEqual([4, 6, 6, 9]);
    });

    it('counts declared pads and not those that rounding up added, as ONNX and Caffe do', () => {
      const grown = { ...base, pads: [1, 1, 2, 2], counted: [1, 1, 1, 1] } as const;
      expect([...poolCounts(4, 4, grown)]).toEqual([9, 9, 6, 9, 9, 6, 6, 6, 4]);
    });

    it("follows Caffe's clipping rule, pooling window by pooling window", () => {
      const size = fc.integer({ min: 3, max: 9 });
      fc.assert(
        fc.property(
          size,
          size,
          fc.integer({ min: 1, max: 3 }),
          fc.integer({ min: 1, max: 3 }),
          fc.integer({ min: 0, max: 2 }),
          (h, w, kernel, stride, pad) => {
            fc.pre(pad < kernel);
            const pooled = (n: number) => {
              const out = Math.ceil((n + 2 * pad - kernel) / stride) + 1;
              return pad > 0 && (out - 1) * stride >= n + pad ? out - 1 : out;
            };
            const [oh, ow] = [pooled(h), pooled(w)];
            const grown = (n: number, out: number) => Math.max(pad, (out - 1) * stride + kernel - n - pad);
            const pads = [pad, pad, grown(h, oh), grown(w, ow)] as const;
            const counts = poolCounts(h, w, {
              kernel: [kernel, kernel],
              strides: [stride, stride],
              dilations: [1, 1],
              pads,
              counted: [pad, pad, pad, pad],
            });
            const expected: number[] = [];
            for (let py = 0; py < oh; py++) {
              for (let px = 0; px < ow; px++) {
                const [hstart, wstart] = [py * stride - pad, px * stride - pad];
                const rows = Math.max(Math.min(hstart + kernel, h + pad) - hstart, 0);
                const columns = Math.max(Math.min(wstart + kernel, w + pad) - wstart, 0);
                expected.push(Math.max(rows * columns, 1));
              }
            }
            expect([...counts]).toEqual(expected);
          },
        ),
      );
    });

    it('is never 0, and counts dilated taps', () => {
      expect([...poolCounts(1, 1, { ...base, kernel: [1, 1], strides: [1, 1] })]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
      expect([
        ...poolCounts(5, 1, { ...base, kernel: [3, 1], strides: [1, 1], dilations: [2, 1], pads: [1, 0, 1, 0] }),
      ]).toEqual([2, 3, 2]);
    });

    it('fills the output plane', () => {
      expect(poolCounts(7, 5, base).length).toBe(windowOutput(7, 5, base).reduce((p, n) => p * n));
    });
  });
});

describe('meanMultiplier', () => {
  it('divides by the count, in double, rounded once', () => {
    expect(meanMultiplier(0.5, 0.25, 4)).toBe(0.5);
    const [x, y] = [Math.fround(0.1), Math.fround(0.3)];
    expect(meanMultiplier(x, y, 49)).toBe(Math.fround(x / (y * 49)));
    expect(meanMultiplier(1, 1, 3)).toBe(Math.fround(1 / 3));
  });
});
