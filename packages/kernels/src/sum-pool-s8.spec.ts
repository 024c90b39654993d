import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { sumPoolS8 } from './sum-pool-s8';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { SUM_POOL_S8 } from './trials/sum-pool-s8-family';

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
  dilations: two(1, 3),
  padBefore: two(0, 4),
  padAfter: two(0, 4),
  gap: fc.integer({ min: 0, max: 3 }),
  output: fc.constantFrom('int8' as const, 'int32' as const),
});

describe('sumPoolS8', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        expect(difference(SUM_POOL_S8, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('divides each position by its own count', () => {
    kernels.reset();
    const x = kernels.put(Int8Array.of(4, 6, 9));
    const multipliers = kernels.put(Float32Array.of(1, 0.5, 0.5, 1));
    const y = kernels.alloc(4);
    sumPoolS8(kernels, {
      x: { offset: x, height: 1, width: 3, channels: 1 },
      y: { offset: y, height: 1, width: 4, channels: 1 },
      kernel: [1, 2],
      strides: [1, 1],
      padBefore: [0, 1],
      multipliers,
    });
    expect([...kernels.i8(y, 4)]).toEqual([4, 5, 8, 9]);
  });

  it('needs finite multipliers for int8', () => {
    kernels.reset();
    const image = { offset: kernels.alloc(1), height: 1, width: 1, channels: 1 };
    const p = { x: image, y: image, kernel: [1, 1] as const, strides: [1, 1] as const };
    expect(() => sumPoolS8(kernels, p)).toThrow(/needs multipliers/);
    expect(() => sumPoolS8(kernels, { ...p, multipliers: kernels.put(Float32Array.of(NaN)) })).toThrow(
      /not a finite float32/,
    );
  });
});
