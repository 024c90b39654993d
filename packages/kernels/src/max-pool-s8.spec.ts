import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { maxPoolS8 } from './max-pool-s8';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { MAX_POOL_S8 } from './trials/max-pool-s8-family';

const kernels = loadKernels();

const two = (min: number, max: number): fc.Arbitrary<[number, number]> =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
const shapes = fc.record({
  images: fc.integer({ min: 1, max: 2 }),
  height: fc.integer({ min: 1, max: 9 }),
  width: fc.integer({ min: 1, max: 9 }),
  channels: fc.integer({ min: 1, max: 40 }),
  kernel: two(1, 5),
  strides: two(1, 3),
  dilations: two(1, 3),
  padBefore: two(0, 4),
  padAfter: two(0, 4),
  gap: fc.integer({ min: 0, max: 3 }),
  output: fc.constantFrom('int8' as const, 'int32' as const),
});

describe('maxPoolS8', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        expect(difference(MAX_POOL_S8, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('ignores what lies outside, and gives -128 where all does', () => {
    kernels.reset();
    const x = kernels.put(Int8Array.of(-7, -9));
    const y = kernels.alloc(4);
    maxPoolS8(kernels, {
      x: { offset: x, height: 1, width: 2, channels: 1 },
      y: { offset: y, height: 1, width: 4, channels: 1 },
      kernel: [1, 1],
      strides: [1, 1],
      padBefore: [0, 1],
    });
    expect([...kernels.i8(y, 4)]).toEqual([-128, -7, -9, -128]);
  });
});
