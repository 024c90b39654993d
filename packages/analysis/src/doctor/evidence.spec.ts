import { float32 } from '@openbpu/tensor';
import type { Answers } from './certainty';
import { type Evidence, evidenceOf, fitness } from './evidence';
import type { Scores, Site } from './statistics-model';

const site = (name: string, channels: number, more: Partial<Site> = {}): Site => ({
  channels,
  spatial: true,
  outputs: [`${name}m`, `${name}q`, `${name}a`],
  ...more,
});
/** A run: mean, deviation and part above 0 of every channel, by site, and other outputs. */
const run = (
  sites: Readonly<Record<string, readonly (readonly [mean: number, deviation: number, above: number])[]>>,
  outputs: Readonly<Record<string, readonly number[]>> = {},
): Answers =>
  new Map([
    ...Object.entries(sites).flatMap(([name, channels]) =>
      (
        [
          ['m', channels.map(([mean]) => mean)],
          ['q', channels.map(([mean, deviation]) => mean ** 2 + deviation ** 2)],
          ['a', channels.map(([, , above]) => above)],
        ] as const
      ).map(([what, values]) => [`${name}${what}`, float32([values.length], values)] as const),
    ),
    ...Object.entries(outputs).map(([name, values]) => [name, float32([1, values.length], values)] as const),
  ]);
const of = (sites: readonly Site[], runs: readonly Answers[], scores: readonly Scores[] = [], labels?: number[]) =>
  evidenceOf({ sites, scores }, runs, labels)!;
const PLAIN = [0, 1, 0.5] as const;

it('counts channels that are neither always above 0 nor never', () => {
  const channels = [0.02, 0.021, 0.979, 0.98, 0.5].map((above) => [0, 1, above] as const);
  expect(of([site('x', 5)], [run({ x: channels })]).alive).toBeCloseTo(0.6, 6);
});

it('takes samples together: a channel that some switch on is alive', () => {
  const runs = [run({ x: [[1, 1, 1]] }), run({ x: [[-1, 1, 0]] })];
  const { alive, balance, spread } = of([site('x', 1)], runs);
  expect([alive, balance]).toEqual([1, 0]);
  expect(spread).toBeCloseTo(Math.log(Math.SQRT2), 6);
});

it('takes the median channel of every site, the mean of sites, and the first four for themselves', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const ratio = [1, 3, 7, 15, 31];
  const runs = [
    run(
      Object.fromEntries(
        names.map((name, i) => [
          name,
          [
            [-2 * ratio[i], 2, i < 4 ? 0.5 : 0],
            [0, 2, 0],
            [900, 2, 0],
          ] as const,
        ]),
      ),
    ),
  ];
  const found = of(
    names.map((name) => site(name, 3)),
    runs,
  );
  expect(found.balance).toBeCloseTo((1 + 2 + 3 + 4 + 5) * (Math.LN2 / 5), 5);
  expect(found.balanceFirst).toBeCloseTo(2.5 * Math.LN2, 5);
  expect(found.alive).toBeCloseTo(4 / 15, 6);
  expect(found.aliveFirst).toBeCloseTo(1 / 3, 6);
  expect(found.spread).toBeCloseTo(Math.LN2, 5);
  expect(found.sites).toBe(5);
});

it('bounds what is far out of balance, and what is no number', () => {
  expect(of([site('x', 1)], [run({ x: [[1e5, 1e-6, 1]] })]).balance).toBeCloseTo(Math.log(1001), 5);
  const broken = run({ x: [[NaN, 1, 0.5]], y: [PLAIN] });
  const { balance, alive } = of([site('x', 1), site('y', 1)], [broken]);
  expect([Number.isFinite(balance), alive]).toEqual([true, 1]);
});

it('is undefined without sites, runs, or rows and columns', () => {
  expect(evidenceOf({ sites: [], scores: [] }, [run({})])).toBeUndefined();
  expect(evidenceOf({ sites: [site('x', 1)], scores: [] }, [])).toBeUndefined();
  expect(evidenceOf({ sites: [site('x', 1, { spatial: false })], scores: [] }, [run({ x: [PLAIN] })])).toBeUndefined();
  expect(evidenceOf({ sites: [site('x', 0)], scores: [] }, [run({ x: [] })])).toBeUndefined();
});

describe('in front of BatchNormalization', () => {
  const trained = (mean: readonly number[], variance: readonly number[]) => ({ trained: { mean, variance } });

  it('is how far the statistics of training are', () => {
    const sites = [site('x', 2, trained([1, 0], [4, 1])), site('y', 1, trained([0], [1])), site('z', 1)];
    const found = of(sites, [
      run({
        x: [
          [5, 2, 1],
          [0, Math.E, 0.5],
        ],
        y: [[0, 1, 0.5]],
        z: [PLAIN],
      }),
    ]);
    expect(found.trained!.first).toBeCloseTo((0.5 * 4 + 0.5 * 2) / 2, 3);
    expect(found.trained!.all).toBeCloseTo(1.5 / 2, 3);
    expect(found.sites).toBe(1);
  });

  it('is at most 20, and counts no site of another number of channels', () => {
    const far = [site('x', 1, trained([0], [1])), site('z', 1)];
    expect(of(far, [run({ x: [[1e6, 1, 1]], z: [PLAIN] })]).trained!.first).toBe(20);
    const odd = [site('x', 1, trained([0, 0], [1, 1])), site('z', 1)];
    expect(of(odd, [run({ x: [PLAIN], z: [PLAIN] })])).not.toHaveProperty('trained');
  });
});

describe('of outputs', () => {
  const S = [site('x', 1)];
  const X = { x: [PLAIN] };
  const CLASSES: Scores = { name: 'y', classes: true, logits: false };
  const outputs = (...all: readonly (readonly number[])[]) => all.map((y) => run(X, { y }));

  it('is informed where answers are certain and differ', () => {
    const information = (...all: readonly (readonly number[])[]) => of(S, outputs(...all), [CLASSES]).information;
    expect(information([1, 0], [0, 1])).toBeCloseTo(1, 6);
    expect(information([1, 0], [1, 0])).toBeCloseTo(0, 6);
    expect(information([0.5, 0.5], [0.5, 0.5])).toBeCloseTo(0, 6);
    const three = information([1, 0, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0]);
    expect(three).toBeCloseTo((Math.log(3) / 3 + (2 / 3) * Math.log(1.5)) / Math.log(3), 5);
    expect(of(S, outputs([1, 0]), [CLASSES])).not.toHaveProperty('information');
  });

  it('thinks of the right answers', () => {
    const found = (labels: number[]) => of(S, outputs([0.5, 0.5, 0], [0.25, 0, 0.75]), [CLASSES], labels).likelihood;
    expect(found([0, 0])).toBeCloseTo((Math.log(0.5) + Math.log(0.25)) / 2, 6);
    expect(found([2])).toBe(-10);
    expect(found([-1, 0])).toBeCloseTo(Math.log(0.25), 6);
    expect(found([7, 7])).toBeUndefined();
    expect(of(S, outputs([0.5]), [{ ...CLASSES, classes: false }], [0])).not.toHaveProperty('likelihood');
  });
});

const EVEN: Evidence = {
  alive: 0.5,
  aliveFirst: 0.5,
  balance: 1,
  balanceFirst: 1,
  spread: 0,
  sites: 20,
};
const better = (change: Partial<Evidence>, than: Evidence = EVEN) => fitness({ ...than, ...change }) - fitness(than);

it.each([
  [{ alive: 0.6 }, 0.8],
  [{ aliveFirst: 0.6 }, 0.3],
  [{ balance: 2 }, -1],
  [{ balanceFirst: 2 }, -0.7],
  [{ spread: -5 }, 0],
  [{ spread: 1.3 }, 0],
  [{ spread: 2.3 }, -1.5],
  [{ spread: 99 }, -5],
  [{ spread: 2.3, sites: 8 }, -1.5],
  [{ spread: 2.3, sites: 4 }, -0.375],
  [{ information: 1 }, 2],
  [{ likelihood: -1 }, -2],
])('%j is worth %d', (change, worth) => expect(better(change)).toBeCloseTo(worth, 6));

it('holds most of what training found', () => {
  const near = { ...EVEN, trained: { first: 0.05, all: 0.15 } };
  expect(better({ trained: { first: 0.15, all: 0.15 } }, near)).toBeCloseTo(-1.5 * Math.LN2, 6);
  expect(better({ trained: { first: 0.05, all: 0.35 } }, near)).toBeCloseTo(-1.5 * Math.LN2, 6);
});
