import { type Tensor, float32 } from '@openbpu/tensor';
import type { ModelSession } from '../model-session';
import { fold } from './fold';
import { loadSample } from './load-sample';
import { mergeFolds } from './merge-folds';
import type { Observation } from './observation';
import type { SampleRef } from './sample';
import { SampleObserver } from './sample-observer';

const SHAPE = [1, 2, 3, 4];
const sample = (seed: number): SampleRef => ({
  inputs: [{ kind: 'seeded', name: 'x', shape: SHAPE, seed, image: false }],
});
const SAMPLES = [1, 2, 3].map(sample);
const WISHES: readonly Observation[] = [
  { at: 'twice', fold: 'absmax' },
  { at: 'x', fold: 'histogram', bins: 16 },
  { at: 'twice', fold: 'channels', channels: 2, inner: 12 },
  { at: 'half', fold: 'histogram', bins: 4096 },
];

/** Gives `twice` and `half` of x, and keeps what it was fed with and what it was asked for. */
function model(pours: boolean) {
  const fed: Tensor[] = [];
  const asked: string[][] = [];
  const run: ModelSession['run'] = async (feeds, wanted) => {
    asked.push([...wanted]);
    fed.push(...feeds.values());
    const x = feeds.get('x')!.data as Float32Array;
    return new Map(
      wanted.map((name) => [
        name,
        float32(
          SHAPE,
          x.map((value) => value * (name === 'twice' ? 2 : 0.5)),
        ),
      ]),
    );
  };
  const pour: ModelSession['pour'] = async (feeds, wanted, take) =>
    (await run(feeds, wanted.toReversed())).forEach((tensor, id) => take(id, tensor));
  const session: Pick<ModelSession, 'run' | 'pour'> = pours ? { run, pour } : { run };
  return { session, fed, asked };
}

async function plainly(wish: Observation) {
  const factor = { twice: 2, half: 0.5, x: 1 }[wish.at]!;
  const loaded = await Promise.all(SAMPLES.map(loadSample));
  return loaded
    .map(([{ data }]) =>
      fold(
        wish,
        (data as Float32Array).map((value) => value * factor),
      ),
    )
    .reduce(mergeFolds);
}

it('answers over all samples as the plain loops do, in the order of the wishes', async () => {
  const observer = new SampleObserver();
  const wanted = await Promise.all(WISHES.map(plainly));
  for (const pours of [true, false]) {
    const { session, asked } = model(pours);
    expect(await observer.observe(session, SAMPLES, WISHES)).toEqual(wanted);
    expect(asked).toEqual(new Array(3).fill(pours ? ['half', 'twice'] : ['twice', 'half']));
  }
});

it('lets go of what was fed where outputs are poured, and nowhere else', async () => {
  const observer = new SampleObserver();
  const [pouring, giving] = [model(true), model(false)];
  for (const { session } of [pouring, giving]) await observer.observe(session, SAMPLES, WISHES);
  expect(pouring.fed.map(({ data }) => data.length)).toEqual([0, 0, 0]);
  expect(giving.fed.map(({ data }) => data.length)).toEqual([24, 24, 24]);
});

it('reads a sample while the one before it runs, and throws what reading or running throws', async () => {
  const broken: SampleRef = {
    inputs: [
      { kind: 'file', name: 'x', file: '/nowhere/a.bin', dtype: 'float32', shape: SHAPE, feed: { kind: 'none' } },
    ],
  };
  const { session, asked } = model(true);
  const observer = new SampleObserver();
  await expect(observer.observe(session, [SAMPLES[0], broken, SAMPLES[1]], WISHES)).rejects.toThrow(/GRD001/);
  expect(asked).toHaveLength(1);
  const failing = { run: () => Promise.reject(new Error('no')) };
  await expect(observer.observe(failing, [SAMPLES[0], broken], WISHES)).rejects.toThrow('no');
});
