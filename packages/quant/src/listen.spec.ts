import type { FoldResult, LaneSession, Observation, PooledSession, SampleRef } from '@openbpu/runtime';
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

/** A session that answers from the seed, later samples sooner, and counts how many it holds at once. */
function session(lanes: number) {
  const heard: Observation[][] = [];
  const state = { busy: 0, most: 0, heard };
  const lane = {
    async observe(ref: SampleRef, observations: readonly Observation[]): Promise<readonly FoldResult[]> {
      state.most = Math.max(state.most, ++state.busy);
      await new Promise((resolve) => setTimeout(resolve, 6 - seedOf(ref)));
      state.busy--;
      heard.push([...observations]);
      return observations.map((wish) =>
        wish.fold === 'absmax'
          ? { fold: 'absmax', absmax: seedOf(ref), broken: 0 }
          : histogram(() => 1, 2 ** seedOf(ref)),
      );
    },
  } as LaneSession;
  const pooled: PooledSession = { lanes, inputs: [], use: (task) => task(lane), close: async () => {} };
  return { pooled, state };
}

const samples = () => from([1, 2, 3, 4].map(sample));

it('merges over all samples and hears equal wishes once', async () => {
  const { pooled, state } = session(2);
  const known = await listen(async () => pooled, samples, ['x'], [new MaxCalibrator(), new MaxCalibrator()]);
  expect(known.get('absmax x')).toEqual({ fold: 'absmax', absmax: 4, broken: 0 });
  expect(state.heard.map((wishes) => wishes.length)).toEqual(new Array(4).fill(1));
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
  expect(walks).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
});

it('hears no maximum where a histogram is heard, and walks once', async () => {
  const { pooled, state } = session(2);
  const known = await listen(async () => pooled, samples, ['x'], [new MaxCalibrator(), new KlCalibrator()]);
  expect([...known.keys()]).toEqual(['histogram/4096 x']);
  expect(state.heard).toHaveLength(4);
  expect(known.get('histogram/4096 x')).toMatchObject({ exponent: 4 });
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
    expect(state.heard.map((wishes) => wishes.map(({ at }) => at))).toEqual(new Array(4).fill(['y']));
    expect(known.get('absmax x')).toBe(before.get('absmax x'));
    expect(known.get('absmax y')).toMatchObject({ absmax: 4 });
  });
});

it.each([1, 2, 3])('keeps no more samples in flight than %d lanes', async (lanes) => {
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
