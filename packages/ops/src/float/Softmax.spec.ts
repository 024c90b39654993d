import fc from 'fast-check';
import { float32, int8, tensorType } from '@openbpu/tensor';
import { integerNoise, numbers, quantiseHere, run } from '../ops.fixture';
import { Softmax } from './Softmax';

describe('Softmax', () => {
  it('normalises exponentials along one axis only', () => {
    const x = float32([2, 2], [0, Math.log(3), 5, 5]);
    expect(numbers(Softmax, {}, [x]).map((y) => Math.round(y * 1e6) / 1e6)).toEqual([0.25, 0.75, 0.5, 0.5]);
    expect(numbers(Softmax, { axis: 0 }, [float32([2, 1], [1, 1])])).toEqual([0.5, 0.5]);
  });

  it('survives large numbers', () => {
    expect(numbers(Softmax, {}, [float32([3], [1e30, -1e30, 1e30])])).toEqual([0.5, 0, 0.5]);
    expect(numbers(Softmax, {}, [float32([2], [-Infinity, 0])])).toEqual([0, 1]);
    expect(numbers(Softmax, {}, [float32([2], [NaN, 0])])).toEqual([NaN, NaN]);
  });

  it('sums to 1 and does not care for a shift', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: -100, max: 100 }),
        (values, shift) => {
          const y = numbers(Softmax, {}, [float32([values.length], values)]);
          expect(y.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
          expect(
            numbers(Softmax, {}, [
              float32(
                [values.length],
                values.map((v) => v + shift),
              ),
            ]),
          ).toEqual(y);
        },
      ),
    );
  });

  it('refuses axes that are not there', () => {
    expect(() => Softmax.infer([tensorType('float32', [2, 2])], { axis: 2 })).toThrow(RangeError);
    expect(() => Softmax.infer([tensorType('int8', [2, 2])], { axis: 1 })).toThrow(TypeError);
  });

  it('in integers, reads a table and quantises what it gives', () => {
    const q = integerNoise([3, 10, 2], 2);
    const { result, emitted } = quantiseHere(Softmax, { axis: 1 }, [{ q, scale: 0.05 }], {
      dtype: 'int8',
      scale: 1 / 127,
    });
    expect(emitted.map(({ op, output }) => [op, output.dtype])).toEqual([
      [Softmax.integer?.type, 'float32'],
      ['HzQuantize', 'int8'],
    ]);
    const real = run(Softmax, { axis: 1 }, [
      float32(
        q.shape,
        Array.from(q.data, (n) => n * 0.05),
      ),
    ])[0];
    Array.from(real.data as Float32Array).forEach((y, i) =>
      expect(Math.abs(Number(result.data[i]) / 127 - y)).toBeLessThan(0.5 / 127 + 1e-6),
    );
    const even = quantiseHere(Softmax, {}, [{ q: int8([1, 4], [-128, -128, -128, -128]), scale: 1 }], {
      dtype: 'int8',
      scale: 1 / 64,
    });
    expect([...even.result.data]).toEqual([16, 16, 16, 16]);
  });
});
