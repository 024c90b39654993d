import { float32, int64, int8, tensorType } from '@openbpu/tensor';
import { quantiseHere, run } from '../ops.fixture';
import { ArgMin } from './ArgMin';

const x = float32([2, 3], [-4, -4, 1, 9, -2, -2]);

describe('ArgMin', () => {
  it('names the first of equal elements, or the last', () => {
    expect(run(ArgMin, { axis: 1 }, [x])).toEqual([int64([2, 1], [0, 1])]);
    expect(run(ArgMin, { axis: -1, keepdims: false, selectLast: true }, [x])).toEqual([int64([2], [1, 2])]);
    expect(run(ArgMin, {}, [x])).toEqual([int64([1, 3], [0, 0, 1])]);
  });

  it('takes float32 alone, and an axis that has elements', () => {
    expect(() => ArgMin.infer([tensorType('int8', [2])], ArgMin.parseAttrs({}))).toThrow(TypeError);
    expect(() => ArgMin.infer([tensorType('float32', [0])], ArgMin.parseAttrs({}))).toThrow(RangeError);
    expect(ArgMin.infer([tensorType('float32', [0, 2])], ArgMin.parseAttrs({ axis: 1 }))[0].shape).toEqual([0, 1]);
  });

  it('names the same of integers, as int32', () => {
    const q = int8([1, 4], [127, -128, 3, -128]);
    const { result, emitted } = quantiseHere(ArgMin, { axis: 1 }, [{ q, scale: 0.5 }], { dtype: 'int8', scale: 1 });
    expect(emitted[0].op).toBe('HzArgMin');
    expect([result.dtype, ...result.data]).toEqual(['int32', 1]);
  });
});
