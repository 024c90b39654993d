import type { Figures } from './tune-figures';

/**
 * The points that no other one is as good as in one figure and better than in the other, by rising time. Of points with
 * the same figures the first is there.
 */
export function paretoFront<P extends Figures>(points: readonly P[]): readonly P[] {
  const front: P[] = [];
  for (const point of points.toSorted((a, b) => a.ms - b.ms || a.error - b.error)) {
    const last = front.at(-1);
    if (last === undefined || point.error < last.error) front.push(point);
  }
  return front;
}

/**
 * The knee of a front: the point that lies furthest below the straight line from its first point to its last, where
 * both figures are parts of what they change by along the front; the first of equals. Of a front of one or two points
 * it is the last. Throws RangeError for a front without points.
 */
export function kneeOf<P extends Figures>(front: readonly P[]): P {
  const [first] = front;
  const last = front.at(-1);
  if (last === undefined) throw new RangeError('a front has one point at least');
  if (front.length < 3) return last;
  const below = ({ ms, error }: P) =>
    (first.error - error) / (first.error - last.error) - (ms - first.ms) / (last.ms - first.ms);
  return front.reduce((best, point) => (below(point) > below(best) ? point : best));
}
