import { int8, makeTensor, tensorType } from '@openbpu/tensor';
import { at, indices, integerNoise, numbers, run } from '../ops.fixture';
import { HzQuantizedMaxPool } from './HzQuantizedMaxPool';

describe('HzQuantizedMaxPool', () => {
  it('is the largest under the window', () => {
    const x = integerNoise([2, 3, 6, 5], 1);
    const raw = { kernel: [3, 2], strides: [2, 1], dilations: [1, 2], pads: [1, 0, 0, 1] };
    const y = run(HzQuantizedMaxPool, raw, [x])[0];
    for (const [n, c, oy, ox] of indices(y.shape)) {
      const seen: number[] = [];
      for (const [ky, kx] of indices([3, 2])) {
        const [iy, ix] = [oy * 2 - 1 + ky, ox + kx * 2];
        if (iy >= 0 && iy < 6 && ix < 5) seen.push(at(x, n, c, iy, ix));
      }
      expect(at(y, n, c, oy, ox)).toBe(seen.sort((a, b) => b - a)[0]);
    }
  });

  it('never lets a pad win, and gives the least of the type where there is nothing', () => {
    expect(numbers(HzQuantizedMaxPool, { kernel: [1, 2], pads: [0, 2, 0, 0] }, [int8([1, 1, 1, 1], [-5])])).toEqual([
      -128, -5,
    ]);
    expect(
      numbers(HzQuantizedMaxPool, { kernel: [1, 2], pads: [0, 2, 0, 0] }, [
        makeTensor('int16', [1, 1, 1, 1], Int16Array.of(-32767)),
      ]),
    ).toEqual([-32768, -32767]);
  });

  it('keeps the element type and refuses floats', () => {
    const a = HzQuantizedMaxPool.parseAttrs({ kernel: [2, 2] });
    expect(HzQuantizedMaxPool.infer([tensorType('int16', [1, 1, 4, 4], 'NCHW')], a)).toEqual([
      tensorType('int16', [1, 1, 3, 3], 'NCHW'),
    ]);
    expect(() => HzQuantizedMaxPool.infer([tensorType('float32', [1, 1, 4, 4])], a)).toThrow(/int8 or int16/);
  });
});
