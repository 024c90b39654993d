import fc from 'fast-check';
import { fold } from './fold';
import { mergeFolds } from './merge-folds';
import type { FoldResult } from './observation';

const BINS = 64;
const wish = { at: 'x', fold: 'histogram', bins: BINS } as const;
const element = fc.oneof(
  fc.float(),
  fc.float({ min: -2, max: 2, noNaN: true }),
  fc.constantFrom(0, -0, 1, 2, 4, -4, NaN, Infinity, -Infinity, 3.4028234663852886e38, 1.401298464324817e-45),
);
const sample = fc.array(element, { maxLength: 30 }).map((values) => Float32Array.from(values));

it('gives one histogram over everything, whatever the order and the grouping', () => {
  fc.assert(
    fc.property(
      fc.array(sample, { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
      (samples, order) => {
        const whole = fold(wish, Float32Array.from(samples.flatMap((values) => [...values])));
        const shuffled = samples
          .map((values, i) => ({ values, rank: order[i] }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ values }) => fold(wish, values));
        expect(shuffled.reduce(mergeFolds)).toEqual(whole);
        expect(tree(shuffled)).toEqual(whole);
      },
    ),
  );
});

function tree(results: readonly FoldResult[]): FoldResult {
  if (results.length === 1) return results[0];
  const half = results.length >> 1;
  return mergeFolds(tree(results.slice(0, half)), tree(results.slice(half)));
}

it('merges maxima', () => {
  const of = (...values: number[]) => fold({ at: 'x', fold: 'absmax' }, Float32Array.from(values));
  expect(mergeFolds(of(1, -3, NaN), of(2, Infinity))).toEqual({ fold: 'absmax', absmax: 3, broken: 2 });
});

const channels = (count: number, ...values: number[]) =>
  fold({ at: 'x', fold: 'channels', channels: count, inner: 1 }, Float32Array.from(values));

it('merges bounds of channels, of as many only', () => {
  expect(mergeFolds(channels(2, 1, -3), channels(2, -2, NaN))).toEqual({
    fold: 'channels',
    absmax: 3,
    broken: 1,
    lows: Float32Array.of(-2, -3),
    highs: Float32Array.of(1, 0),
  });
  expect(() => mergeFolds(channels(2, 1, 1), channels(1, 1))).toThrow(/do not mix/);
  expect(() => mergeFolds(channels(1, 1), fold({ at: 'x', fold: 'absmax' }, Float32Array.of(1)))).toThrow(/do not mix/);
});

it('merges channels to the same bits, whatever the order and the grouping', () => {
  const triple = fc.tuple(element, element, element).map((values) => channels(3, ...values));
  fc.assert(
    fc.property(fc.array(fc.tuple(triple, fc.nat()), { minLength: 1, maxLength: 40 }), (samples) => {
      const inOrder = samples.map(([result]) => result);
      const shuffled = [...samples].sort(([, a], [, b]) => a - b).map(([result]) => result);
      const whole = inOrder.reduce(mergeFolds);
      expect(shuffled.reduce(mergeFolds)).toEqual(whole);
      expect(tree(inOrder)).toEqual(whole);
      expect(tree(shuffled)).toEqual(whole);
    }),
  );
});

const products = (group: number, ...values: number[]) =>
  fold(
    {
      at: 'x',
      fold: 'products',
      image: [2, 1, 1],
      window: { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], group },
      scales: [0.5],
      zeros: [-7],
      positions: 5,
    },
    Float32Array.from(values),
  );

it('merges products to those of all samples, whatever the order and the grouping; of equal groups only', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(element, element, fc.nat()), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 2 }),
      (samples, group) => {
        const inOrder = samples.map(([a, b]) => products(group, a, b));
        const shuffled = [...samples].sort(([, , a], [, , b]) => a - b).map(([a, b]) => products(group, a, b));
        const whole = inOrder.reduce(mergeFolds);
        expect(whole).toMatchObject({ count: samples.length });
        if (samples.length <= 5) expect(whole).toEqual(products(group, ...samples.flatMap(([a, b]) => [a, b])));
        expect(shuffled.reduce(mergeFolds)).toEqual(whole);
        expect(tree(inOrder)).toEqual(whole);
        expect(tree(shuffled)).toEqual(whole);
      },
    ),
  );
  expect(() => mergeFolds(products(1, 1, 1), products(2, 1, 1))).toThrow(/do not mix/);
});

const productsWish = {
  at: 'x',
  fold: 'products',
  image: [1, 1, 1],
  window: { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], group: 1 },
  scales: [1],
  zeros: [],
  positions: 5,
} as const;

it.each([
  ['histograms', wish],
  ['products', productsWish],
  ['channels', { at: 'x', fold: 'channels', channels: 1, inner: 1 } as const],
])('changes neither answer of %s', (_, asked) => {
  const [a, b] = [fold(asked, Float32Array.of(1)), fold(asked, Float32Array.of(100))];
  const before = structuredClone([a, b]);
  mergeFolds(a, b);
  expect([a, b]).toEqual(before);
});

it('mixes only answers of one kind', () => {
  const maximum = fold({ at: 'x', fold: 'absmax' }, Float32Array.of(1));
  expect(() => mergeFolds(maximum, fold(wish, Float32Array.of(1)))).toThrow(/do not mix/);
  expect(() =>
    mergeFolds(fold({ ...wish, bins: 2 * BINS }, Float32Array.of(1)), fold(wish, Float32Array.of(1))),
  ).toThrow(/do not mix/);
});
