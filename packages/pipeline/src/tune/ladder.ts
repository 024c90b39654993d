import { type Offer, type TuneGoal, type TunePoint, climb, giveBack } from '@openbpu/analysis';
import { asksAccuracy, meets } from './choose-point';
import type { TuneBench } from './tune-bench';

/** How many groups that have to stay are tried to be taken back, before all that is left stays. */
const TRIES = 6;

/**
 * Measures points on the way up from the model as it is, until the goal is met or nothing helps any more, and on the
 * way back, where groups that are not needed are taken back. Every point that was measured, in order, each once.
 * `onPoint` hears of each, with its place and how many more there may be.
 */
export async function ladder(
  bench: TuneBench,
  offers: readonly Offer[],
  goal: TuneGoal,
  onPoint: (point: TunePoint, place: number, more: number) => void,
): Promise<readonly TunePoint[]> {
  const points: TunePoint[] = [];
  const measure = async (groups: readonly string[]): Promise<TunePoint> => {
    const known = points.find((point) => sameGroups(point.groups, groups));
    if (known) return known;
    const point = await bench.measure(groups);
    points.push(point);
    onPoint(point, points.length - 1, Math.max(0, expected - points.length));
    return point;
  };
  const accurate = asksAccuracy(goal);
  const hasGoal = accurate || goal.maxMs !== undefined;
  const steps = Math.ceil(Math.log2(offers.length + 1));
  const expected = 1 + steps * (hasGoal ? 2 : 1);
  const start = await measure([]);
  const best = await climb({
    start,
    offers,
    measure,
    isReached: (point) => accurate && meets({ ...goal, maxMs: Infinity }, point),
    ...(goal.maxMs === undefined ? {} : { mostMs: goal.maxMs }),
  });
  if (!hasGoal || best.groups.length === 0) return points;
  const met = meets(goal, best);
  const holds = (point: TunePoint) => (accurate && met ? meets(goal, point) : point.error <= best.error);
  await giveBack({ start: best, offers, measure, holds, tries: TRIES });
  return points;
}

function sameGroups(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}
