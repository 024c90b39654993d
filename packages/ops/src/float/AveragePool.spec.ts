import { float32, int8, tensorType } from '@openbpu/tensor';
import { integerNoise, numbers, quantiseHere, run } from '../ops.fixture';
import { AveragePool } from './AveragePool';

const x = float32([1, 1, 2, 2], [1, 2, 3, 4]);
const padded = { kernel: [2, 2], pads: [1, 1, 1, 1] };

describe('AveragePool', () => {
  it('divides by the elements there are', () => {
    expect(numbers(AveragePool, padded, [x])).toEqual([1, 1.5, 2, 2, 2.5, 3, 3, 3.5, 4]);
  });

  it('or counts the pads it is told to', () => {
    expect(numbers(AveragePool, { ...padded, counted: [1, 1, 1, 1] }, [x])).toEqual([
      0.25, 0.75, 0.5, 1, 2.5, 1.5, 0.75, 1.75, 1,
    ]);
    expect(numbers(AveragePool, { ...padded, counted: [1, 1, 0, 0] }, [x])).toEqual([
      0.25, 0.75, 1, 1, 2.5, 3, 1.5, 3.5, 4,
    ]);
  });

  it('gives 0 where nothing counts', () => {
    expect(numbers(AveragePool, { kernel: [1, 1], pads: [0, 1, 0, 0] }, [float32([1, 1, 1, 1], [5])])).toEqual([0, 5]);
  });

  it('refuses counts beyond the pads', () => {
    expect(() => AveragePool.parseAttrs({ ...padded, counted: [2, 0, 0, 0] })).toThrow(/counted is a part of the pads/);
    expect(() => AveragePool.parseAttrs({ ...padded, counted: [-1, 0, 0, 0] })).toThrow(TypeError);
    expect(() => AveragePool.infer([tensorType('int8', [1, 1, 2, 2])], AveragePool.parseAttrs(padded))).toThrow(
      /float32, not int8/,
    );
  });

  it('in integers, has one multiplier where all counts are equal', () => {
    const { result, emitted } = quantiseHere(
      AveragePool,
      { kernel: [2, 2] },
      [{ q: int8([1, 1, 2, 3], [1, 2, 127, 3, 5, 127]), scale: 1 }],
      { dtype: 'int8', scale: 0.5 },
    );
    expect(emitted[0].op).toBe(AveragePool.integer?.type);
    expect(emitted[0].inputs[1]).toEqual(float32([], [0.5]));
    expect([...result.data]).toEqual([6, 127]);
  });

  it('in integers, has a multiplier per position otherwise', () => {
    const q = integerNoise([1, 2, 5, 4], 8);
    const raw = { kernel: [3, 3], strides: [2, 2], pads: [1, 1, 2, 1], counted: [1, 0, 0, 0] };
    const { result, emitted } = quantiseHere(AveragePool, raw, [{ q, scale: 0.1 }], { dtype: 'int8', scale: 0.07 });
    expect(emitted[0].inputs[1].shape).toEqual(result.shape.slice(2));
    const scale = Math.fround(0.1);
    const real = run(AveragePool, raw, [
      float32(
        q.shape,
        Array.from(q.data, (n) => n * scale),
      ),
    ])[0];
    Array.from(real.data as Float32Array).forEach((y, i) => {
      const expected = Math.min(Math.max(y, -128 * 0.07), 127 * 0.07);
      expect(Math.abs(Number(result.data[i]) * 0.07 - expected)).toBeLessThan(0.03501);
    });
  });
});
