import { float32, int8, makeTensor, rne, tensorType } from '@openbpu/tensor';
import { at, indices, integerNoise, noise, numbers, run } from '../ops.fixture';
import { HzSQuantizedAveragePool } from './HzSQuantizedAveragePool';

describe('HzSQuantizedAveragePool', () => {
  it('requantises the sum, half to even', () => {
    const x = int8([1, 1, 1, 4], [1, 2, 5, 8]);
    expect(numbers(HzSQuantizedAveragePool, { kernel: [1, 2] }, [x, float32([], [0.5])])).toEqual([2, 4, 6]);
    expect(numbers(HzSQuantizedAveragePool, { kernel: [1, 2], low: 3, high: 5 }, [x, float32([], [0.5])])).toEqual([
      3, 4, 5,
    ]);
  });

  it('takes the multiplier of each position', () => {
    const x = integerNoise([2, 3, 5, 4], 3);
    const raw = { kernel: [3, 2], strides: [2, 1], pads: [1, 1, 1, 0] };
    const m = float32([3, 4], Array.from(noise([3, 4], 4).data, Math.abs));
    const y = run(HzSQuantizedAveragePool, raw, [x, m])[0];
    for (const [n, c, oy, ox] of indices(y.shape)) {
      let sum = 0;
      for (const [ky, kx] of indices([3, 2])) sum += at(x, n, c, oy * 2 - 1 + ky, ox - 1 + kx);
      expect(at(y, n, c, oy, ox)).toBe(Math.min(127, Math.max(-128, rne(Math.fround(sum * at(m, oy, ox))) + 0)));
    }
  });

  it('saturates and keeps int16', () => {
    expect(
      numbers(HzSQuantizedAveragePool, { kernel: [1, 1] }, [int8([1, 1, 1, 2], [127, -128]), float32([], [2])]),
    ).toEqual([127, -128]);
    const wide = makeTensor('int16', [1, 1, 1, 2], Int16Array.of(-32768, -32768));
    expect(numbers(HzSQuantizedAveragePool, { kernel: [1, 2], dtype: 'int16' }, [wide, float32([], [0.5])])).toEqual([
      -32768,
    ]);
    expect(numbers(HzSQuantizedAveragePool, { kernel: [1, 2] }, [wide, float32([], [2 ** -9])])).toEqual([-128]);
  });

  it('refuses a multiplier of another shape', () => {
    const a = HzSQuantizedAveragePool.parseAttrs({ kernel: [2, 2] });
    const x = tensorType('int8', [1, 1, 4, 4], 'NCHW');
    expect(HzSQuantizedAveragePool.infer([x, tensorType('float32', [3, 3])], a)).toEqual([
      tensorType('int8', [1, 1, 3, 3], 'NCHW'),
    ]);
    expect(() => HzSQuantizedAveragePool.infer([x, tensorType('float32', [3, 2])], a)).toThrow(
      /\[3x3\], not float32\[3x2\]/,
    );
    expect(() => HzSQuantizedAveragePool.infer([x, tensorType('float32', [9])], a)).toThrow(TypeError);
    expect(() => HzSQuantizedAveragePool.infer([x], a)).toThrow(/absent/);
    expect(() =>
      HzSQuantizedAveragePool.infer([tensorType('float32', [1, 1, 4, 4]), tensorType('float32', [])], a),
    ).toThrow(/int8 or int16/);
  });
});
