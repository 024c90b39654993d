import type { Figures, Measure, Offer } from './tune-figures';

export interface ClimbRequest<P extends Figures> {
  /** The model as it is. */
  readonly start: P;
  /** By what they take away of the error for a millisecond, the best first. */
  readonly offers: readonly Offer[];
  readonly measure: Measure<P>;
  /** Whether a point is good enough to stop at; none is if absent. */
  readonly isReached?: (point: P) => boolean;
  /** What an inference may take; anything if absent. */
  readonly mostMs?: number;
  /** After how many steps in a row that do not help nothing more is tried; 4 if absent. */
  readonly patience?: number;
}

/**
 * Takes groups in the order of the offers, in steps of 1, 2, 4, … of them. Each step is measured, and stays only where
 * the error falls and the time is kept; else the first half of it is tried, and a single group that does not help is
 * left out. Gives the best point: the last one that stayed.
 */
export async function climb<P extends Figures>({
  start,
  offers,
  measure,
  isReached = () => false,
  mostMs = Infinity,
  patience = 4,
}: ClimbRequest<P>): Promise<P> {
  let best = start;
  let left = offers.filter(({ group }) => !start.groups.includes(group));
  let size = 1;
  let failures = 0;
  while (!isReached(best) && failures < patience) {
    left = left.filter(({ ms }) => best.ms + ms <= mostMs);
    const step = fitting(left.slice(0, size), mostMs - best.ms);
    if (step.length === 0) break;
    const point = await measure([...best.groups, ...step.map(({ group }) => group)]);
    if (point.error < best.error && point.ms <= mostMs) {
      best = point;
      left = left.filter((offer) => !step.includes(offer));
      size = step.length * 2;
      failures = 0;
      continue;
    }
    failures++;
    if (step.length === 1) left = left.filter((offer) => offer !== step[0]);
    size = Math.max(1, step.length >> 1);
  }
  return best;
}

/** As many of the first as fit together by what each costs. */
function fitting(offers: readonly Offer[], room: number): readonly Offer[] {
  let sum = 0;
  const count = offers.findIndex(({ ms }) => (sum += ms) > room);
  return count < 0 ? offers : offers.slice(0, Math.max(1, count));
}
