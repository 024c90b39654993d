import { int16, int32, int8, tensorType } from '@openbpu/tensor';
import { at, indices, integerNoise, numbers, run } from '../ops.fixture';
import { softmaxTable } from '../support/tables';
import { HzSoftmax } from './HzSoftmax';

const table = (scale: number, length: number) => int32([256], softmaxTable(scale, length));

describe('HzSoftmax', () => {
  it('divides table entries by their sum', () => {
    const steps = int32(
      [256],
      Array.from({ length: 256 }, (_, d) => Math.max(4 - d, 0)),
    );
    expect(numbers(HzSoftmax, {}, [int8([1, 4], [10, 9, 5, 7]), steps])).toEqual([0.5, 0.375, 0, 0.125]);
  });

  it('gives the same whatever is added to all integers', () => {
    const t = table(0.1, 3);
    expect(numbers(HzSoftmax, {}, [int8([3], [-128, -100, -90]), t])).toEqual(
      numbers(HzSoftmax, {}, [int8([3], [89, 117, 127]), t]),
    );
  });

  it('is one float32 division of float32 numbers, along its axis', () => {
    const x = integerNoise([2, 7, 3], 5);
    const t = table(0.03, 7);
    const y = run(HzSoftmax, { axis: 1 }, [x, t])[0];
    for (const [a, b, c] of indices(x.shape)) {
      const line = Array.from({ length: 7 }, (_, k) => at(x, a, k, c));
      const top = line.reduce((p, q) => (p > q ? p : q));
      const sum = line.reduce((s, q) => s + t.data[top - q], 0);
      expect(sum).toBeLessThanOrEqual(2 ** 30);
      expect(at(y, a, b, c)).toBe(Math.fround(Math.fround(t.data[top - line[b]]) / Math.fround(sum)));
    }
  });

  it('spans the whole table at the extremes', () => {
    const y = numbers(HzSoftmax, {}, [
      int8([2], [127, -128]),
      int32(
        [256],
        Array.from({ length: 256 }, (_, d) => (d === 255 ? 1 : 3)),
      ),
    ]);
    expect(y).toEqual([0.75, 0.25]);
  });

  it('spans the table of int16 as well', () => {
    const steps = new Int32Array(65536).fill(3);
    steps[65535] = 1;
    expect(numbers(HzSoftmax, {}, [int16([2], [32767, -32768]), int32([65536], steps)])).toEqual([0.75, 0.25]);
    const fine = int32([65536], softmaxTable(2 ** -11, 3, 'int16'));
    const [a, b] = numbers(HzSoftmax, {}, [int16([3], [-32768, -30720, -32768]), fine]);
    expect(b / a).toBeCloseTo(Math.E, 6);
  });

  it('refuses other types and tables', () => {
    const x = tensorType('int8', [2, 2]);
    expect(HzSoftmax.infer([x, tensorType('int32', [256])], { axis: -1 })).toEqual([tensorType('float32', [2, 2])]);
    expect(() => HzSoftmax.infer([x, tensorType('int32', [255])], { axis: -1 })).toThrow(/the table/);
    expect(() => HzSoftmax.infer([x], { axis: -1 })).toThrow(TypeError);
    expect(() => HzSoftmax.infer([x, tensorType('int32', [256])], { axis: 2 })).toThrow(RangeError);
    expect(() => HzSoftmax.infer([tensorType('int16', [2]), tensorType('int32', [256])], { axis: 0 })).toThrow(
      'the table is int32[65536]',
    );
    expect(() => HzSoftmax.infer([tensorType('int32', [2]), tensorType('int32', [256])], { axis: 0 })).toThrow(
      TypeError,
    );
  });
});
