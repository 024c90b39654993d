import { int16, int32, int8, tensorType } from '@openbpu/tensor';
import { run } from '../ops.fixture';
import { HzArgMax } from './HzArgMax';

describe('HzArgMax', () => {
  it('names the largest along any axis', () => {
    const x = int8([2, 3], [1, 127, 127, -128, -128, -128]);
    expect(run(HzArgMax, { axis: 1 }, [x])).toEqual([int32([2, 1], [1, 0])]);
    expect(run(HzArgMax, { axis: 1, selectLast: true, keepdims: false }, [x])).toEqual([int32([2], [2, 2])]);
    expect(run(HzArgMax, { axis: 0 }, [int16([2, 1], [-32768, 32767])])).toEqual([int32([1, 1], [1])]);
  });

  it('takes int8 and int16', () => {
    expect(() => HzArgMax.infer([tensorType('int32', [2])], HzArgMax.parseAttrs({}))).toThrow(TypeError);
    expect(() => HzArgMax.infer([undefined], HzArgMax.parseAttrs({}))).toThrow(TypeError);
  });
});
