import * as fc from 'fast-check';
import { float32, int8 } from '@openbpu/tensor';
import { itQuantisesWithin } from '../support/binary-laws.fixture';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { Add } from './Add';
import { Sub } from './Sub';

const none = Sub.parseAttrs({});

describe('Sub', () => {
  it('broadcasts and keeps the order of its operands', () => {
    expect(Sub.eval([float32([2, 1], [1, 2]), float32([2], [10, -20])], none)).toEqual([
      float32([2, 2], [-9, 21, -8, 22]),
    ]);
  });

  it('clamps between the bounds of a folded activation', () => {
    expect(Sub.eval([float32([3], [-4, 1, 9]), float32([], [1])], Sub.parseAttrs({ min: 0, max: 6 }))).toEqual([
      float32([3], [0, 0, 6]),
    ]);
  });

  it('is the sum with the opposite', () => {
    const real = fc.float({ noNaN: true });
    fc.assert(
      fc.property(real, real, (a, b) => {
        const sum = Add.eval([float32([], [a]), float32([], [-b])], none);
        expect(Sub.eval([float32([], [a]), float32([], [b])], none)).toEqual(sum);
      }),
    );
    expect(Sub.eval([float32([], [Infinity]), float32([], [Infinity])], none)).toEqual([float32([], [NaN])]);
  });

  it('gives the integers worked out by hand, −128 and saturation among them', () => {
    const site = new SiteRecorder(
      Sub,
      {},
      [
        { x: float32([3], [-64, 63.5, 0.5]), scale: 0.5 },
        { x: float32([3], [0, -32, 0.25]), scale: 0.25 },
      ],
      [0.5],
    );
    expect(site.run()).toEqual([int8([3], [-128, 127, 0])]);
  });

  itQuantisesWithin(Sub, {}, (sa, sb, sy) => 0.51 + (0.51 * Math.max(sa, sb)) / sy);
});
