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

async function tuned(errors?: (number | undefined)[]) {
  const lanes = new LanePool(1);
  const judged: Thresholds[] = [];
  const judge = (given: Thresholds) => Promise.resolve(judged.push(given) / 2);
  const result = await tuneFound(
    graph,
    { samples, feeds, lanes, judge },
    found,
    errors && (() => () => Promise.resolve(errors.shift() ?? 0.1)),
  );
  await lanes.close();
  return { result, judged };
}

it('keeps what brings the outputs closer, whatever won before', async () => {
  const { result, judged } = await tuned();
  expect(result.method).toBe('max,tuned');
  expect(result.candidates).toEqual([...found.candidates, { method: 'max,tuned', cosine: 0.5 }]);
  expect(result.thresholds).toEqual(judged[0]);
  expect(result.thresholds.corrections!.get('one')![0]).toBeLessThan(0.1);
  expect(result.tuned!.filter(({ kept }) => kept).length).toBeGreaterThan(1);
  expect(() => new InsertCalibration(result.thresholds).run(graph)).not.toThrow();
});

it.each([
  ['the first half of the blocks', [0.1, 0.2, 0.05], 2],
  ['the first quarter', [0.1, 0.1, NaN, 0.05], 1],
])('takes %s where more of them do worse', async (_, errors, kept) => {
  const { result, judged } = await tuned([...errors]);
  expect(result.method).toBe(`max,tuned:blocks=${kept}`);
  expect(result.tuned!.filter((block) => block.kept)).toHaveLength(kept);
  expect(result.thresholds).toEqual(judged[0]);
});

it('leaves everything as it was where the outputs like none of it', async () => {
  const { result, judged } = await tuned([]);
  expect(judged).toEqual([]);
  expect(result).toMatchObject({ method: 'max', candidates: found.candidates });
  expect(result.thresholds).toBe(thresholds);
  expect(result.tuned!.every(({ kept }) => !kept)).toBe(true);
});

it('takes samples that are not judged, where there are enough', async () => {
  expect(await samplesToTune(graph, { samples, feeds })).toHaveLength(12);
  expect(await samplesToTune(graph, { samples: samples.slice(0, 9), feeds })).toHaveLength(9);
});
