import { float32, tensorType } from '@openbpu/tensor';
import { integerNoise, numbers, quantiseHere, run } from '../ops.fixture';
import { HzPreprocess } from './HzPreprocess';

/** Mean and scale of RGB after a turn of the channels. */
const weight = float32([3, 3, 1, 1], [0, 0, 0.017, 0, 0.0175, 0, 0.0171, 0, 0]);
const bias = float32([3], [-2.1, -2.03, -1.8]);

describe('HzPreprocess', () => {
  it('is a matrix on the channels of each pixel', () => {
    const x = float32([1, 2, 1, 2], [1, 2, 10, 20]);
    const w = float32([2, 2, 1, 1], [1, 1, 0, -1]);
    expect(numbers(HzPreprocess, {}, [x, w, float32([2], [100, 0])])).toEqual([111, 122, -10, -20]);
  });

  it('counts its multiply-accumulates and refuses what does not fit', () => {
    const types = [
      tensorType('float32', [1, 3, 4, 4]),
      tensorType('float32', [3, 3, 1, 1]),
      tensorType('float32', [3]),
    ];
    expect(HzPreprocess.macs!(types, HzPreprocess.infer(types, {}), {})).toBe(144);
    expect(() => HzPreprocess.infer(types.slice(0, 2), {})).toThrow(/has a bias/);
    expect(() => HzPreprocess.infer([types[0], tensorType('float32', [3, 3, 3, 3]), types[2]], {})).toThrow(
      /kernel 1x1/,
    );
  });

  it('in integers, has 14-bit weights and stays within half a step', () => {
    const q = integerNoise([1, 3, 6, 6], 7);
    const { result, emitted } = quantiseHere(
      HzPreprocess,
      {},
      [{ q, scale: 1 }, { constant: weight }, { constant: bias }],
      { dtype: 'int8', scale: 0.04 },
    );
    expect([emitted[0].op, emitted[0].inputs[1].dtype]).toEqual(['HzPreprocessQuantized', 'int16']);
    expect(Math.max(...Array.from(emitted[0].inputs[1].data, Number))).toBe(8192);
    const real = run(HzPreprocess, {}, [float32(q.shape, q.data), weight, bias])[0];
    Array.from(real.data as Float32Array).forEach((y, i) =>
      expect(Math.abs(Number(result.data[i]) * 0.04 - y)).toBeLessThan(0.0203),
    );
    const fine = quantiseHere(HzPreprocess, {}, [{ q, scale: 1 }, { constant: weight }, { constant: bias }], {
      dtype: 'int16',
      scale: 0.0002,
    }).result;
    expect(fine.dtype).toBe('int16');
    Array.from(real.data as Float32Array).forEach((y, i) =>
      expect(Math.abs(Number(fine.data[i]) * 0.0002 - y)).toBeLessThan(0.0005),
    );
  });
});
