import { type Tensor, halvesToFloats, hasDType } from '@openbpu/tensor';

/** Two results of one tensor, value by value. A value is a line in the words of the guide. */
export interface ValueCheck {
  /** Values that only one of the two has. */
  readonly miss: number;
  /** Values that differ by too much. */
  readonly diff: number;
  /** Values of which either is NaN. */
  readonly nan: number;
  /** Those of them of which both are. */
  readonly nanInBoth: number;
  /** The three together. */
  readonly mismatches: number;
  /** Values of the longer of the two. */
  readonly total: number;
  /** Mismatches of total, 0 to 1. */
  readonly rate: number;
  /** The largest difference of two values that are compared, Infinity among them; 0 where none differ. */
  readonly largest: number;
  /** Where the first mismatch is, counted in the order of memory; absent where there is none. */
  readonly first?: number;
}

/** The guide's. */
export const USUAL_DIGITS = 5;

/**
 * Holds what two models give of one tensor against each other. Two values agree where they are equal or less than
 * 10^-`digits` apart (`digits` 0 to 15; whole numbers agree only where they are equal); NaN agrees with
 * nothing.
 */
export function compareValues(one: Tensor, other: Tensor, digits: number): ValueCheck {
  const { apart, areNaN } = pairOf(one, other);
  const least = 10 ** -digits;
  const both = Math.min(one.data.length, other.data.length);
  const total = Math.max(one.data.length, other.data.length);
  let [diff, nan, nanInBoth, largest, first] = [0, 0, 0, 0, -1];
  for (let i = 0; i < both; i++) {
    const distance = apart(i);
    if (distance < least) {
      if (distance > largest) largest = distance;
      continue;
    }
    if (first < 0) first = i;
    if (Number.isNaN(distance)) {
      nan++;
      if (areNaN(i)) nanInBoth++;
    } else {
      diff++;
      if (distance > largest) largest = distance;
    }
  }
  const miss = total - both;
  if (miss > 0 && first < 0) first = both;
  const mismatches = miss + diff + nan;
  const rate = total === 0 ? 0 : mismatches / total;
  return { miss, diff, nan, nanInBoth, mismatches, total, rate, largest, ...(first < 0 ? {} : { first }) };
}

/** Two tensors index by index. */
interface Pair {
  /** How far apart the two are: 0 where they are equal, infinities too; NaN where either is. */
  apart(i: number): number;
  areNaN(i: number): boolean;
}

function pairOf(one: Tensor, other: Tensor): Pair {
  const [a, b] = [one.data, other.data];
  if (isBig(a) && isBig(b)) return { apart: (i) => Math.abs(Number(a[i] - b[i])), areNaN: () => false };
  const [x, y] = [numbersOf(one), numbersOf(other)];
  return {
    apart: (i) => (x[i] === y[i] ? 0 : Math.abs(x[i] - y[i])),
    areNaN: (i) => Number.isNaN(x[i]) && Number.isNaN(y[i]),
  };
}

function isBig(data: Tensor['data']): data is BigInt64Array | BigUint64Array {
  return data instanceof BigInt64Array || data instanceof BigUint64Array;
}

function numbersOf(tensor: Tensor): ArrayLike<number> {
  if (hasDType(tensor, 'float16')) return halvesToFloats(tensor.data);
  const { data } = tensor;
  return isBig(data) ? Float64Array.from(data, Number) : data;
}
