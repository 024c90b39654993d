import { analysed, sharedLanes } from '../net.fixture';
import { comparedScores } from '../explain/compared-scores';
import { measuredErrors, plannedRuns } from '../explain/measured-errors';
import { groupWorths } from './group-worths';

const [one, three] = [sharedLanes(1), sharedLanes(3)];
const GROUPS = [['x'], ['c'], ['d', 's'], ['nowhere'], ['v']];

it('tells what the error loses where a group alone is not rounded', async () => {
  const given = analysed(one);
  const heard: (readonly [number, number])[] = [];
  const { error, worths } = await groupWorths(given, GROUPS, 3, (done, total) => heard.push([done, total]));
  const scale = { outputs: comparedScores(given.model), count: 3 };
  const numbers = (froms: readonly string[]) =>
    given.model.calibrations.flatMap(({ from }, number) => (froms.includes(from) ? [number] : []));
  const plan = plannedRuns(given.model, [[], [{ off: numbers(['d', 's']) }]]);
  const [whole, without] = await measuredErrors(given, scale, plan, () => {});
  expect(error).toBe(whole);
  expect(worths[2]).toBe(whole - without);
  expect(worths.slice(3)).toEqual([0, 0]);
  expect(new Set(worths).size).toBe(4);
  expect(heard).toEqual(Array.from({ length: 15 }, (_, i) => [i + 1, 15]));
});

it('finds the same on any number of lanes', async () =>
  expect(await groupWorths(analysed(three), GROUPS, 3)).toEqual(await groupWorths(analysed(one), GROUPS, 3)));
