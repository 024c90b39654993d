import { float32 } from '@openbpu/tensor';
import { type Taken, paired, preference, takenOf } from './preference';
import type { Site } from './statistics-model';

const site = (name: string, channels: number, more: Partial<Site> = {}): Site => ({
  channels,
  spatial: true,
  outputs: [`${name}m`, `${name}q`, `${name}a`],
  ...more,
});
type Channels = readonly (readonly [mean: number, deviation: number])[];
/** A run: mean and deviation of every channel, by site. */
const run = (sites: Readonly<Record<string, Channels>>, certainty?: number) => ({
  answers: new Map(
    Object.entries(sites).flatMap(([name, all]) => [
      [
        `${name}m`,
        float32(
          [all.length],
          all.map(([mean]) => mean),
        ),
      ] as const,
      [
        `${name}q`,
        float32(
          [all.length],
          all.map(([mean, deviation]) => mean ** 2 + deviation ** 2),
        ),
      ] as const,
    ]),
  ),
  ...(certainty === undefined ? {} : { certainty }),
});
const names = ['a', 'b', 'c', 'd', 'e'];
const five = names.map((name) => site(name, 1));
const all = (deviation: (i: number) => number, mean = 0) =>
  run(Object.fromEntries(names.map((name, i) => [name, [[mean, deviation(i)]] as const])));

describe('what runs show', () => {
  it('is the variety of the layers in the middle, by sample', () => {
    const { variety } = takenOf({ sites: five }, [all((i) => (i === 0 || i === 4 ? 99 : Math.exp(i))), all(() => 1)]);
    expect(variety[0]).toBeCloseTo(2 * ((1 + 2 + 3) / 3), 4);
    expect(variety[1]).toBeCloseTo(0, 6);
  });

  it('takes the mean over channels before its logarithm, and the only layer where there is one', () => {
    const sites = [site('a', 2)];
    const taken = takenOf({ sites }, [
      run({
        a: [
          [7, 1],
          [0, 3],
        ],
      }),
    ]);
    expect(taken.variety[0]).toBeCloseTo(Math.log(5), 4);
  });

  it('is the imbalance of channels over groups of samples: eight, or as many as there are', () => {
    const sites = [site('a', 1)];
    const both = [run({ a: [[1, 1]] }), run({ a: [[-1, 1]] })];
    const { imbalance } = takenOf(
      { sites },
      Array.from({ length: 16 }, (_, i) => both[i % 2]),
    );
    expect(imbalance).toEqual(Array.from({ length: 8 }, () => 0));
    const each = takenOf({ sites }, both).imbalance;
    expect(each).toHaveLength(2);
    for (const value of each) expect(value).toBeCloseTo(Math.LN2, 5);
  });

  it('is the logit of certainty, with an end; none without scores', () => {
    const { certainty } = takenOf(
      { sites: five },
      [0.5, 0.75, 1, 0].map((value) => ({ ...all(() => 1), certainty: value })),
    );
    expect(certainty[0]).toBe(0);
    expect(certainty[1]).toBeCloseTo(Math.log(3), 6);
    expect(certainty[2]).toBeCloseTo(Math.log(1e6), 3);
    expect(certainty[3]).toBeCloseTo(-Math.log(1e6), 3);
    expect(takenOf({ sites: five }, [all(() => 1)]).certainty).toEqual([]);
  });

  it('is nothing of layers without rows and columns', () => {
    const { variety } = takenOf({ sites: [site('a', 1, { spatial: false })] }, [run({ a: [[1, 1]] })]);
    expect(variety).toEqual([NaN]);
  });
});

const NONE = Array.from({ length: 8 }, () => 0);
const TAKEN: Taken = { certainty: NONE, variety: NONE, imbalance: NONE };
const UP = [1, 0, 0, 1, 1, 0, 0, 1];
const DOWN = UP.map((value) => -value);
/** t = √7 with 7 degrees of freedom. */
const normal = (57 / 59) * Math.sqrt(7 * Math.LN2);
const one = normal / Math.sqrt(3);
const far = (sign: number) => NONE.map((_, i) => sign * (9 + (i === 1 ? 0.1 : 0)));

it.each([
  ['sure answers', { certainty: UP }, one],
  ['variety', { variety: UP }, one],
  ['balance', { imbalance: DOWN }, one],
  ['all of them', { certainty: UP, variety: UP, imbalance: DOWN }, 3 * one],
  ['no more of one than 4', { certainty: far(1) }, 4 / Math.sqrt(3)],
  ['nor less', { variety: far(-1) }, -4 / Math.sqrt(3)],
  ['one that contradicts another', { certainty: UP, variety: DOWN }, 0],
  ['nothing', {}, 0],
])('prefers %s', (_, change, by) => {
  const other = { ...TAKEN, ...change };
  expect(preference(other, TAKEN)).toBeCloseTo(by, 6);
  expect(preference(TAKEN, other)).toBeCloseTo(-by, 6);
});

it.each([
  [UP, NONE, normal],
  [DOWN, NONE, -normal],
  [UP.slice(0, 7), NONE, 0],
  [NONE.map(() => 1), NONE, 0],
  [[], [], 0],
  [[...UP.slice(0, 7), NaN], NONE, 0],
  [[...UP, Infinity], [...NONE, 0], normal],
])('%j is above %j by %d', (of, than, by) => expect(paired(of, than)).toBeCloseTo(by, 6));

it('says less of few pairs, and is the quotient itself of many', () => {
  const alternating = (count: number) => Array.from({ length: count }, (_, i) => 1 + 4 * (i % 2));
  const t = (count: number) => 3 / Math.sqrt((4 * count) / (count - 1) / count);
  const zeros = (count: number) => Array.from({ length: count }, () => 0);
  expect(paired(alternating(8), zeros(8)) / t(8)).toBeLessThan(0.8);
  expect(
    paired(
      alternating(4000),
      zeros(4000).map(() => 2.95),
    ) /
      ((0.05 / 3) * t(4000)),
  ).toBeCloseTo(1, 2);
});
