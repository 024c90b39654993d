import { int16, int32, int8, tensorType } from '@openbpu/tensor';
import { run } from '../ops.fixture';
import { HzArgMin } from './HzArgMin';

describe('HzArgMin', () => {
  it('names the smallest along any axis', () => {
    const x = int8([2, 3], [1, -128, -128, 127, 127, 127]);
    expect(run(HzArgMin, { axis: 1 }, [x])).toEqual([int32([2, 1], [1, 0])]);
    expect(run(HzArgMin, { axis: 1, selectLast: true, keepdims: false }, [x])).toEqual([int32([2], [2, 2])]);
    expect(run(HzArgMin, { axis: 0 }, [int16([2, 1], [32767, -32768])])).toEqual([int32([1, 1], [1])]);
  });

  it('takes int8 and int16', () => {
    expect(() => HzArgMin.infer([tensorType('int32', [2])], HzArgMin.parseAttrs({}))).toThrow(TypeError);
    expect(() => HzArgMin.infer([undefined], HzArgMin.parseAttrs({}))).toThrow(TypeError);
  });
});
