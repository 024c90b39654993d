import { METRICS } from '../results';
import { combined, compareWorst, lessIsWorse, measure } from './measure';

const found = [1, 2.5, -3];
const wanted = [1, 2, -4];

it('compares element by element', () => {
  const { cosine, ...rest } = measure(found, wanted);
  expect(cosine).toBeCloseTo((1 + 5 + 12) / Math.sqrt((1 + 6.25 + 9) * 21), 15);
  expect(rest).toEqual({ squared: 1.25, energy: 21, relative: (0.25 + 0.25) / 3, largest: 1, count: 3 });
});

it('leaves out of relative errors what should be 0', () => {
  expect(measure([5, 3], [0, 2]).relative).toBe(0.5);
  expect(measure([0, 0], [0, 0])).toMatchObject({ relative: 0, cosine: 1 });
  expect(measure([0, 1e-3], [0, 0])).toMatchObject({ relative: Infinity, cosine: 0 });
});

it('takes equal infinities for equal, and any other for infinitely far', () => {
  expect(measure([-Infinity, 2], [-Infinity, 1])).toMatchObject({ squared: 1, energy: 1, largest: 1, relative: 0.5 });
  expect(measure([7, 2], [Infinity, 1])).toMatchObject({ squared: Infinity, largest: Infinity, relative: Infinity });
  expect(measure([Infinity], [3])).toMatchObject({ squared: Infinity, largest: Infinity, relative: Infinity });
});

it('is NaN where an element is, first, last or anywhere, and of nothing at all without error', () => {
  for (const at of [0, 1, 2]) {
    const broken = found.map((value, i) => (i === at ? NaN : value));
    for (const { cosine, squared, relative, largest } of [measure(broken, wanted), measure(wanted, broken)])
      expect([cosine, squared, relative, largest]).toEqual([NaN, NaN, NaN, NaN]);
  }
  expect(measure([NaN], [0])).toMatchObject({ relative: NaN, largest: NaN });
  expect(measure([], [])).toEqual({ cosine: 1, squared: 0, energy: 0, relative: 0, largest: 0, count: 0 });
  expect(() => measure([1], [1, 2])).toThrow(RangeError);
});

describe('one distance of many', () => {
  const measures = [measure(found, wanted), measure([3], [4])];

  it.each([
    ['cosine-similarity', (measures[0].cosine + 1) / 2],
    ['mse', (1.25 / 3 + 1) / 2],
    ['mre', (0.5 / 3 + 0.25) / 2],
    ['sqnr', 10 * Math.log10(37 / 2.25)],
    ['chebyshev', 1],
  ] as const)('%s', (metric, value) => expect(combined(metric, measures)).toBeCloseTo(value, 14));

  it('knows where nothing differs', () => {
    const same = [measure([1, 2], [1, 2])];
    expect(METRICS.map((metric) => combined(metric, same))).toEqual([1, 0, 0, Infinity, 0]);
    const empty = [measure([], [])];
    expect(METRICS.map((metric) => combined(metric, empty))).toEqual([1, 0, 0, Infinity, 0]);
  });

  it('knows noise without a signal', () => expect(combined('sqnr', [measure([1], [0])])).toBe(-Infinity));

  it.each(METRICS)('%s stays NaN wherever one stands', (metric) => {
    const broken = measure([NaN], [1]);
    const whole = measure([2], [1]);
    expect([combined(metric, [broken, whole]), combined(metric, [whole, broken])]).toEqual([NaN, NaN]);
  });

  it('takes the largest of the largest, in any order', () => {
    const [a, b] = [measure([1], [3]), measure([1], [2])];
    expect([combined('chebyshev', [a, b]), combined('chebyshev', [b, a])]).toEqual([2, 2]);
  });
});

it('ranks the worst first, NaN before anything else', () => {
  const ranked = (metric: (typeof METRICS)[number]) =>
    [0.5, NaN, 0.9, 0.1, 0.5, Infinity].sort((a, b) => compareWorst(metric, a, b));
  for (const metric of METRICS)
    expect(ranked(metric)).toEqual(
      lessIsWorse(metric) ? [NaN, 0.1, 0.5, 0.5, 0.9, Infinity] : [NaN, Infinity, 0.9, 0.5, 0.5, 0.1],
    );
  expect(METRICS.filter(lessIsWorse)).toEqual(['cosine-similarity', 'sqnr']);
  expect([compareWorst('mse', NaN, NaN), compareWorst('mse', 2, 2)]).toEqual([0, 0]);
});
