import { refineThresholds } from './refine-thresholds';

/** Clipping below the best factor, rounding above it. */
const valley = (best: number, depth: number) => (factor: number) =>
  depth * ((best / factor) ** 4 + (factor / best) ** 2);

async function refine(errors: readonly ((factor: number) => number)[]) {
  const asked: number[] = [];
  const progress: number[] = [];
  const careful = async (group: number, factor: number) => {
    asked.push(group);
    return errors[group](factor);
  };
  const factors = await refineThresholds(
    errors.length,
    { quick: async (group, factor) => errors[group](factor), careful },
    (done) => progress.push(done),
  );
  return { factors: Array.from(factors), asked, progress };
}

it('walks down or up to the factor that hurts least', async () => {
  const { factors } = await refine([valley(0.25, 1), valley(4, 1), valley(1, 1)]);
  expect(factors[0]).toBeCloseTo(0.25, 1);
  expect(factors[1]).toBeGreaterThan(2.5);
  expect(factors[2]).toBe(1);
});

it('spends nothing on what hurts little', async () => {
  const { factors, asked } = await refine([valley(0.5, 1e-6), valley(0.5, 1)]);
  expect(factors[0]).toBe(1);
  expect(factors[1]).toBeLessThan(1);
  expect(new Set(asked)).toEqual(new Set([1]));
});

it('stops after eight steps, however much they help', async () => {
  const { factors } = await refine([(factor) => factor ** 8]);
  expect(factors[0]).toBeCloseTo(1 / 16);
});

it('takes a step that spares a twentieth of the error, not one that spares less', async () => {
  const leaves = (share: number) => (factor: number) => (factor === 1 ? 1 : share);
  expect((await refine([leaves(0.97)])).factors).toEqual([1]);
  for (const share of [0.95, 0.94]) expect((await refine([leaves(share)])).factors[0]).toBeCloseTo(Math.SQRT1_2);
});

it('steps over one factor that does not help, not over two', async () => {
  const at = (bumps: number) => (factor: number) =>
    factor < 1 && Math.round(-2 * Math.log2(factor)) <= bumps ? 1.2 : factor;
  expect((await refine([at(1)])).factors[0]).toBeCloseTo(1 / 16);
  expect((await refine([at(2)])).factors).toEqual([1]);
});

it.each([NaN, Infinity])('never follows an error that is %d', async (error) => {
  expect((await refine([(factor) => (factor === 1 ? 1 : error)])).factors).toEqual([1]);
});

it('has nothing to do without groups or without errors', async () => {
  expect((await refine([])).factors).toEqual([]);
  expect(await refine([() => 0])).toEqual({ factors: [1], asked: [], progress: [1, 2] });
});

it('says from where on it does not matter how large an error is', async () => {
  const asked: [number, number | undefined][] = [];
  const careful = async (_: number, factor: number, most?: number) => {
    asked.push([factor, most]);
    return most !== undefined && valley(0.5, 1)(factor) > most ? most + 1 : valley(0.5, 1)(factor);
  };
  const exact = await refineThresholds(1, { quick: async () => 1, careful: async (_, f) => valley(0.5, 1)(f) });
  expect(await refineThresholds(1, { quick: async () => 1, careful })).toEqual(exact);
  const [whole, first] = [valley(0.5, 1)(1), valley(0.5, 1)(Math.SQRT1_2)];
  expect(asked.slice(0, 3)).toEqual([
    [1, undefined],
    [expect.closeTo(Math.SQRT1_2), 0.95 * whole],
    [expect.closeTo(0.5), expect.closeTo(0.95 * first, 12)],
  ]);
});

it('counts to twice the groups', async () => {
  const { progress } = await refine([valley(1, 1), valley(2, 1), valley(0.5, 1)]);
  expect([...progress].sort((a, b) => a - b)).toEqual(progress);
  expect(progress.at(-1)).toBe(6);
});
