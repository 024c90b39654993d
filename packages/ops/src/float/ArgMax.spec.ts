import { float32, int64, int8, tensorType } from '@openbpu/tensor';
import { quantiseHere, run } from '../ops.fixture';
import { ArgMax } from './ArgMax';

const x = float32([2, 3], [4, 4, -1, -9, 2, 2]);

describe('ArgMax', () => {
  it('names the first of equal elements, or the last', () => {
    expect(run(ArgMax, { axis: 1 }, [x])).toEqual([int64([2, 1], [0, 1])]);
    expect(run(ArgMax, { axis: -1, keepdims: false, selectLast: true }, [x])).toEqual([int64([2], [1, 2])]);
    expect(run(ArgMax, {}, [x])).toEqual([int64([1, 3], [0, 0, 1])]);
  });

  it('passes over what is no number, unless it comes first', () => {
    const places = (...values: number[]) => run(ArgMax, {}, [float32([values.length], values)])[0].data;
    expect([places(1, NaN, 2), places(NaN, 1, 2), places(NaN, NaN), places(2, NaN, NaN)]).toEqual(
      [2, 0, 0, 0].map((place) => BigInt64Array.of(BigInt(place))),
    );
  });

  it('takes float32 alone, and an axis that has elements', () => {
    expect(() => ArgMax.infer([tensorType('int8', [2])], ArgMax.parseAttrs({}))).toThrow(TypeError);
    expect(() => ArgMax.infer([tensorType('float32', [0])], ArgMax.parseAttrs({}))).toThrow(RangeError);
    expect(ArgMax.infer([tensorType('float32', [0, 2])], ArgMax.parseAttrs({ axis: 1 }))[0].shape).toEqual([0, 1]);
  });

  it('names the same of integers, as int32', () => {
    const q = int8([1, 4], [-128, 127, 3, 127]);
    const { result, emitted } = quantiseHere(ArgMax, { axis: 1 }, [{ q, scale: 0.5 }], { dtype: 'int8', scale: 1 });
    expect(emitted[0].op).toBe('HzArgMax');
    expect([result.dtype, ...result.data]).toEqual(['int32', 1]);
  });
});
