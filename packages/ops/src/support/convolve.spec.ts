import fc from 'fast-check';
import { type Tensor, float32, int8 } from '@openbpu/tensor';
import { at, indices, integerNoise } from '../ops.fixture';
import { convolve } from './convolve';
import { type WindowAttrs, windowOutput } from './window';

type Attrs = WindowAttrs & { readonly group: number };

function sums(
  x: Tensor<'float32' | 'int8'>,
  w: Tensor<'float32' | 'int8'>,
  a: Attrs,
): { channels: number[]; sums: number[]; shape: number[] } {
  const shape = [x.shape[0], w.shape[0], ...windowOutput(x.shape[2], x.shape[3], a)];
  const found: number[] = [];
  const channels: number[] = [];
  convolve(x, w, a, shape, (index, channel, sum) => {
    found[index] = sum;
    channels[index] = channel;
  });
  return { channels, sums: found, shape };
}

const plain: Attrs = { kernel: [2, 2], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], group: 1 };

describe('convolve', () => {
  it('slides a kernel without turning it', () => {
    const x = float32([1, 1, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const w = float32([1, 1, 2, 2], [1, 10, 100, 1000]);
    expect(sums(x, w, plain).sums).toEqual([5421, 6532, 8754, 9865]);
  });

  it('pads with zeros, each side on its own', () => {
    const x = int8([1, 1, 1, 1], [3]);
    const w = int8([1, 1, 2, 2], [1, 2, 3, 4]);
    expect(sums(x, w, { ...plain, pads: [1, 0, 0, 1] }).sums).toEqual([9]);
    expect(sums(x, w, { ...plain, pads: [0, 1, 1, 0] }).sums).toEqual([6]);
    expect(sums(x, w, { ...plain, pads: [1, 1, 1, 1] }).sums).toEqual([12, 9, 6, 3]);
  });

  it('is the sum over the channels of its group, whatever the window', () => {
    const one = fc.integer({ min: 1, max: 3 });
    const pad = fc.integer({ min: 0, max: 2 });
    fc.assert(
      fc.property(
        fc.record({
          kernel: fc.tuple(one, one),
          strides: fc.tuple(one, one),
          dilations: fc.tuple(one, one),
          pads: fc.tuple(pad, pad, pad, pad),
          group: one,
        }),
        fc.tuple(one, one, fc.integer({ min: 5, max: 8 }), fc.integer({ min: 5, max: 8 })),
        fc.integer(),
        (a, [perGroup, outPerGroup, h, width], seed) => {
          fc.pre(
            h + a.pads[0] + a.pads[2] > a.dilations[0] * (a.kernel[0] - 1) &&
              width + a.pads[1] + a.pads[3] > a.dilations[1] * (a.kernel[1] - 1),
          );
          const x = integerNoise([2, perGroup * a.group, h, width], seed);
          const w = integerNoise([outPerGroup * a.group, perGroup, ...a.kernel], seed + 1);
          const found = sums(x, w, a);
          let i = 0;
          for (const [n, o, oy, ox] of indices(found.shape)) {
            let sum = 0;
            for (const [k, ky, kx] of indices([perGroup, ...a.kernel])) {
              const channel = Math.floor(o / outPerGroup) * perGroup + k;
              sum +=
                at(
                  x,
                  n,
                  channel,
                  oy * a.strides[0] + ky * a.dilations[0] - a.pads[0],
                  ox * a.strides[1] + kx * a.dilations[1] - a.pads[1],
                ) * at(w, o, k, ky, kx);
            }
            expect([found.channels[i], found.sums[i++]]).toEqual([o, sum]);
          }
          expect(found.sums.length).toBe(i);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('sums extremes exactly and knows empty batches', () => {
    const x = int8([1, 64, 3, 3], new Int8Array(576).fill(-128));
    const w = int8([1, 64, 3, 3], new Int8Array(576).fill(-128));
    expect(sums(x, w, { ...plain, kernel: [3, 3] }).sums).toEqual([576 * 16384]);
    expect(sums(int8([0, 1, 2, 2], []), int8([1, 1, 2, 2], [1, 1, 1, 1]), plain).sums).toEqual([]);
  });
});
