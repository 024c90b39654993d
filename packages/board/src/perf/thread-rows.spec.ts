import { runModel } from '../run/run-model';
import { averageMs, rateOf } from '../run/profile';
import { FEATURES, modelOfProgram, program, load } from './perf.fixture';
import { predictModel } from './predict-model';
import { modelRows } from './rows';
import { threadRows } from './thread-rows';

const SPREAD = { latency: [0.9, 1.2], rate: [0.8, 1.1] } as const;
const TWO = { ...FEATURES, cores: 2, spread: SPREAD, cpu: { ...FEATURES.cpu, cores: 4, crowded: 1.5 } };
/** Of three function-calls. */
const MODEL = modelOfProgram({ inputBatch: 4 }, program([[load()], [load(), load()], [load()]]));

it('says what hrt_model_exec says of as many threads, function-calls and all', () => {
  const work = modelRows(MODEL, TWO);
  const rows = threadRows(work, TWO, 4);
  expect(rows.map(({ threads }) => threads)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  for (const { threads, latencyUs, fps, range } of rows) {
    const run = runModel(work, TWO, { threads, coreId: 0, until: { frames: 200 } });
    expect(latencyUs).toBe(averageMs(run) * 1000);
    expect(fps).toBe(4 * rateOf(run));
    expect(range).toEqual({ latencyUs: [latencyUs * 0.9, latencyUs * 1.2], fps: [fps * 0.8, fps * 1.1] });
  }
  expect(predictModel(MODEL, TWO)?.threads).toEqual(rows);
});

it('begins with the latency of a frame alone, and ends at the rate of the busiest', () => {
  const performance = predictModel(MODEL, { ...TWO, spread: undefined });
  const { latencyUs, fps, threads = [] } = performance ?? { latencyUs: 0, fps: 0 };
  expect(threads[0].latencyUs).toBeCloseTo(latencyUs, 3);
  expect(threads[7].fps / fps).toBeGreaterThan(0.95);
  expect(threads[7].fps).toBeLessThanOrEqual(fps);
  expect(threads[0]).not.toHaveProperty('range');
});

it.each([Infinity, NaN, 2 ** 52])('has no rows for %d µs', (latencyUs) => {
  expect(threadRows({ rows: [], inferenceUs: latencyUs, latencyUs }, FEATURES, 1)).toEqual([]);
});
