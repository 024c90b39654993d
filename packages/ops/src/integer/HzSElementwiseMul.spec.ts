import * as fc from 'fast-check';
import { type Tensor, float32, int16, int8, tensorType } from '@openbpu/tensor';
import { HzSElementwiseMul } from './HzSElementwiseMul';

const mul = (a: number, b: number, m: number, raw = {}) =>
  HzSElementwiseMul.eval([int8([], [a]), int8([], [b]), float32([], [m])], HzSElementwiseMul.parseAttrs(raw))[0]
    .data[0];

describe('HzSElementwiseMul', () => {
  it.each([
    [3, 5, 1, 15],
    [-3, 5, 0.5, -8],
    [3, 3, 0.5, 4],
    [-128, -128, 1 / 128, 127],
    [-128, 127, 1 / 127, -128],
    [-128, -128, 1 / 256, 64],
    [127, 127, 1, 127],
    [0, -128, 100, 0],
  ])('%p · %p with multiplier %p is %p', (a, b, m, y) => {
    expect(mul(a, b, m)).toBe(y);
  });

  it('clamps between its own bounds', () => {
    expect([mul(-5, 1, 1, { low: 0 }), mul(9, 9, 1, { high: 48 })]).toEqual([0, 48]);
  });

  it('broadcasts a factor per channel', () => {
    const inputs = [int8([1, 2, 2], [1, 2, 3, 4]), int8([2, 1], [10, -1]), float32([], [1])];
    expect(HzSElementwiseMul.eval(inputs, HzSElementwiseMul.parseAttrs({}))).toEqual([
      int8([1, 2, 2], [10, 20, -3, -4]),
    ]);
  });

  it('goes from any types to either', () => {
    const of = (a: Tensor, b: Tensor, m: number, raw = {}) =>
      HzSElementwiseMul.eval([a, b, float32([], [m])], HzSElementwiseMul.parseAttrs(raw))[0];
    const lowest = int16([], [-32768]);
    expect(of(lowest, lowest, 2 ** -16, { dtype: 'int16' })).toEqual(int16([], [16384]));
    expect(of(lowest, lowest, 2 ** -15, { dtype: 'int16' })).toEqual(int16([], [32767]));
    expect(of(lowest, int8([], [127]), 2 ** -16)).toEqual(int8([], [-64]));
    expect(of(int8([], [-128]), int16([], [32767]), 2 ** -8, { dtype: 'int16' })).toEqual(int16([], [-16384]));
  });

  it('commutes, and depends on the product only', () => {
    const q = fc.integer({ min: -128, max: 127 });
    const m = fc.float({ noNaN: true, min: 0, max: 1 });
    fc.assert(fc.property(q, q, m, (a, b, multiplier) => expect(mul(a, b, multiplier)).toBe(mul(b, a, multiplier))));
    fc.assert(
      fc.property(fc.integer({ min: -64, max: 63 }), m, (a, multiplier) =>
        expect(mul(a, 2, multiplier)).toBe(mul(2 * a, 1, multiplier)),
      ),
    );
  });

  it('takes two int8 tensors and a multiplier', () => {
    const [q, m] = [tensorType('int8', [2]), tensorType('float32', [])];
    const attrs = HzSElementwiseMul.parseAttrs({});
    expect(HzSElementwiseMul.infer([q, tensorType('int8', []), m], attrs)).toEqual([q]);
    expect(() => HzSElementwiseMul.infer([q, tensorType('float32', [2]), m], attrs)).toThrow(TypeError);
    expect(() => HzSElementwiseMul.infer([q, q], attrs)).toThrow('the multiplier');
    expect(() => HzSElementwiseMul.infer([q, tensorType('int8', [3]), m], attrs)).toThrow(RangeError);
  });
});
