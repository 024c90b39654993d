import fc from 'fast-check';
import { requantize } from '@openbpu/tensor';
import { addS8, mulS8, preluS8, requantS32, requantS8, subS8, withRepeated } from './elementwise';
import { loadKernels } from './load-kernels';
import { ADD_S8, MUL_S8, PRELU_S8, REQUANT_S32, REQUANT_S8, SUB_S8 } from './trials/elementwise-families';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';

describe('withRepeated', () => {
  const kernels = loadKernels();

  it('writes a short operand out in whole vectors, and frees them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 511 }), (period) => {
        kernels.reset();
        const data = Int8Array.from({ length: period }, (_, i) => i);
        const offset = kernels.put(data);
        const mark = kernels.mark();
        withRepeated(kernels, offset, period, 100_000, (at, run) => {
          expect([run % 16, run % period, run >= 256]).toEqual([0, 0, true]);
          expect(kernels.i8(at, run).every((value, i) => value === data[i % period])).toBe(true);
        });
        expect(kernels.mark()).toBe(mark);
      }),
    );
  });

  it.each([
    [600, 10_000],
    [8, 8],
    [20, 8],
  ])('passes period %p of length %p on as it is', (period, length) => {
    const seen: number[] = [];
    withRepeated(kernels, 64, period, length, (...args) => seen.push(...args));
    expect(seen).toEqual([64, period]);
  });

  it.each([0, -1, 1.5, NaN])('refuses period %p', (period) => {
    expect(() => withRepeated(kernels, 64, period, 100, () => undefined)).toThrow(RangeError);
  });
});

describe('addS8', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ length: fc.integer({ min: 1, max: 700 }), period: fc.integer({ min: 1, max: 700 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(ADD_S8, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('rounds half to even after a float sum, and saturates', () => {
    kernels.reset();
    const a = kernels.put(Int8Array.of(5, -1, 1, 100));
    const b = kernels.put(Int8Array.of(0, 2, -11, 100));
    const y = kernels.alloc(4);
    addS8(kernels, { a, b, y, length: 4, aMultiplier: 0.5, bMultiplier: 0.5, lo: -128 });
    expect([...kernels.i8(y, 4)]).toEqual([2, 0, -5, 100]);
    addS8(kernels, { a, b, y, length: 4, aMultiplier: 2, bMultiplier: 2 });
    expect([...kernels.i8(y, 4)]).toEqual([10, 2, -20, 127]);
  });

  it('gives 0 where the sum is not a number', () => {
    kernels.reset();
    const a = kernels.put(Int8Array.of(127, 127));
    const b = kernels.put(Int8Array.of(-127, 1));
    addS8(kernels, { a, b, y: a, length: 2, aMultiplier: 3.4e38, bMultiplier: 3.4e38 });
    expect([...kernels.i8(a, 2)]).toEqual([0, 127]);
  });

  it('does nothing for nothing and refuses a multiplier that is not finite', () => {
    expect(() => addS8(kernels, { a: 0, b: 0, y: 0, length: 0, aMultiplier: 1, bMultiplier: 1 })).not.toThrow();
    expect(() => addS8(kernels, { a: 0, b: 0, y: 0, length: 1, aMultiplier: Infinity, bMultiplier: 1 })).toThrow(
      RangeError,
    );
  });
});

describe('subS8', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ length: fc.integer({ min: 1, max: 700 }), period: fc.integer({ min: 1, max: 700 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(SUB_S8, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('rounds half to even after a float sum, and saturates', () => {
    kernels.reset();
    const a = kernels.put(Int8Array.of(5, -1, 1, -100));
    const b = kernels.put(Int8Array.of(0, 1, -11, 100));
    const y = kernels.alloc(4);
    subS8(kernels, { a, b, y, length: 4, aMultiplier: 0.5, bMultiplier: 0.5, lo: -128 });
    expect([...kernels.i8(y, 4)]).toEqual([2, -1, 6, -100]);
    subS8(kernels, { a, b, y, length: 4, aMultiplier: 2, bMultiplier: 2 });
    expect([...kernels.i8(y, 4)]).toEqual([10, -4, 24, -128]);
  });

  it('gives 0 where the sum is not a number', () => {
    kernels.reset();
    const a = kernels.put(Int8Array.of(127, 127));
    const b = kernels.put(Int8Array.of(127, -1));
    subS8(kernels, { a, b, y: a, length: 2, aMultiplier: 3.4e38, bMultiplier: 3.4e38 });
    expect([...kernels.i8(a, 2)]).toEqual([0, 127]);
  });

  it('does nothing for nothing and refuses a multiplier that is not finite', () => {
    expect(() => subS8(kernels, { a: 0, b: 0, y: 0, length: 0, aMultiplier: 1, bMultiplier: 1 })).not.toThrow();
    expect(() => subS8(kernels, { a: 0, b: 0, y: 0, length: 1, aMultiplier: Infinity, bMultiplier: 1 })).toThrow(
      RangeError,
    );
  });
});

describe('mulS8', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ length: fc.integer({ min: 1, max: 700 }), period: fc.integer({ min: 1, max: 700 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(MUL_S8, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('multiplies by a scalar and by a vector, in place', () => {
    kernels.reset();
    const a = kernels.put(Int8Array.of(1, 3, 5, -128));
    const b = kernels.put(Int8Array.of(1, -128));
    mulS8(kernels, { a, b, y: a, length: 4, period: 1, multiplier: 0.5 });
    expect([...kernels.i8(a, 4)]).toEqual([0, 2, 2, -64]);
    mulS8(kernels, { a, b, y: a, length: 4, period: 2, multiplier: 1 / 128 });
    expect([...kernels.i8(a, 4)]).toEqual([0, -2, 0, 64]);
  });

  it('refuses a period that is not positive', () => {
    expect(() => mulS8(kernels, { a: 0, b: 0, y: 0, length: 4, period: 0, multiplier: 1 })).toThrow(RangeError);
  });
});

describe('requantS8', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(REQUANT_S8, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('rounds half to even, for every int8', () => {
    kernels.reset();
    const all = Int8Array.from({ length: 256 }, (_, i) => i - 128);
    const x = kernels.put(all);
    requantS8(kernels, { x, y: x, length: 256, multiplier: 0.5 });
    expect([...kernels.i8(x, 256)]).toEqual(
      [...all].map((q) =>
        q % 4 === 0 || q % 2 === 0 ? q / 2 : q % 4 === 1 || q % 4 === -3 ? (q - 1) / 2 : (q + 1) / 2,
      ),
    );
  });
});

describe('requantS32', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ rows: fc.integer({ min: 1, max: 9 }), channels: fc.integer({ min: 1, max: 50 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(REQUANT_S32, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the requantisation of @openbpu/tensor for every accumulator and every finite multiplier', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.oneof(fc.integer(), fc.integer({ min: -1000, max: 1000 })),
            fc.float({ noNaN: true, noDefaultInfinity: true }),
          ),
          { minLength: 1, maxLength: 40 },
        ),
        (pairs) => {
          kernels.reset();
          const x = kernels.put(Int32Array.from(pairs, ([acc]) => acc));
          const multipliers = kernels.put(Float32Array.from(pairs, ([, m]) => m));
          const y = kernels.alloc(pairs.length);
          requantS32(kernels, { x, y, rows: 1, channels: pairs.length, multipliers });
          expect([...kernels.i8(y, pairs.length)]).toEqual(pairs.map(([acc, m]) => requantize(acc, m, -128, 127) + 0));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('meets every tie and both neighbours in range', () => {
    kernels.reset();
    const accs = Int32Array.from({ length: 2049 }, (_, i) => i - 1024);
    const x = kernels.put(accs);
    for (const m of [0.25, 0.125, 0.1, 2 ** -24]) {
      const multipliers = kernels.put(new Float32Array(2049).fill(m));
      const y = kernels.alloc(2049);
      requantS32(kernels, { x, y, rows: 1, channels: 2049, multipliers });
      expect([...kernels.i8(y, 2049)]).toEqual([...accs].map((acc) => requantize(acc, Math.fround(m), -128, 127) + 0));
    }
  });
});

describe('preluS8', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ rows: fc.integer({ min: 1, max: 9 }), channels: fc.integer({ min: 1, max: 50 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(PRELU_S8, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has one multiplier from zero up and one per channel below', () => {
    kernels.reset();
    const x = kernels.put(Int8Array.of(10, 10, 0, 0, -10, -10));
    preluS8(kernels, {
      x,
      y: x,
      rows: 3,
      channels: 2,
      multiplier: 1,
      negativeMultipliers: kernels.put(Float32Array.of(0.1, -2)),
    });
    expect([...kernels.i8(x, 6)]).toEqual([10, 10, 0, 0, -1, 20]);
  });
});
