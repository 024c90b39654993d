import type { Figures, Measure, Offer } from './tune-figures';

export interface GiveBackRequest<P extends Figures> {
  /** The point that is good enough. */
  readonly start: P;
  /** Of its groups, what each is expected to be worth; others have no say. */
  readonly offers: readonly Offer[];
  readonly measure: Measure<P>;
  /** Whether a point is still good enough. */
  readonly holds: (point: P) => boolean;
  /** After how many steps that do not hold nothing more is tried; as many as there are if absent. */
  readonly tries?: number;
}

/**
 * Takes groups back, those that are least useful for a millisecond first, in steps of 1, 2, 4, …, while the point is
 * good enough and not slower. A step that is not is halved, and a single group that has to stay is not tried again: so
 * in the end, unless tries run out, no group could be taken back alone.
 */
export async function giveBack<P extends Figures>({
  start,
  offers,
  measure,
  holds,
  tries = Infinity,
}: GiveBackRequest<P>): Promise<P> {
  let kept = start;
  let open = offers.toReversed().flatMap(({ group }) => (start.groups.includes(group) ? [group] : []));
  let size = 1;
  for (let failures = 0; open.length > 0 && failures < tries;) {
    const step = open.slice(0, size);
    const point = await measure(kept.groups.filter((group) => !step.includes(group)));
    if (holds(point) && point.ms <= kept.ms) {
      kept = point;
      open = open.slice(step.length);
      size = step.length * 2;
      continue;
    }
    failures++;
    if (step.length === 1) open = open.slice(1);
    size = Math.max(1, step.length >> 1);
  }
  return kept;
}
