import * as fc from 'fast-check';
import { float32, int8 } from '@openbpu/tensor';
import { HzSElementwiseAdd } from './HzSElementwiseAdd';

const add = (a: number, b: number, ma: number, mb: number, raw = {}) =>
  HzSElementwiseAdd.eval(
    [int8([], [a]), int8([], [b]), float32([], [ma]), float32([], [mb])],
    HzSElementwiseAdd.parseAttrs(raw),
  )[0].data[0];

describe('HzSElementwiseAdd', () => {
  it.each([
    [1, 2, 0.5, 0.25, 1],
    [1, 1, 1.25, 1.25, 2],
    [3, 1, 0.5, 1, 2],
    [-128, -128, 0.5, 0.5, -128],
    [-128, -128, 1, 1, -128],
    [127, 127, 1, 1, 127],
    [-128, 127, 1, 1, -1],
    [100, -100, 7, 7, 0],
  ])('%p + %p with multipliers %p and %p is %p', (a, b, ma, mb, y) => {
    expect(add(a, b, ma, mb)).toBe(y);
  });

  it('clamps between its own bounds', () => {
    expect([add(-5, 0, 1, 1, { low: 0 }), add(90, 90, 1, 1, { high: 48 })]).toEqual([0, 48]);
  });

  it('broadcasts', () => {
    const one = float32([], [1]);
    expect(
      HzSElementwiseAdd.eval([int8([2, 1], [1, 2]), int8([2], [10, 20]), one, one], HzSElementwiseAdd.parseAttrs({})),
    ).toEqual([int8([2, 2], [11, 21, 12, 22])]);
  });

  it('commutes with its multipliers', () => {
    const q = fc.integer({ min: -128, max: 127 });
    const m = fc.float({ noNaN: true, min: 0, max: 3 });
    fc.assert(fc.property(q, q, m, m, (a, b, ma, mb) => expect(add(a, b, ma, mb)).toBe(add(b, a, mb, ma))));
  });
});
