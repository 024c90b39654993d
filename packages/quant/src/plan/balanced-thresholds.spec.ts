import fc from 'fast-check';
import { balancedThresholds, middle } from './balanced-thresholds';

const magnitude = fc.float({ noNaN: true, min: Math.fround(1e-3), max: 1000 });
const share = fc.float({ noNaN: true, min: Math.fround(2e-3), max: 1 });
const channels = fc.array(fc.tuple(magnitude, share), { minLength: 1, maxLength: 8 });
const spread = (values: readonly number[]) => Math.max(...values) / Math.min(...values);
const balance = (of: readonly (readonly [number, number])[]) => {
  const [reach, shares] = [Float32Array.from(of, ([r]) => r), Float32Array.from(of, ([, s]) => s)];
  return { reach, shares, thresholds: balancedThresholds(reach, shares) };
};

it('never stays below what a channel reaches, and is no larger than that asks for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.oneof(magnitude, fc.constant(0)), fc.oneof(share, fc.constant(0))), {
        minLength: 1,
        maxLength: 8,
      }),
      (of) => {
        const { reach, thresholds } = balance(of);
        thresholds.forEach((threshold, c) => expect(threshold).toBeGreaterThanOrEqual(reach[c]));
        if (reach.some((r) => r > 0))
          expect(
            Math.min(...Array.from(thresholds, (threshold, c) => threshold / reach[c]).filter((x) => !Number.isNaN(x))),
          ).toBeCloseTo(1, 5);
      },
    ),
  );
});

it('makes the product of step and weight more even', () => {
  fc.assert(
    fc.property(channels, (of) => {
      const { reach, shares, thresholds } = balance(of);
      const products = (steps: Float32Array) => Array.from(steps, (step, c) => step * shares[c]);
      expect(spread(products(thresholds))).toBeLessThanOrEqual(spread(products(reach)) * 1.0001);
    }),
  );
});

it('gives larger steps to channels that reach farther or weigh less', () => {
  const { thresholds } = balance([
    [16, 1],
    [1, 1],
    [1, 0.0625],
  ]);
  expect(Array.from(thresholds)).toEqual([16, 8, 64].map((wanted) => expect.closeTo(wanted, 4)));
});

it('gives one channel that reaches a million times farther, and weighs as much less, all the larger a step', () => {
  const { thresholds } = balance([
    [3, 1],
    [3, 1],
    [3e6, 1e-6],
  ]);
  expect(thresholds[0]).toBeCloseTo(3, 3);
  expect(thresholds[2] / 3e6).toBeCloseTo(1, 3);
});

it('finds the middle of what is above 0', () => {
  expect([[3, 0, 1, 0, 2], [4, 1], [0, 0], []].map((of) => middle(Float32Array.from(of)))).toEqual([2, 4, 0, 0]);
});

it('has no numbers but 0 for channels of zeros, and takes a channel without weight for one with little', () => {
  expect(
    balance([
      [0, 1],
      [0, 0],
    ]).thresholds,
  ).toEqual(Float32Array.of(0, 0));
  expect(
    balance([
      [0, 1],
      [2, 1],
    ]).thresholds,
  ).toEqual(Float32Array.of(0, 2));
  expect(
    balance([
      [1, 1],
      [1, 0],
    ]).thresholds[1],
  ).toBeCloseTo(1000 ** 0.75, 2);
  expect(balance([]).thresholds).toHaveLength(0);
});
