import * as fc from 'fast-check';
import { float32, int8 } from '@openbpu/tensor';
import { itQuantisesWithin } from '../support/binary-laws.fixture';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { Mul } from './Mul';

const mul = (a: number, b: number) => Mul.eval([float32([], [a]), float32([], [b])], Mul.parseAttrs({}))[0].data[0];

describe('Mul', () => {
  it('broadcasts a factor per channel', () => {
    expect(Mul.eval([float32([1, 2, 2], [1, 2, 3, 4]), float32([2, 1], [10, -1])], Mul.parseAttrs({}))).toEqual([
      float32([1, 2, 2], [10, 20, -3, -4]),
    ]);
  });

  it('clamps between the bounds of a folded activation', () => {
    expect(Mul.eval([float32([3], [-4, 1, 9]), float32([], [2])], Mul.parseAttrs({ min: 0, max: 6 }))).toEqual([
      float32([3], [0, 2, 6]),
    ]);
  });

  it('keeps NaN and infinities', () => {
    expect([mul(0, Infinity), mul(NaN, 0), mul(-1, Infinity)]).toEqual([NaN, NaN, -Infinity]);
  });

  it('commutes and has 1 as its neutral element', () => {
    const real = fc.float({ noNaN: true });
    fc.assert(
      fc.property(real, real, (a, b) => {
        expect(mul(a, b)).toEqual(mul(b, a));
        expect(mul(a, 1)).toBe(a);
      }),
    );
  });

  it('gives the integers worked out by hand', () => {
    const site = new SiteRecorder(
      Mul,
      { max: 6 },
      [
        { x: float32([3], [-64, 2, 10]), scale: 0.5 },
        { x: float32([3], [-32, -1.5, 10]), scale: 0.25 },
      ],
      [0.125],
    );
    expect(site.run()).toEqual([int8([3], [48, -24, 48])]);
    expect(site.value('node_multiplier')).toEqual(float32([], [1]));
  });

  // Half a step of rounding, and half of a step of a constant times the largest magnitude of the other operand.
  itQuantisesWithin(Mul, {}, (sa, sb, sy) => 0.51 + (0.51 * 128 * sa * sb) / sy);
});
