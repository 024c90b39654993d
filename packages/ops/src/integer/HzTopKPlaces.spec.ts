import { int16, int32, int8, tensorType } from '@openbpu/tensor';
import { run } from '../ops.fixture';
import { HzTopKPlaces } from './HzTopKPlaces';

describe('HzTopKPlaces', () => {
  it('goes in order, the first of equal ones first', () => {
    const x = int8([2, 4], [-128, 127, 5, 127, 0, 0, 0, -1]);
    expect(run(HzTopKPlaces, { axis: 1, k: 3 }, [x])).toEqual([int32([2, 3], [1, 3, 2, 0, 1, 2])]);
    expect(run(HzTopKPlaces, { axis: 0, k: 1, largest: false }, [int16([2, 1], [32767, -32768])])).toEqual([
      int32([1, 1], [1]),
    ]);
  });

  it('takes int8 and int16, and no more than there is', () => {
    const attrs = HzTopKPlaces.parseAttrs({ axis: 0, k: 3 });
    expect(() => HzTopKPlaces.infer([tensorType('int8', [2])], attrs)).toThrow(/no 3 elements/);
    expect(() => HzTopKPlaces.infer([tensorType('float32', [4])], attrs)).toThrow(TypeError);
    expect(() => HzTopKPlaces.parseAttrs({ axis: 0, k: 0 })).toThrow(TypeError);
  });
});
