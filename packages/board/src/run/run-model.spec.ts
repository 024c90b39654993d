import { FEATURES } from './features.fixture';
import type { RowsWork } from './frame-work';
import { averageMs, rateOf } from './profile';
import { MOST_THREADS, runModel, runThreads } from './run-model';

const row = (on: 'BPU' | 'CPU', latencyUs: number, cores = 1): RowsWork['rows'][number] => ({
  on,
  latencyUs,
  cores: on === 'BPU' ? cores : 0,
  callsUs: on === 'BPU' ? [latencyUs] : [],
});
const workOf = (inferenceUs: number, ...rows: RowsWork['rows'][number][]): RowsWork => ({
  rows,
  inferenceUs,
  latencyUs: rows.reduce((sum, { latencyUs }) => sum + latencyUs, inferenceUs),
});
const on = (cores: number, cpuCores: number, crowded?: number) => ({
  ...FEATURES,
  cores,
  cpu: { ...FEATURES.cpu, cores: cpuCores, ...(crowded === undefined ? {} : { crowded }) },
});
const of = (work: RowsWork, features: typeof FEATURES, threads: number, frames = 200) =>
  runModel(work, features, { threads, coreId: 0, until: { frames } });

describe('a crowded CPU', () => {
  const work = workOf(100, row('CPU', 200), row('BPU', 1000));

  it('is as fast as ever for one thread', () => {
    const alone = of(work, on(1, 4, 1.5), 1);
    expect(alone).toEqual(of(work, on(1, 4), 1));
    expect(alone.work.totalNs).toBe(1_300_000);
  });

  it('takes longer for as many as it has cores, the constant too, and sums stay exact', () => {
    expect(of(work, on(2, 4, 1.5), 2)).toEqual(of(work, on(2, 4), 2));
    const { work: each, latencyNs, pendingNs, frames } = of(work, on(4, 4, 1.5), 4);
    expect([each.rowNs, each.inferenceNs, each.totalNs]).toEqual([[300_000, 1_000_000], 150_000, 1_450_000]);
    expect([latencyNs, pendingNs]).toEqual([BigInt(frames) * 1_450_000n, 0n]);
  });

  it('is left to one frame at a time where that is faster', () => {
    const host = workOf(100, row('CPU', 1000), row('BPU', 1));
    const [one, two] = [1, 2].map((threads) => of(host, on(1, 1, 1.5), threads));
    expect(two.ns).toBe(one.ns);
    expect(two.work.totalNs).toBe(1_101_000);
    expect(averageMs(two)).toBeCloseTo(2 * 1.101, 1);
  });
});

/** Six of these at once keep each other waiting for ever, five do not. */
const CONVOY = workOf(
  300,
  row('CPU', 9),
  row('BPU', 15),
  row('CPU', 1),
  row('BPU', 296),
  row('CPU', 376),
  row('BPU', 59),
);

it('has no more frames at work at once than come to more in a second', () => {
  const [five, six] = [5, 6].map((threads) => of(CONVOY, on(2, 4), threads, 20_000));
  expect(rateOf(six)).toBeGreaterThanOrEqual(rateOf(five));
  expect(averageMs(six) * rateOf(six)).toBeCloseTo(6000, -1);
  expect(six.latencyNs - six.pendingNs).toBe(20_000n * BigInt(six.work.totalNs));
});

it('is never slower for more threads, and never faster than the busiest cores', () => {
  let state = 20;
  const draw = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
  for (let trial = 0; trial < 150; trial++) {
    const [cores, cpuCores, crowded] = [draw() < 0.5 ? 1 : 2, draw() < 0.5 ? 4 : 8, draw() < 0.5 ? 1 : 1.5];
    const both = cores === 2 && draw() < 0.3 ? 2 : 1;
    const rows = Array.from({ length: 2 + Math.floor(draw() * 6) }, (_, i) =>
      row(i % 2 === 0 ? 'CPU' : 'BPU', 10 ** (4 * draw()), both),
    );
    const work = workOf(300, ...rows);
    const rates = runThreads(work, on(cores, cpuCores, crowded), 200).map(rateOf);
    expect(rates).toEqual(rates.toSorted((a, b) => a - b));
    const bpuUs = rows.reduce((sum, each) => sum + (each.on === 'BPU' ? each.latencyUs * both : 0), 0);
    const cpuUs = rows.reduce((sum, each) => sum + (each.on === 'CPU' ? each.latencyUs : 0), 300);
    const most = 1e6 / Math.max(bpuUs / cores, (crowded * cpuUs) / cpuCores);
    expect(rates[7]).toBeLessThanOrEqual(most * 1.00001);
  }
});

it.each([
  ['small', workOf(100, row('CPU', 30), row('BPU', 500), row('CPU', 200))],
  ['a convoy', CONVOY],
  ['both cores', workOf(5, row('BPU', 500, 2), row('CPU', 700))],
])('runs all numbers of threads as it runs each: %s', (_, work) => {
  for (const features of [on(2, 4, 1.5), on(2, 8)]) {
    for (const frames of [7, 200]) {
      const all = runThreads(work, features, frames);
      expect(all).toHaveLength(MOST_THREADS);
      all.forEach((run, i) => expect(run).toEqual(of(work, features, i + 1, frames)));
    }
  }
});

it('tries no longer than a thousand frames, whatever it runs', () => {
  const minutes = runModel(CONVOY, on(2, 4), { threads: 6, coreId: 0, until: { ns: 60_000_000_000n } });
  const many = of(CONVOY, on(2, 4), 6, 2 ** 31 - 1);
  expect(rateOf(minutes)).toBeCloseTo(rateOf(many), 0);
  expect(rateOf(many)).toBeGreaterThan(4000);
});
