import {
  type FoldResult,
  type LaneSession,
  type Observation,
  type PooledSession,
  type SampleRef,
  mergeFolds,
} from '@openbpu/runtime';
import { from } from 'rxjs';
import type { Calibrator, Listener } from './calibrator';
import { MaxCalibrator } from './calibrators/max-calibrator';
import { KlCalibrator } from './calibrators/kl-calibrator';
import { listen, spread } from './listen';
import { histogram } from './histogram.fixture';

const sample = (seed: number): SampleRef => ({
  inputs: [{ kind: 'seeded', name: 'x', shape: [1], seed, image: true }],
});
const seedOf = (ref: SampleRef) => (ref.inputs[0].kind === 'seeded' ? ref.inputs[0].seed : 0);

function answerOf(seed: number, wish: Observation): FoldResult {
  return wish.fold === 'absmax' ? { fold: 'absmax', absmax: seed, broken: 0 } : histogram(() => 1, 2 ** seed);
}

/** A session that answers from the seeds, later samples sooner, and counts how many requests it holds at once. */
function session(lanes: number) {
  const heard: Observation[][] = [];
  const state = { busy: 0, most: 0, heard, taken: new Array<number>() };
  const lane = {
    async observe(refs: readonly SampleRef[], observations: readonly Observation[]): Promise<readonly FoldResult[]> {
      const seeds = refs.map(seedOf);
      state.most = Math.max(state.most, ++state.busy);
      state.taken.push(seeds.length);
      await new Promise((resolve) => setTimeout(resolve, 11 - seeds[0]));
      state.busy--;
      heard.push([...observations]);
      return observations.map((wish) => seeds.map((seed) => answerOf(seed, wish)).reduce(mergeFolds));
    },
  } as LaneSession;
  const pooled: PooledSession = { lanes, inputs: [], use: (task) => task(lane), close: async () => {} };
  return { pooled, state };
}

const samples = () => from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(sample));

it('merges over all samples and hears equal wishes once', async () => {
  const { pooled, state } = session(2);
  const known = await listen(async () => pooled, samples, ['x'], [new MaxCalibrator(), new MaxCalibrator()]);
  expect(known.get('absmax x')).toEqual({ fold: 'absmax', absmax: 10, broken: 0 });
  expect(state.heard.map((wishes) => wishes.length)).toEqual([1, 1, 1]);
  expect(state.taken).toEqual([4, 4, 2]);
});

it('tells of every sample in which walk it was heard', async () => {
  const wishes: readonly Observation[] = ['x', 'y', 'z'].map((at) => ({ at, fold: 'absmax' }));
  const curious: Listener = { ask: (_, known) => wishes.slice(known.size, known.size + 1) };
  const walks: number[] = [];
  await listen(
    async () => session(1).pooled,
    samples,
    [],
    [curious],
    (walk) => walks.push(walk),
  );
  expect(walks).toEqual([1, 2, 3].flatMap((walk) => new Array<number>(10).fill(walk)));
});

it('hears no maximum where a histogram is heard, and walks once', async () => {
  const { pooled, state } = session(2);
  const known = await listen(async () => pooled, samples, ['x'], [new MaxCalibrator(), new KlCalibrator()]);
  expect([...known.keys()]).toEqual(['histogram/4096 x']);
  expect(state.heard).toHaveLength(3);
  expect(known.get('histogram/4096 x')).toMatchObject({ exponent: 10 });
});

describe('after an earlier listening', () => {
  const before = new Map([['absmax x', { fold: 'absmax', absmax: 7, broken: 0 } as const]]);

  it('opens nothing when all is known', async () => {
    const known = await listen(
      () => Promise.reject(new Error('opened')),
      samples,
      ['x'],
      [new MaxCalibrator()],
      undefined,
      new Map([...before, ['absmax z', { fold: 'absmax', absmax: 1, broken: 0 }]]),
    );
    expect([...known]).toEqual([...before]);
  });

  it('listens for the rest alone', async () => {
    const { pooled, state } = session(1);
    const known = await listen(async () => pooled, samples, ['x', 'y'], [new MaxCalibrator()], undefined, before);
    expect(state.heard.map((wishes) => wishes.map(({ at }) => at))).toEqual(new Array(3).fill(['y']));
    expect(known.get('absmax x')).toBe(before.get('absmax x'));
    expect(known.get('absmax y')).toMatchObject({ absmax: 10 });
  });
});

it.each([1, 2, 3])('has no more requests in flight than %d lanes', async (lanes) => {
  const { pooled, state } = session(lanes);
  await listen(async () => pooled, samples, ['x'], [new MaxCalibrator()]);
  expect(state.most).toBe(lanes);
});

it('gives the same answer whatever the number of lanes', async () => {
  const answers = await Promise.all(
    [1, 2, 4].map((lanes) => listen(async () => session(lanes).pooled, samples, ['x', 'y'], [new KlCalibrator()])),
  );
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

it('refuses a calibrator that asks for ever', async () => {
  const greedy: Calibrator = {
    name: 'greedy',
    forFewSteps: false,
    ask: () => [{ at: 'x', fold: 'absmax' }],
    decide: () => new Map(),
  };
  await expect(listen(async () => session(1).pooled, samples, ['x'], [greedy])).rejects.toThrow(/asks again/);
});

it.each([
  [[], 3, []],
  [[1, 2], 3, [1, 2]],
  [[1, 2, 3], 3, [1, 2, 3]],
  [[0, 1, 2, 3, 4, 5, 6], 3, [0, 2, 4]],
  [[1, 2], 0, []],
])('of %j takes at most %d: %j', (all, most, taken) => {
  expect(spread(all, most)).toEqual(taken);
});
