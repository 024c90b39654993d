import type { Thresholds } from '@openbpu/passes';
import { type Choice, Tournament } from './tournament';

const thresholds: Thresholds = { activations: new Map(), weights: new Map() };
const choice: Choice = { wanted: new Map(), perChannel: false };

const PLAN = { thresholds: () => thresholds };

async function play(...cosines: number[]) {
  const tournament: Tournament = new Tournament(PLAN, async () => cosines[tournament.candidates.length]);
  for (const i of cosines.keys()) await tournament.enter(`m${i}`, choice);
  return tournament;
}

it.each([[[0.5, 0.9, 0.7], 'm1'], [[0.9, 0.9], 'm0'], [[NaN, -1], 'm1'], [[-1, NaN], 'm0'], [[NaN, NaN], 'm0']])('of %j the best is %s', async (cosines, best) => {
  expect((await play(...cosines)).best.method).toBe(best);
});

it('keeps every candidate, what is no number as null', async () => {
  expect((await play(0.5, NaN)).candidates).toEqual([{ method: 'm0', cosine: 0.5 }, { method: 'm1', cosine: null }]);
});

it('has no best before anybody entered', () => {
  expect(() => new Tournament(PLAN, async () => 1).best).toThrow('nobody entered');
});
