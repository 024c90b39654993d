import { float32, int8, makeTensor, tensorType } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { numbers } from '../ops.fixture';
import { HzSNormalize } from './HzSNormalize';

const scalar = (value: number) => float32([], [value]);
const int16 = (shape: readonly number[], values: readonly number[]) =>
  makeTensor('int16', shape, Int16Array.from(values));
const deviation = { axes: [1], norm: 'deviation', bound: 'inside' };

describe('HzSNormalize', () => {
  it('takes the mean away and divides by the deviation, row by row', () => {
    const x = int8([2, 4], [1, 3, 1, 3, -100, 100, -100, 100]);
    expect(numbers(HzSNormalize, deviation, [x, scalar(10), scalar(2), scalar(0)])).toEqual([
      -8, 12, -8, 12, -8, 12, -8, 12,
    ]);
  });

  it('has a factor and an offset that broadcast, and clamps', () => {
    const x = int8([1, 2, 2], [5, 7, 7, 5]);
    const attrs = { ...deviation, axes: [2], low: -3 };
    expect(numbers(HzSNormalize, attrs, [x, float32([2, 1], [2, 300]), float32([2], [0, 1]), scalar(0)])).toEqual([
      -2, 3, 127, -3,
    ]);
  });

  it('goes over several axes at once, and over the first', () => {
    const x = int8([2, 2, 2], [0, 2, 0, 2, 4, 8, 4, 8]);
    const of = (axes: number[]) => numbers(HzSNormalize, { ...deviation, axes }, [x, scalar(8), scalar(0), scalar(0)]);
    expect(of([1, 2])).toEqual([-8, 8, -8, 8, -8, 8, -8, 8]);
    expect(of([0])).toEqual([-8, -8, -8, -8, 8, 8, 8, 8]);
  });

  it('divides by the root of the mean square, or by the length, no less than the least', () => {
    const x = int8([2, 2], [3, -4, 0, 1]);
    const of = (norm: string, bound: string, epsilon: number) =>
      numbers(HzSNormalize, { axes: [1], norm, bound }, [x, scalar(100), scalar(0), scalar(epsilon)]);
    expect(of('euclidean', 'inside', 0)).toEqual([60, -80, 0, 100]);
    expect(of('euclidean', 'least', 2)).toEqual([60, -80, 0, 50]);
    expect(of('euclidean', 'added', 5)).toEqual([30, -40, 0, 17]);
    expect(of('root-mean-square', 'inside', 0)).toEqual([85, -113, 0, 127]);
  });

  it('gives what the offset says where all are alike, and 0 where nothing keeps the divisor from 0', () => {
    const x = int8([1, 3], [-128, -128, -128]);
    expect(numbers(HzSNormalize, deviation, [x, scalar(10), scalar(7), scalar(1)])).toEqual([7, 7, 7]);
    expect(numbers(HzSNormalize, deviation, [x, scalar(10), scalar(7), scalar(0)])).toEqual([0, 0, 0]);
  });

  it('gives int16 where asked, and takes the extremes of int16', () => {
    const x = int16([1, 4], [-32768, 32767, -32768, 32767]);
    const wide = { ...deviation, dtype: 'int16' };
    expect(numbers(HzSNormalize, wide, [x, scalar(32767), scalar(0), scalar(0)])).toEqual([
      -32767, 32767, -32767, 32767,
    ]);
    expect(numbers(HzSNormalize, wide, [x, scalar(1e9), scalar(0), scalar(0)])).toEqual([-32768, 32767, -32768, 32767]);
  });

  it('does not mind what is added to all, nor what all are taken times', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 9 }),
        fc.integer({ min: -20, max: 20 }),
        (values, shift) => {
          const of = (q: readonly number[]) =>
            numbers(HzSNormalize, deviation, [int16([1, q.length], q), scalar(30), scalar(0), scalar(0)]);
          const plain = of(values);
          const moved = of(values.map((q) => 7 * q + shift));
          plain.forEach((y, i) => expect(Math.abs(y - moved[i])).toBeLessThanOrEqual(1));
        },
      ),
    );
  });

  it('refuses what does not fit', () => {
    const types = [
      tensorType('int8', [2, 4]),
      tensorType('float32', [4]),
      tensorType('float32', [4]),
      tensorType('float32', []),
    ];
    const infer = (changed: Record<number, ReturnType<typeof tensorType>>, attrs: object = deviation) =>
      HzSNormalize.infer(
        types.map((type, i) => changed[i] ?? type),
        HzSNormalize.parseAttrs({ ...attrs }),
      );
    expect(infer({})).toEqual([types[0]]);
    expect(infer({}, { ...deviation, dtype: 'int16' })[0].dtype).toBe('int16');
    expect(() => infer({ 0: tensorType('float32', [2, 4]) })).toThrow(/takes int8 or int16/);
    expect(() => infer({ 1: tensorType('float32', [3]) })).toThrow(RangeError);
    expect(() => infer({ 2: tensorType('int32', [4]) })).toThrow(/are float32, not int32/);
    expect(() => infer({ 3: tensorType('float32', [2]) })).toThrow(/epsilon/);
    expect(() => infer({}, { ...deviation, axes: [2] })).toThrow(RangeError);
    const large = tensorType('int8', [2, 2 ** 23 + 1]);
    expect(() => infer({ 0: large, 1: types[3], 2: types[3] })).toThrow(/too many to be normalised together/);
  });
});
