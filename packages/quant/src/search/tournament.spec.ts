import type { Thresholds } from '@openbpu/passes';
import type { ThresholdPlan } from '../plan/threshold-plan';
import { type Choice, Tournament } from './tournament';

const thresholds: Thresholds = { activations: new Map(), weights: new Map() };
const choice: Choice = { wanted: new Map(), perChannel: false };

const PLAN = { thresholds: () => thresholds };

async function play(...cosines: number[]) {
  const tournament: Tournament = new Tournament(PLAN, async () => cosines[tournament.candidates.length]);
  for (const i of cosines.keys()) await tournament.enter(`m${i}`, choice);
  return tournament;
}

it.each([
  [[0.5, 0.9, 0.7], 'm1'],
  [[0.9, 0.9], 'm0'],
  [[NaN, -1], 'm1'],
  [[-1, NaN], 'm0'],
  [[NaN, NaN], 'm0'],
])('of %j the best is %s', async (cosines, best) => {
  expect((await play(...cosines)).best.method).toBe(best);
});

it('keeps every candidate, what is no number as null', async () => {
  expect((await play(0.5, NaN)).candidates).toEqual([
    { method: 'm0', cosine: 0.5 },
    { method: 'm1', cosine: null },
  ]);
});

it('judges thresholds with the corrections of the choice, and without any', async () => {
  const judged: Thresholds[] = [];
  const tournament = new Tournament(PLAN, async (found) => judged.push(found));
  const corrections = new Map([['c', Float32Array.of(1)]]);
  await tournament.enter('plain', choice);
  await tournament.enter('corrected', { ...choice, corrections });
  expect(judged).toEqual([thresholds, { ...thresholds, corrections }]);
  expect(tournament.best).toMatchObject({ method: 'corrected', thresholds: judged[1] });
});

it('asks the plan for all that a choice says of thresholds', async () => {
  const asked: Parameters<ThresholdPlan['thresholds']>[] = [];
  const tournament = new Tournament({ thresholds: (...of) => (asked.push(of), thresholds) }, async () => 1);
  const own: Choice = { wanted: new Map([['x', 2]]), perChannel: true, factors: new Map([['x', 0.5]]) };
  await tournament.enter('plain', choice);
  await tournament.enter('refined', own);
  expect(asked).toEqual([
    [choice.wanted, false, undefined],
    [own.wanted, true, own.factors],
  ]);
});

it('has no best before anybody entered', () => {
  expect(() => new Tournament(PLAN, async () => 1).best).toThrow('nobody entered');
});
