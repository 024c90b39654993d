import * as fc from 'fast-check';
import { float32, int8 } from '@openbpu/tensor';
import { itQuantisesWithin } from '../support/binary-laws.fixture';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { Add } from './Add';

const add = (a: number, b: number) => Add.eval([float32([], [a]), float32([], [b])], Add.parseAttrs({}))[0].data[0];

describe('Add', () => {
  it('broadcasts as NumPy does', () => {
    expect(Add.eval([float32([2, 1], [1, 2]), float32([3], [10, 20, 30])], Add.parseAttrs({}))).toEqual([
      float32([2, 3], [11, 21, 31, 12, 22, 32]),
    ]);
  });

  it('clamps between the bounds of a folded activation', () => {
    expect(Add.eval([float32([3], [-4, 1, 5]), float32([], [1.5])], Add.parseAttrs({ min: 0, max: 6 }))).toEqual([
      float32([3], [0, 2.5, 6]),
    ]);
  });

  it('keeps NaN, infinities and the largest float32', () => {
    expect([add(NaN, 1), add(Infinity, -Infinity), add(3.4028234663852886e38, 3.4028234663852886e38)]).toEqual([
      NaN,
      NaN,
      Infinity,
    ]);
  });

  it('commutes and has 0 as its neutral element', () => {
    const real = fc.float({ noNaN: true });
    fc.assert(
      fc.property(real, real, (a, b) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(add(a, 0) === a).toBe(true);
      }),
    );
  });

  it('gives the integers worked out by hand', () => {
    const site = new SiteRecorder(
      Add,
      {},
      [
        { x: float32([4], [1, -64, 63.5, 0.5]), scale: 0.5 },
        { x: float32([4], [0.25, -32, 31.75, 0.25]), scale: 0.25 },
      ],
      [0.5],
    );
    expect(site.run()).toEqual([int8([4], [2, -128, 127, 2])]);
  });

  // Half a step of rounding, and half of a step of a constant (at most 128/127 of the other operand's scale).
  itQuantisesWithin(Add, {}, (sa, sb, sy) => 0.51 + (0.51 * Math.max(sa, sb)) / sy);
});
