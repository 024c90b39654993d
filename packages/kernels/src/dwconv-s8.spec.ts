import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { dwconvS8 } from './dwconv-s8';
import { packWeights } from './pack-weights';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { DWCONV_S8 } from './trials/dwconv-s8-family';

const kernels = loadKernels();

const two = (min: number, max: number): fc.Arbitrary<[number, number]> =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
const shapes = fc.record({
  images: fc.integer({ min: 1, max: 2 }),
  height: fc.integer({ min: 1, max: 9 }),
  width: fc.integer({ min: 1, max: 9 }),
  channels: fc.integer({ min: 1, max: 20 }),
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

describe('dwconvS8', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        expect(difference(DWCONV_S8, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 150 },
    );
  });

  it('takes each channel with its own weights', () => {
    kernels.reset();
    const weights = packWeights(kernels, {
      weights: Int8Array.of(1, 0, 0, 0, 2, 0, 0, 0, -1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
      n: 2,
      k: 9,
    });
    const x = kernels.put(Int8Array.of(1, 10, 2, 20, 3, 30, 4, 40));
    const y = kernels.alloc(8);
    dwconvS8(kernels, {
      x: { offset: x, height: 2, width: 2, channels: 2 },
      weights,
      y: { offset: y, height: 2, width: 2, channels: 2 },
      kernel: [3, 3],
      strides: [1, 1],
      padBefore: [1, 1],
    });
    expect([...kernels.i8(y, 8)]).toEqual([2 * 1 - 4, 100, 2 * 2, 100, 2 * 3, 100, 2 * 4 + 1, 100]);
  });

  it('refuses weights that do not fit', () => {
    kernels.reset();
    const weights = packWeights(kernels, { weights: new Int8Array(18), n: 2, k: 9 });
    const image = { offset: 0, height: 4, width: 4, channels: 3 };
    expect(() => dwconvS8(kernels, { x: image, weights, y: image, kernel: [3, 3], strides: [1, 1] })).toThrow(
      /channels of the weights: 2 instead of 3/,
    );
    expect(() => dwconvS8(kernels, { x: image, weights, y: image, kernel: [3, 2], strides: [1, 1] })).toThrow(
      /depth of the weights: 9 instead of 6/,
    );
  });
});
