import fc from 'fast-check';
import { float32, perTensor } from '@openbpu/tensor';
import { accumulatorFits } from './accumulator';
import { clampBounds, quantiseBias, quantiseWeights, weightScale } from './weights';

describe('quantiseWeights', () => {
  it('scales each output channel by its threshold / 127', () => {
    const w = float32([2, 1, 1, 2], [1, -0.5, 4, 127]);
    const { q, scale } = quantiseWeights(w, Float32Array.of(1, 127), undefined, 1);
    expect([...scale]).toEqual([Math.fround(1 / 127), 1]);
    expect([...q.data]).toEqual([127, -64, 4, 127]);
    expect(q.shape).toEqual([2, 1, 1, 2]);
  });

  it('saturates at ±127, never −128', () => {
    expect([...quantiseWeights(float32([1, 3], [-9, 9, NaN]), Float32Array.of(1), undefined, 1).q.data]).toEqual([
      -127, 127, 0,
    ]);
  });

  it('gives an all-zero channel the scale 1', () => {
    const { q, scale } = quantiseWeights(float32([1, 2], [0, 0]), Float32Array.of(0), float32([1], [0]), 1);
    expect([scale[0], ...q.data]).toEqual([1, 0, 0]);
  });

  it('makes room for a bias that would not fit', () => {
    const bias = float32([1], [1000]);
    const { scale } = quantiseWeights(float32([1, 1], [1e-9]), Float32Array.of(1e-9), bias, 1e-4);
    expect(scale[0]).toBe(Math.fround(1000 / (1e-4 * 2 ** 30)));
    expect(Math.abs(quantiseBias(bias, 1e-4, scale).data[0])).toBeLessThanOrEqual(2 ** 30 + 64);
  });

  it('keeps accumulators of any sane layer within int32', () => {
    const value = fc.float({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 50 }),
        value,
        fc.float({ min: Math.fround(1e-6), max: 100, noNaN: true }),
        (weights, b, xScale) => {
          const bias = float32([1], [b]);
          const threshold = Float32Array.of(Math.max(...weights.map(Math.abs)));
          const { q, scale } = quantiseWeights(float32([1, weights.length], weights), threshold, bias, xScale);
          expect(accumulatorFits(q.data, quantiseBias(bias, xScale, scale).data)).toBe(true);
          q.data.forEach((n, i) =>
            expect(Math.abs(n * scale[0] - Math.fround(weights[i]))).toBeLessThanOrEqual(scale[0] * 0.500001),
          );
        },
      ),
    );
  });
});

describe('weightScale', () => {
  it('falls back to 1 for what is no scale', () => {
    expect([
      weightScale(0, 0, 1),
      weightScale(NaN, 0, 1),
      weightScale(Infinity, 0, 1),
      weightScale(1e-60, 0, 1),
    ]).toEqual([1, 1, 1, 1]);
    expect(weightScale(0.1, -3, 1)).toBe(Math.fround(0.1));
  });
});

describe('quantiseBias', () => {
  it('divides by s_x·s_w[c] and rounds half to even', () => {
    expect([...quantiseBias(float32([3], [1.25, 0.75, -100]), 0.5, Float32Array.of(1, 1, 0.25)).data]).toEqual([
      2, 2, -800,
    ]);
  });

  it('rounds once, not through a float32: large integers keep their last bit', () => {
    expect([...quantiseBias(float32([2], [16777216, -8388609]), 1, Float32Array.of(0.75, 0.0625)).data]).toEqual([
      22369621, -134217744,
    ]);
  });

  it('gives zeros for none and saturates', () => {
    expect([...quantiseBias(undefined, 1, Float32Array.of(1, 1)).data]).toEqual([0, 0]);
    expect([...quantiseBias(float32([3], [Infinity, -Infinity, NaN]), 1, Float32Array.of(1, 1, 1)).data]).toEqual([
      2 ** 31 - 1,
      -(2 ** 31),
      0,
    ]);
  });
});

describe('clampBounds', () => {
  it('is the whole type without an activation, and its bounds with one', () => {
    expect(clampBounds(-Infinity, Infinity, perTensor(0.1))).toEqual({ low: -128, high: 127 });
    expect(clampBounds(0, 6, perTensor(0.0625))).toEqual({ low: 0, high: 96 });
    expect(clampBounds(0, 6, perTensor(0.01))).toEqual({ low: 0, high: 127 });
    expect(clampBounds(-Infinity, 6, perTensor(0.01), 'int16')).toEqual({ dtype: 'int16', low: -32768, high: 600 });
    expect(clampBounds(NaN, Infinity, perTensor(0.01), 'int16')).toEqual({ dtype: 'int16', low: 0, high: 32767 });
  });

  it('is one for all channels, or refused', () => {
    expect(clampBounds(0, 6, { scale: Float32Array.of(0.01, 6 / 127), axis: 1 })).toEqual({ low: 0, high: 127 });
    expect(() => clampBounds(0, 6, { scale: Float32Array.of(0.01, 6), axis: 1 })).toThrow(
      /differ from channel to channel/,
    );
  });

  it('begins at what stands for 0, and ends within int8', () => {
    const at = (scale: number, zero: number) => ({ scale: Float32Array.of(scale), zero: Int8Array.of(zero) });
    expect(clampBounds(0, Infinity, at(0.1, -128))).toEqual({ low: -128, high: 127 });
    expect(clampBounds(-Infinity, Infinity, at(0.1, 100))).toEqual({ low: -128, high: 127 });
    expect(clampBounds(0, 6, at(0.0625, -100))).toEqual({ low: -100, high: -4 });
    expect(clampBounds(-1, 1, at(0.25, -126))).toEqual({ low: -128, high: -122 });
    expect(clampBounds(NaN, 6, at(0.0625, -100)).low).toBe(-100);
  });

  it('is one for all channels only where their zeros are too', () => {
    const own = (...zero: number[]) => ({ scale: Float32Array.of(0.01, 6 / 255), axis: 1, zero: Int8Array.from(zero) });
    expect(clampBounds(0, 6, own(-128, -128))).toEqual({ low: -128, high: 127 });
    expect(clampBounds(-Infinity, Infinity, own(-128, 5))).toEqual({ low: -128, high: 127 });
    expect(() => clampBounds(0, Infinity, own(-128, 5))).toThrow(/differ from channel to channel/);
  });
});
