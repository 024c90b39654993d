import * as fc from 'fast-check';
import { float32, int8 } from '@openbpu/tensor';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { Div } from './Div';

describe('Div', () => {
  it('divides, broadcasting either side', () => {
    expect(Div.eval([float32([2, 1], [6, 1]), float32([2], [2, 3])], {})).toEqual([
      float32([2, 2], [3, 2, 0.5, 1 / 3]),
    ]);
    expect(Div.eval([float32([], [1]), float32([2], [4, -8])], {})).toEqual([float32([2], [0.25, -0.125])]);
  });

  it('follows IEEE at zero and infinity', () => {
    expect(Div.eval([float32([5], [1, -1, 0, Infinity, 1]), float32([5], [0, 0, 0, Infinity, -Infinity])], {})).toEqual(
      [float32([5], [Infinity, -Infinity, NaN, NaN, -0])],
    );
  });

  it('gives the integers worked out by hand', () => {
    const site = new SiteRecorder(
      Div,
      {},
      [
        { x: float32([4], [3, -3, 1, 0]), scale: 0.5 },
        { x: float32([4], [2, 0.25, 0, 0]), scale: 0.25 },
      ],
      [0.125],
    );
    expect(site.run()).toEqual([int8([4], [12, -96, 127, 0])]);
    expect(site.value('node_multiplier')).toEqual(float32([], [16]));
    expect(site.emitted.map(({ op }) => op.name)).toEqual([Div.integer?.type]);
  });

  it('stays within half a step where the divisor is exact, a constant on either side', () => {
    const q = fc.integer({ min: -127, max: 127 });
    fc.assert(
      fc.property(
        q,
        q.filter((b) => b !== 0),
        fc.boolean(),
        (a, b, first) => {
          const [x, z] = [float32([1], [a]), float32([1], [b])];
          const operands = first ? [{ constant: x }, { x: z, scale: 1 }] : [{ x, scale: 1 }, { constant: z }];
          const [y] = new SiteRecorder(Div, {}, operands, [1]).run();
          expect(Math.abs(Number(y.data[0]) - a / b)).toBeLessThanOrEqual(0.5 + 1e-4);
        },
      ),
    );
  });
});
