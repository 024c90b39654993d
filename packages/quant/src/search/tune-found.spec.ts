import { InsertCalibration, type Thresholds } from '@openbpu/passes';
import { LanePool, type SampleRef } from '@openbpu/runtime';
import { float32 } from '@openbpu/tensor';
import { seededRandom } from '@openbpu/ir';
import { residual, wideThresholds } from '../block/block.fixture';
import type { Found } from './search';
import { samplesToTune, tuneFound } from './tune-found';

const graph = residual();
const thresholds: Thresholds = {
  ...wideThresholds(graph),
  corrections: new Map([['one', new Float32Array(8).fill(0.4)]]),
};
const found: Found = { thresholds, method: 'max', candidates: [{ method: 'max', cosine: 0.9 }] };
const samples = Array.from({ length: 20 }, (_, seed): SampleRef => ({
  inputs: [{ kind: 'seeded', name: 'x', shape: [1, 3, 10, 10], seed, image: false }],
}));
const feeds = (sample: SampleRef) => {
  const random = seededRandom(1 + samples.indexOf(sample));
  const data = Float32Array.from({ length: 300 }, () => 2 * random() - 1);
  return Promise.resolve(new Map([['x', float32([1, 3, 10, 10], data)]]));
};

async function tuned(cosines: readonly number[], of = found) {
  const lanes = new LanePool(1);
  const judged: Thresholds[] = [];
  const judge = (given: Thresholds) => Promise.resolve(cosines[judged.push(given) - 1]);
  const result = await tuneFound(graph, { samples, feeds, lanes, judge }, of);
  await lanes.close();
  return { result, judged };
}

it('keeps what the outputs like better', async () => {
  const { result, judged } = await tuned([0.95]);
  expect(result.method).toBe('max,tuned');
  expect(result.candidates).toEqual([...found.candidates, { method: 'max,tuned', cosine: 0.95 }]);
  expect(result.thresholds).toEqual(judged[0]);
  expect(result.thresholds.corrections!.get('one')![0]).toBeLessThan(0.1);
  expect(result.tuned!.filter(({ kept }) => kept).length).toBeGreaterThan(1);
  expect(() => new InsertCalibration(result.thresholds).run(graph)).not.toThrow();
});

it('tries the first blocks alone where all of them do worse', async () => {
  const all = (await tuned([0.95])).result.tuned!.filter(({ kept }) => kept).length;
  const { result, judged } = await tuned([0.85, 0.91]);
  const half = Math.ceil(all / 2);
  expect(result.method).toBe(`max,tuned:blocks=${half}`);
  expect(result.tuned!.filter(({ kept }) => kept)).toHaveLength(half);
  expect(result.thresholds).toEqual(judged[1]);
});

it('leaves everything as it was where the outputs like none of it', async () => {
  const { result, judged } = await tuned([0.9, NaN, 0.2, 0.2]);
  expect(judged.length).toBeGreaterThan(1);
  expect(result).toMatchObject({ method: 'max', thresholds });
  expect(result.thresholds).toBe(thresholds);
  expect(result.candidates.map(({ cosine }) => cosine)).toEqual([0.9, 0.9, null, 0.2].slice(0, judged.length + 1));
  expect(result.tuned!.every(({ kept }) => !kept)).toBe(true);
});

it('takes samples that are not judged, where there are enough', async () => {
  expect(await samplesToTune(graph, { samples, feeds })).toHaveLength(12);
  expect(await samplesToTune(graph, { samples: samples.slice(0, 9), feeds })).toHaveLength(9);
});
