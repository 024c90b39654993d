import { int16, int8, tensorType } from '@openbpu/tensor';
import { run } from '../ops.fixture';
import { HzTopKValues } from './HzTopKValues';

describe('HzTopKValues', () => {
  it('goes in order, the first of equal ones first', () => {
    const x = int8([2, 4], [-128, 127, 5, 127, 0, 0, 0, -1]);
    expect(run(HzTopKValues, { axis: 1, k: 3 }, [x])).toEqual([int8([2, 3], [127, 127, 5, 0, 0, 0])]);
    expect(run(HzTopKValues, { axis: 0, k: 1, largest: false }, [int16([2, 1], [32767, -32768])])).toEqual([
      int16([1, 1], [-32768]),
    ]);
  });

  it('takes int8 and int16, and no more than there is', () => {
    const attrs = HzTopKValues.parseAttrs({ axis: 0, k: 3 });
    expect(() => HzTopKValues.infer([tensorType('int8', [2])], attrs)).toThrow(/no 3 elements/);
    expect(() => HzTopKValues.infer([tensorType('float32', [4])], attrs)).toThrow(TypeError);
    expect(() => HzTopKValues.parseAttrs({ axis: 0, k: 0 })).toThrow(TypeError);
  });
});
