import fc from 'fast-check';
import { quantize } from '@openbpu/tensor';
import {
  dequantizeS16ToF32,
  dequantizeS32ToF32,
  dequantizeS8ToF32,
  quantizeF32ToS16,
  quantizeF32ToS8,
} from './quantize';
import { loadKernels } from './load-kernels';
import {
  DEQUANTIZE_S16_TO_F32,
  DEQUANTIZE_S32_TO_F32,
  DEQUANTIZE_S8_TO_F32,
  QUANTIZE_F32_TO_S16,
  QUANTIZE_F32_TO_S8,
} from './trials/quantize-families';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';

describe('quantizeF32ToS8', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(QUANTIZE_F32_TO_S8, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('makes NaN zero, clamps infinities, rounds half to even', () => {
    kernels.reset();
    const x = kernels.put(Float32Array.of(NaN, Infinity, -Infinity, 0.25, 0.75, 1.25, -0.25, 1e30));
    const y = kernels.alloc(8);
    quantizeF32ToS8(kernels, { x, y, length: 8, scale: 0.5 });
    expect([...kernels.i8(y, 8)]).toEqual([0, 127, -128, 0, 2, 2, 0, 127]);
  });

  it('is the quantisation of @openbpu/tensor for every float and scale', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float(), { minLength: 1, maxLength: 20 }),
        fc.float({ min: Math.fround(1e-30), noNaN: true }),
        (values, scale) => {
          kernels.reset();
          const x = kernels.put(Float32Array.from(values));
          const y = kernels.alloc(values.length);
          quantizeF32ToS8(kernels, { x, y, length: values.length, scale });
          expect([...kernels.i8(y, values.length)]).toEqual(
            values.map((value) => quantize(value, scale, -128, 127) + 0),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('dequantizeS8ToF32', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(DEQUANTIZE_S8_TO_F32, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('rounds the product to float32', () => {
    kernels.reset();
    const x = kernels.put(Int8Array.of(-128, 0, 3));
    const y = kernels.alloc(12);
    dequantizeS8ToF32(kernels, { x, y, length: 3, scale: 0.1 });
    expect([...kernels.f32(y, 3)]).toEqual([-128, 0, 3].map((q) => Math.fround(q * Math.fround(0.1))));
  });
});

describe('dequantizeS32ToF32', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ rows: fc.integer({ min: 1, max: 9 }), channels: fc.integer({ min: 1, max: 50 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(DEQUANTIZE_S32_TO_F32, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('rounds the accumulator to float32 first, in place', () => {
    kernels.reset();
    const x = kernels.put(Int32Array.of(2 ** 24 + 1, -5, 2 ** 31 - 1, 7));
    dequantizeS32ToF32(kernels, { x, y: x, rows: 2, channels: 2, scales: kernels.put(Float32Array.of(1, 0.5)) });
    expect([...kernels.f32(x, 4)]).toEqual([2 ** 24, -2.5, 2 ** 31, 3.5]);
  });
});

describe('quantizeF32ToS16 and dequantizeS16ToF32', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equal the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(QUANTIZE_F32_TO_S16, kernels, shape, new Draw(seed, fill))).toBe('');
        expect(difference(DEQUANTIZE_S16_TO_F32, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('are the quantisation of @openbpu/tensor for every float and scale, and back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float(), { minLength: 1, maxLength: 20 }),
        fc.float({ min: Math.fround(1e-30), noNaN: true }),
        (values, scale) => {
          kernels.reset();
          const x = kernels.put(Float32Array.from(values));
          const y = kernels.alloc(values.length * 2);
          quantizeF32ToS16(kernels, { x, y, length: values.length, scale });
          const q = values.map((value) => quantize(value, scale, -32768, 32767) + 0);
          expect([...kernels.i16(y, values.length)]).toEqual(q);
          dequantizeS16ToF32(kernels, { x: y, y: x, length: values.length, scale });
          expect([...kernels.f32(x, values.length)]).toEqual(q.map((each) => Math.fround(each * scale)));
        },
      ),
      { numRuns: 300 },
    );
  });
});
