import { type Offer, type TuneGoal, type TunePoint, climb, giveBack, rankedOffers } from '@openbpu/analysis';
import { asksAccuracy, meets } from './choose-point';

/** How often it is looked anew for what is worth 16 bits: a tensor may show only where others are wide. */
const ROUNDS = 3;
/** How many groups that have to stay are tried to be taken back, before all that is left stays. */
const TRIES = 6;

export interface LadderRequest {
  readonly goal: TuneGoal;
  /** The names of all groups. */
  readonly groups: readonly string[];
  /** What the other groups are worth beside these, the best for a millisecond first. */
  readonly offers: (base: readonly string[]) => Promise<readonly Offer[]>;
  readonly measure: (groups: readonly string[]) => Promise<TunePoint>;
  /** Hears of every point, with its place and how many more there may be. */
  readonly onPoint?: (point: TunePoint, place: number, more: number) => void;
}

/** Every point that was measured, and every offer that was made. */
export interface Climbed {
  /** In order, each once. */
  readonly points: readonly TunePoint[];
  readonly offers: readonly Offer[];
}

/**
 * Measures points on the way up from the model as it is, in rounds, until the goal is met or nothing helps any more;
 * then, unless a time is all that is asked for, all groups at once, which is as far as int16 goes; and on the way back,
 * where groups that are not needed are taken back.
 */
export async function ladder({ goal, groups, offers: offersFrom, ...rest }: LadderRequest): Promise<Climbed> {
  const points: TunePoint[] = [];
  const offers: Offer[] = [];
  let expected = 1;
  const measure = async (some: readonly string[]): Promise<TunePoint> => {
    const known = points.find((point) => sameGroups(point.groups, some));
    if (known) return known;
    const point = await rest.measure(some);
    points.push(point);
    rest.onPoint?.(point, points.length - 1, Math.max(0, expected - points.length));
    return point;
  };
  const accurate = asksAccuracy(goal);
  const isReached = (point: TunePoint) => accurate && meets({ ...goal, maxMs: Infinity }, point);
  const limit = goal.maxMs === undefined ? {} : { mostMs: goal.maxMs };

  let best = await measure([]);
  for (let round = 0; round < ROUNDS && !isReached(best); round++) {
    const found = await offersFrom(best.groups);
    offers.push(...found.filter(({ group }) => !offers.some((offer) => offer.group === group)));
    expected = points.length + Math.ceil(Math.log2(found.length + 1));
    const higher = await climb({ start: best, offers: found, measure, isReached, ...limit });
    if (higher === best) break;
    best = higher;
  }
  if (!isReached(best) && (accurate || goal.maxMs === undefined)) {
    const all = await measure(groups);
    if (accurate && meets(goal, all)) best = all;
  }
  if (best.groups.length === 0 || (!accurate && goal.maxMs === undefined)) return { points, offers };
  const met = accurate && meets(goal, best);
  const { error } = best;
  const holds = (point: TunePoint) => (met ? meets(goal, point) : point.error <= error && meets(limitOf(goal), point));
  const others = groups.filter((group) => !offers.some((offer) => offer.group === group));
  const ranked = [...rankedOffers(offers), ...others.map((group) => ({ group, worth: 0, ms: 0 }))];
  expected = points.length + Math.ceil(Math.log2(best.groups.length + 1));
  await giveBack({ start: best, offers: ranked, measure, holds, tries: TRIES });
  return { points, offers };
}

function limitOf({ maxMs }: TuneGoal): TuneGoal {
  return maxMs === undefined ? {} : { maxMs };
}

function sameGroups(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}
