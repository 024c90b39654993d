import { type Tensor, float32, int16, int32, int8, makeTensor, rne, tensorType } from '@openbpu/tensor';
import { at, indices, integerNoise, numbers, run } from '../ops.fixture';
import { HzQuantizedResizeUpsample } from './HzQuantizedResizeUpsample';

const M = float32([], [2 ** -22]);

describe('HzQuantizedResizeUpsample', () => {
  it('takes the rows and columns its tables name', () => {
    const x = int8([1, 1, 2, 2], [1, 2, 3, -128]);
    expect(
      numbers(HzQuantizedResizeUpsample, { mode: 'nearest' }, [x, int32([3], [1, 0, 0]), int32([1], [1])]),
    ).toEqual([-128, 2, 2]);
  });

  it('mixes with weights out of 2¹¹, half to even', () => {
    const x = int8([1, 1, 1, 2], [1, 2]);
    const row = int32([1, 3], [0, 0, 0]);
    const columns = int32([4, 3], [0, 1, 0, 0, 1, 1024, 0, 1, 1025, 1, 1, 77]);
    expect(numbers(HzQuantizedResizeUpsample, { mode: 'linear' }, [x, row, columns, M])).toEqual([1, 2, 2, 2]);
    expect(
      numbers(HzQuantizedResizeUpsample, { mode: 'linear' }, [int8([1, 1, 1, 2], [0, 1]), row, columns, M]),
    ).toEqual([0, 0, 1, 1]);
  });

  it('agrees with the formula of four products', () => {
    const x = integerNoise([2, 2, 3, 4], 6);
    const rows = int32([2, 3], [0, 1, 700, 1, 2, 2047]);
    const columns = int32([3, 3], [0, 1, 1, 3, 3, 0, 2, 3, 1999]);
    const m = float32([], [1.7 * 2 ** -22]);
    const y = run(HzQuantizedResizeUpsample, { mode: 'linear' }, [x, rows, columns, m])[0];
    for (const [n, c, oy, ox] of indices(y.shape)) {
      let sum = 0;
      for (const [below, right] of indices([2, 2])) {
        const wy = below ? at(rows, oy, 2) : 2048 - at(rows, oy, 2);
        const wx = right ? at(columns, ox, 2) : 2048 - at(columns, ox, 2);
        sum += at(x, n, c, at(rows, oy, below), at(columns, ox, right)) * wy * wx;
      }
      expect(at(y, n, c, oy, ox)).toBe(
        Math.min(127, Math.max(-128, rne(Math.fround(Math.fround(sum) * m.data[0])) + 0)),
      );
    }
  });

  it('holds the extremes of int8 and int16', () => {
    const flat = int32([1, 3], [0, 0, 1234]);
    for (const q of [-128, 127])
      expect(numbers(HzQuantizedResizeUpsample, { mode: 'linear' }, [int8([1, 1, 1, 1], [q]), flat, flat, M])).toEqual([
        q,
      ]);
    for (const q of [-32768, 32767]) {
      expect(
        numbers(HzQuantizedResizeUpsample, { mode: 'linear', dtype: 'int16' }, [
          makeTensor('int16', [1, 1, 1, 1], Int16Array.of(q)),
          flat,
          flat,
          M,
        ]),
      ).toEqual([q]);
    }
  });

  it('goes from either type to either when it mixes, and keeps the type when it takes', () => {
    const flat = int32([1, 3], [0, 0, 0]);
    const mixed = (x: Tensor, m: number, raw = {}) =>
      run(HzQuantizedResizeUpsample, { mode: 'linear', ...raw }, [x, flat, flat, float32([], [m * 2 ** -22])]);
    expect(mixed(int16([1, 1, 1, 1], [-32768]), 2 ** -8)).toEqual([int8([1, 1, 1, 1], [-128])]);
    expect(mixed(int8([1, 1, 1, 1], [127]), 2 ** 8, { dtype: 'int16' })).toEqual([int16([1, 1, 1, 1], [32512])]);
    const one = int32([1], [0]);
    expect(run(HzQuantizedResizeUpsample, { mode: 'nearest' }, [int16([1, 1, 1, 1], [300]), one, one])).toEqual([
      int16([1, 1, 1, 1], [300]),
    ]);
    expect(() => HzQuantizedResizeUpsample.parseAttrs({ mode: 'nearest', dtype: 'int16' })).toThrow(/keeps the type/);
  });

  it('infers from its tables and refuses the wrong ones', () => {
    const x = tensorType('int8', [1, 2, 4, 4], 'NCHW');
    const [list, triples, scalar] = [tensorType('int32', [8]), tensorType('int32', [6, 3]), tensorType('float32', [])];
    expect(HzQuantizedResizeUpsample.infer([x, list, list], { mode: 'nearest' })).toEqual([
      tensorType('int8', [1, 2, 8, 8], 'NCHW'),
    ]);
    expect(HzQuantizedResizeUpsample.infer([x, triples, triples, scalar], { mode: 'linear' })).toEqual([
      tensorType('int8', [1, 2, 6, 6], 'NCHW'),
    ]);
    expect(() => HzQuantizedResizeUpsample.infer([x, list, list, scalar], { mode: 'linear' })).toThrow(
      /rows of a linear resize are int32\[nx3\], not int32\[8\]/,
    );
    expect(() => HzQuantizedResizeUpsample.infer([x, list, triples], { mode: 'nearest' })).toThrow(/columns/);
    expect(() => HzQuantizedResizeUpsample.infer([x, triples, triples], { mode: 'linear' })).toThrow(/multiplier/);
  });
});
