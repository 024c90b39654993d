import type { SampleRef } from '@openbpu/runtime';
import fc from 'fast-check';
import { splitSamples } from './held-back';

const samples = (count: number): readonly SampleRef[] => Array.from({ length: count }, () => ({ inputs: [] }));

it('holds a quarter back, 4 at least and 32 at most, or as many as are asked for', () => {
  const counts = [8, 16, 40, 100, 400].map((count) => splitSamples(samples(count)).heldBack.length);
  expect(counts).toEqual([4, 4, 10, 25, 32]);
  expect(splitSamples(samples(400), 200).heldBack).toHaveLength(200);
});

it('puts every sample on one side, in order, those that are held back evenly over all', () =>
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 60 }), fc.integer({ min: 4, max: 56 }), (count, asked) => {
      fc.pre(count - asked >= 4);
      const all = samples(count);
      const { calibration, heldBack } = splitSamples(all, asked);
      expect(all.filter((each) => calibration.includes(each))).toEqual(calibration);
      expect(all.filter((each) => !calibration.includes(each))).toEqual(heldBack);
      expect(heldBack).toHaveLength(asked);
      const places = heldBack.map((each) => all.indexOf(each));
      const gaps = places.slice(1).map((place, i) => place - places[i]);
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    }),
  ));

it.each([
  [7, undefined],
  [10, 3],
  [10, 7],
])('refuses %d samples of which %p are held back', (count, asked) =>
  expect(() => splitSamples(samples(count), asked)).toThrow(/PIP202/),
);
