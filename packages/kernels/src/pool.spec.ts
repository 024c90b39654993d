import fc from 'fast-check';
import { globalSumS8, maxPoolS16, maxPoolS8, sumPoolS16, sumPoolS8 } from './pool';
import { loadKernels } from './load-kernels';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { GLOBAL_SUM_S8, MAX_POOL_S16, MAX_POOL_S8, SUM_POOL_S16, SUM_POOL_S8 } from './trials/pool-families';

describe('maxPoolS8', () => {
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
    output: fc.constantFrom('int8' as const, 'int16' as const, 'int32' as const),
  });

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        for (const family of [MAX_POOL_S8, MAX_POOL_S16])
          expect(difference(family, kernels, shape, new Draw(seed, fill))).toBe('');
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

describe('sumPoolS8', () => {
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
    output: fc.constantFrom('int8' as const, 'int16' as const, 'int32' as const),
  });

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        for (const family of [SUM_POOL_S8, SUM_POOL_S16])
          expect(difference(family, kernels, shape, new Draw(seed, fill))).toBe('');
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

describe('globalSumS8', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ rows: fc.integer({ min: 0, max: 60 }), channels: fc.integer({ min: 1, max: 40 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(GLOBAL_SUM_S8, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('sums more than int16 holds', () => {
    kernels.reset();
    const x = kernels.put(new Int8Array(1000).fill(-128));
    const y = kernels.alloc(4);
    globalSumS8(kernels, { x, y, rows: 1000, channels: 1 });
    expect(kernels.i32(y, 1)[0]).toBe(-128000);
  });
});

describe('maxPoolS16 and sumPoolS16', () => {
  const kernels = loadKernels();
  const row = (offset: number, width: number) => ({ offset, height: 1, width, channels: 1 });

  it('give -32768 where all lies outside', () => {
    kernels.reset();
    const x = kernels.put(Int16Array.of(-700, -900));
    const y = kernels.alloc(8);
    maxPoolS16(kernels, { x: row(x, 2), y: row(y, 4), kernel: [1, 1], strides: [1, 1], padBefore: [0, 1] });
    expect([...kernels.i16(y, 4)]).toEqual([-32768, -700, -900, -32768]);
  });

  it('sum the largest window that 32 bits hold, and refuse a larger one', () => {
    kernels.reset();
    const x = kernels.put(new Int16Array(65535).fill(-32768));
    const y = kernels.alloc(4);
    const p = { x: row(x, 65535), y: row(y, 1), strides: [1, 1], output: 'int32' } as const;
    sumPoolS16(kernels, { ...p, kernel: [1, 65535] });
    expect(kernels.i32(y, 1)[0]).toBe(-32768 * 65535);
    expect(() => sumPoolS16(kernels, { ...p, kernel: [2, 32768] })).toThrow(/65536 int16/);
  });
});
