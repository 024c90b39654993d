import { float32, int8, tensorType } from '@openbpu/tensor';
import { numbers } from '../ops.fixture';
import { HzSQuantizedGlobalAveragePool } from './HzSQuantizedGlobalAveragePool';

describe('HzSQuantizedGlobalAveragePool', () => {
  it('sums each plane and requantises', () => {
    const x = int8([1, 3, 2, 2], [1, 2, 3, 4, 127, 127, 127, 127, -128, -128, -128, -128]);
    expect(numbers(HzSQuantizedGlobalAveragePool, {}, [x, float32([], [0.25])])).toEqual([2, 127, -128]);
    expect(numbers(HzSQuantizedGlobalAveragePool, {}, [x, float32([], [0.05])])).toEqual([0, 25, -26]);
  });

  it('takes images only', () => {
    const m = tensorType('float32', []);
    expect(HzSQuantizedGlobalAveragePool.infer([tensorType('int8', [1, 2, 7, 7], 'NCHW'), m], {})).toEqual([
      tensorType('int8', [1, 2, 1, 1], 'NCHW'),
    ]);
    expect(() => HzSQuantizedGlobalAveragePool.infer([tensorType('int8', [1, 2, 7]), m], {})).toThrow(/4 dimensions/);
    expect(() => HzSQuantizedGlobalAveragePool.infer([tensorType('int8', [1, 1, 4096, 4096]), m], {})).toThrow(
      /overflow/,
    );
  });
});
