import * as fc from 'fast-check';
import { float32, int8 } from '@openbpu/tensor';
import { HzSElementwiseSub } from './HzSElementwiseSub';

const sub = (a: number, b: number, ma: number, mb: number) =>
  HzSElementwiseSub.eval(
    [int8([], [a]), int8([], [b]), float32([], [ma]), float32([], [mb])],
    HzSElementwiseSub.parseAttrs({}),
  )[0].data[0];

describe('HzSElementwiseSub', () => {
  it.each([
    [1, 2, 0.5, 0.25, 0],
    [3, 1, 0.5, 1, 0],
    [5, 1, 0.5, 1, 2],
    [-128, 127, 1, 1, -128],
    [127, -128, 1, 1, 127],
    [0, -128, 1, 0.5, 64],
    [-128, -128, 1, 1, 0],
  ])('%p - %p with multipliers %p and %p is %p', (a, b, ma, mb, y) => {
    expect(sub(a, b, ma, mb)).toBe(y);
  });

  it('turns its sign with its operands, saturation aside', () => {
    const q = fc.integer({ min: -60, max: 60 });
    const m = fc.float({ noNaN: true, min: 0, max: 1 });
    fc.assert(
      fc.property(q, q, m, m, (a, b, ma, mb) => expect(Number(sub(a, b, ma, mb)) + Number(sub(b, a, mb, ma))).toBe(0)),
    );
  });
});
