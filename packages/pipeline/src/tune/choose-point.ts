import { type TuneGoal, type TunePoint, kneeOf, paretoFront } from '@openbpu/analysis';

/** The point of a tuning, and why it is that one. */
export interface Choice {
  readonly point: TunePoint;
  /** Whether it meets the goal. */
  readonly reached: boolean;
  readonly rule: string;
}

/** Whether a point meets a goal. */
export function meets({ targetCosine, maxMs, maxDrop }: TuneGoal, { cosine, ms, top1 }: TunePoint): boolean {
  return (
    (targetCosine === undefined || cosine >= targetCosine) &&
    (maxMs === undefined || ms <= maxMs) &&
    (maxDrop === undefined || (top1 !== undefined && -100 * top1.delta <= maxDrop))
  );
}

/** Whether a goal asks for accuracy, and not for time alone. */
export function asksAccuracy({ targetCosine, maxDrop }: TuneGoal): boolean {
  return targetCosine !== undefined || maxDrop !== undefined;
}

/**
 * The point to take: of those that meet a goal of accuracy the fastest, of those that keep a time the one of least
 * error, without a goal the knee. Where none meets the goal, it is the one of least error, of those that keep the time
 * where there are some.
 */
export function choosePoint(points: readonly TunePoint[], goal: TuneGoal): Choice {
  const front = paretoFront(points);
  const least = (some: readonly TunePoint[]) => some.reduce((best, each) => (each.error < best.error ? each : best));
  if (!asksAccuracy(goal) && goal.maxMs === undefined)
    return {
      point: kneeOf(front),
      reached: true,
      rule:
        'the knee of the front: the point furthest below the line from its first to its last point, time and error ' +
        'as parts of what they change by',
    };
  const good = points.filter((point) => meets(goal, point));
  if (good.length === 0) {
    const inTime = points.filter(({ ms }) => goal.maxMs === undefined || ms <= goal.maxMs);
    const point = least(inTime.length > 0 ? inTime : points);
    return { point, reached: false, rule: 'no point meets the goal: the one of least error' };
  }
  if (!asksAccuracy(goal)) return { point: least(good), reached: true, rule: 'the least error within the time' };
  const fastest = good.reduce((best, each) =>
    each.ms < best.ms || (each.ms === best.ms && each.error < best.error) ? each : best,
  );
  return { point: fastest, reached: true, rule: 'the fastest point that meets the goal' };
}
