import fc from 'fast-check';
import { requantize } from '@openbpu/tensor';
import { loadKernels } from './load-kernels';
import { addMixed, mulMixed, preluMixed, requantMixed } from './mixed';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { ADD_MIXED, MUL_MIXED, PRELU_MIXED, REQUANT_MIXED } from './trials/mixed-families';

const narrow = fc.constantFrom('int8' as const, 'int16' as const);
const types = { aType: narrow, bType: narrow, yType: narrow };
const runs = fc.record({
  ...types,
  length: fc.integer({ min: 1, max: 700 }),
  period: fc.integer({ min: 1, max: 700 }),
});
const INT16 = { aType: 'int16', bType: 'int16', yType: 'int16' } as const;

describe.each(FILLS)('on %s operands', (fill) => {
  const kernels = loadKernels();

  it('addMixed and mulMixed equal the reference', () => {
    fc.assert(
      fc.property(runs, fc.integer(), (shape, seed) => {
        expect(difference(ADD_MIXED, kernels, shape, new Draw(seed, fill))).toBe('');
        expect(difference(MUL_MIXED, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('requantMixed equals the reference', () => {
    const shapes = fc.record({
      xType: fc.constantFrom('int8' as const, 'int16' as const, 'int32' as const),
      yType: narrow,
      length: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        expect(difference(REQUANT_MIXED, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('preluMixed equals the reference', () => {
    const shapes = fc.record({
      xType: narrow,
      yType: narrow,
      rows: fc.integer({ min: 1, max: 9 }),
      channels: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        expect(difference(PRELU_MIXED, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });
});

describe('addMixed and mulMixed', () => {
  const kernels = loadKernels();

  it('saturate at the ends of int16, and multiply the most negative by itself', () => {
    kernels.reset();
    const a = kernels.put(Int16Array.of(-32768, 32767, -32768, 1));
    const b = kernels.put(Int16Array.of(-32768, 32767, 32767, -1));
    const y = kernels.alloc(8);
    addMixed(kernels, { ...INT16, a, b, y, length: 4, aMultiplier: 1, bMultiplier: 1 });
    expect([...kernels.i16(y, 4)]).toEqual([-32768, 32767, -1, 0]);
    mulMixed(kernels, { ...INT16, a, b, y, length: 4, multiplier: 2 ** -16 });
    expect([...kernels.i16(y, 4)]).toEqual([16384, 16383, -16384, 0]);
  });

  it('do nothing for nothing, and refuse bounds and multipliers that are none', () => {
    const p = { ...INT16, a: 0, b: 0, y: 0, length: 0, aMultiplier: 1, bMultiplier: 1 };
    expect(() => addMixed(kernels, p)).not.toThrow();
    expect(() => addMixed(kernels, { ...p, hi: 32768 })).toThrow(RangeError);
    expect(() => addMixed(kernels, { ...p, yType: 'int8', hi: 128 })).toThrow(RangeError);
    expect(() => mulMixed(kernels, { ...p, multiplier: NaN })).toThrow(RangeError);
  });
});

describe('requantMixed and preluMixed', () => {
  const kernels = loadKernels();

  it('meet every int16 and every tie', () => {
    const all = Int16Array.from({ length: 65536 }, (_, i) => i - 32768);
    for (const m of [0.5, 1, 1 / 256, Math.fround(0.1)]) {
      kernels.reset();
      const [x, slopes] = [kernels.put(all), kernels.put(new Float32Array(65536).fill(m))];
      const y = kernels.alloc(2 * 65536);
      const wanted = [...all].map((q) => requantize(q, m, -32768, 32767) + 0);
      const common = { xType: 'int16', yType: 'int16', x, y, multiplier: m } as const;
      requantMixed(kernels, { ...common, length: 65536 });
      expect([...kernels.i16(y, 65536)]).toEqual(wanted);
      preluMixed(kernels, { ...common, rows: 1, channels: 65536, negativeMultipliers: slopes });
      expect([...kernels.i16(y, 65536)]).toEqual(wanted);
    }
  });
});
