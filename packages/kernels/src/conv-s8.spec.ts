import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { convS8 } from './conv-s8';
import { type ImageView } from './image-view';
import { packWeights } from './pack-weights';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { CONV_S8 } from './trials/conv-s8-family';

const kernels = loadKernels();

const two = (min: number, max: number): fc.Arbitrary<[number, number]> =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
const drawn = fc.record({
  groups: fc.constantFrom(1, 1, 1, 2, 3),
  outChannels: fc.integer({ min: 1, max: 10 }),
  images: fc.integer({ min: 1, max: 2 }),
  height: fc.integer({ min: 1, max: 9 }),
  width: fc.integer({ min: 1, max: 9 }),
  channels: fc.integer({ min: 1, max: 6 }),
  kernel: two(1, 5),
  strides: two(1, 3),
  dilations: fc.oneof(
    { weight: 2, arbitrary: fc.constant<[number, number]>([1, 1]) },
    { weight: 1, arbitrary: two(1, 3) },
  ),
  padBefore: two(0, 4),
  padAfter: two(0, 4),
  gap: fc.constantFrom(0, 0, 0, 1, 3),
  output: fc.constantFrom('int8' as const, 'int32' as const),
});
/** Channels as drawn are those of one group. */
const shapes = drawn.map((s) => ({ ...s, channels: s.channels * s.groups, outChannels: s.outChannels * s.groups }));

describe('convS8', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        expect(difference(CONV_S8, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 150 },
    );
  });

  it('sums a window as by hand, zeros outside', () => {
    kernels.reset();
    const weights = packWeights(kernels, { weights: Int8Array.of(1, 2, 3, 4), n: 1, k: 4, bias: Int32Array.of(100) });
    const x = kernels.put(Int8Array.of(1, 2, 3, 4));
    const y = kernels.alloc(9 * 4);
    const view = { height: 2, width: 2, channels: 1 };
    convS8(kernels, {
      x: { offset: x, ...view },
      weights,
      y: { offset: y, height: 3, width: 3, channels: 1 },
      kernel: [2, 2],
      strides: [1, 1],
      padBefore: [1, 1],
      output: 'int32',
    });
    expect([...kernels.i32(y, 9)]).toEqual([104, 111, 106, 114, 130, 114, 106, 111, 104]);
  });

  it('refuses weights and outputs that do not fit', () => {
    kernels.reset();
    const weights = packWeights(kernels, { weights: new Int8Array(18), n: 2, k: 9 });
    const image = (channels: number, images = 1): ImageView => ({ offset: 0, height: 4, width: 4, channels, images });
    const run = (x: ImageView, y: ImageView) => () =>
      convS8(kernels, { x, weights, y, kernel: [3, 3], strides: [1, 1] });
    expect(run(image(2), image(2))).toThrow(/depth of the weights: 9 instead of 18/);
    expect(run(image(1), image(3))).toThrow(/output channels: 3 instead of 2/);
    expect(run(image(1, 2), image(2))).toThrow(/output images: 1 instead of 2/);
  });
});
