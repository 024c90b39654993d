import { type Interval, mcnemar, wilsonInterval, Z95 } from './intervals';

/** Two classifiers on the same pictures. */
export interface PairedComparison {
  readonly count: number;
  /** Share right of `b` minus share right of `a`, in -1..1: negative when `b` lost accuracy. */
  readonly delta: number;
  /** 95 % interval of `delta`. */
  readonly low: number;
  readonly high: number;
  /** Exact McNemar test of "no difference". */
  readonly pValue: number;
  /** Share of pictures both got right or both got wrong. */
  readonly agreement: number;
  readonly onlyA: number;
  readonly onlyB: number;
}

/**
 * Compares right answers picture by picture (`a[i]` and `b[i]` are the same picture). The interval is Newcombe's hybrid
 * score interval for paired proportions (1998, method 10): Wilson limits l, u of each share, joined by the correlation
 * φ of the 2x2 table with continuity correction,
 *
 *     δ ∓ sqrt(x² − 2φxy + y²)   with x, y the distances from each share to its limit on that side.
 *
 * Throws RangeError when the lengths differ. Nothing to compare gives delta 0 within [-1, 1], p 1, agreement 1.
 */
export function comparePaired(a: readonly boolean[], b: readonly boolean[]): PairedComparison {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} answers are not pairs`);
  const count = a.length;
  if (count === 0) return { count, delta: 0, low: -1, high: 1, pValue: 1, agreement: 1, onlyA: 0, onlyB: 0 };
  let both = 0;
  let onlyA = 0;
  let onlyB = 0;
  a.forEach((right, i) => {
    if (right && b[i]) both++;
    else if (right) onlyA++;
    else if (b[i]) onlyB++;
  });
  const neither = count - both - onlyA - onlyB;
  const delta = (onlyB - onlyA) / count;
  return {
    count,
    delta,
    ...intervalOf(both, onlyA, onlyB, neither),
    pValue: mcnemar(onlyA, onlyB),
    agreement: (both + neither) / count,
    onlyA,
    onlyB,
  };
}

function intervalOf(both: number, onlyA: number, onlyB: number, neither: number): Interval {
  const count = both + onlyA + onlyB + neither;
  const shareA = (both + onlyA) / count;
  const shareB = (both + onlyB) / count;
  const a = wilsonInterval(both + onlyA, count, Z95);
  const b = wilsonInterval(both + onlyB, count, Z95);
  const phi = correlation(both, onlyA, onlyB, neither);
  const delta = (onlyB - onlyA) / count;
  const reach = (x: number, y: number) => Math.sqrt(Math.max(0, x * x - 2 * phi * x * y + y * y));
  return {
    low: Math.max(-1, delta - reach(shareB - b.low, a.high - shareA)),
    high: Math.min(1, delta + reach(b.high - shareB, shareA - a.low)),
  };
}

/** φ of the table; a positive determinant is lowered by n/2, to 0 at least; 0 when a row or column is empty. */
function correlation(both: number, onlyA: number, onlyB: number, neither: number): number {
  const margins = (both + onlyA) * (onlyB + neither) * (both + onlyB) * (onlyA + neither);
  if (margins === 0) return 0;
  const determinant = both * neither - onlyA * onlyB;
  const corrected = determinant > 0 ? Math.max(0, determinant - (both + onlyA + onlyB + neither) / 2) : determinant;
  return corrected / Math.sqrt(margins);
}
