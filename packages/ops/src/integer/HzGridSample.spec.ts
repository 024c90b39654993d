import { float32, int16, int32, int8, makeTensor, tensorType } from '@openbpu/tensor';
import { numbers, run } from '../ops.fixture';
import { HzGridSample } from './HzGridSample';

const M = float32([], [2 ** -22]);
const table = (length: number, place: (q: number) => number) =>
  int32(
    [length],
    Array.from({ length }, (_, i) => place(i < length / 2 ? i : i - length)),
  );
const halves = table(256, (q) => Math.min(Math.max(q, -2), 4) * 1024);

describe('HzGridSample', () => {
  it('mixes elements at the places of its tables, half to even, 0 outside', () => {
    const x = int8([1, 1, 1, 2], [1, 2]);
    const grid = int8([1, 1, 6, 2], [0, 0, 1, 0, 2, 0, 3, 0, -2, 0, -128, 127]);
    expect(numbers(HzGridSample, {}, [x, grid, halves, halves, M])).toEqual([1, 2, 2, 1, 0, 0]);
  });

  it('reads across before down', () => {
    const x = int8([1, 1, 2, 3], [1, 2, 3, 4, 5, -128]);
    const whole = table(256, (q) => Math.min(Math.max(q, -1), 2) * 2048);
    expect(numbers(HzGridSample, {}, [x, int8([1, 3, 1, 2], [2, 0, 0, 1, 2, 1]), whole, whole, M])).toEqual([
      3, 4, -128,
    ]);
  });

  it('goes from either type to either, by a grid of either', () => {
    const one = makeTensor('int16', [1, 1, 1, 1], Int16Array.of(-32768));
    const wide = table(65536, (q) => (q === -32768 ? 0 : 2048));
    const [narrow, m] = [table(256, () => 0), float32([], [2 ** -30])];
    const at = int16([1, 1, 2, 2], [-32768, -32768, 32767, -32768]);
    expect(run(HzGridSample, { dtype: 'int16' }, [one, at, wide, wide, M])).toEqual([int16([1, 1, 1, 2], [-32768, 0])]);
    expect(run(HzGridSample, {}, [one, int8([1, 1, 1, 2], [0, 0]), narrow, narrow, m])).toEqual([
      int8([1, 1, 1, 1], [-128]),
    ]);
  });

  it('infers and refuses', () => {
    const [x, grid] = [tensorType('int8', [1, 2, 4, 4], 'NCHW'), tensorType('int8', [1, 3, 5, 2])];
    const [list, long, m] = [tensorType('int32', [256]), tensorType('int32', [65536]), tensorType('float32', [])];
    expect(HzGridSample.infer([x, grid, list, list, m], { dtype: 'int16' })).toEqual([
      tensorType('int16', [1, 2, 3, 5], 'NCHW'),
    ]);
    expect(() => HzGridSample.infer([x, grid, list, long, m], {})).toThrow(/table of columns is int32\[256\]/);
    expect(() => HzGridSample.infer([x, grid, list, list], {})).toThrow(/multiplier/);
    expect(() => HzGridSample.infer([x, grid], {})).toThrow(/table of rows/);
    expect(() => HzGridSample.infer([x, m, list, list, m], {})).toThrow(/grid of HzGridSample takes int8/);
  });
});
