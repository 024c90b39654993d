import { type Kernels, gramS16 } from '@openbpu/kernels';
import { rne } from '@openbpu/tensor';
import type { Patches } from './patches';

/** Sums of products with patches stay within 2^31: magnitudes of elements of patches are at most 2^8. */
const MOST_SUM = 2 ** 23;
const MOST = 2 ** 15 - 1;
/** At least so many errors are multiplied at once. */
const AT_ONCE = 64;

/** What least squares needs of patches p and of errors e of some outputs at the same places. */
export interface NormalEquations {
  readonly size: number;
  /** Σ(p − p̄)(p − p̄)ᵀ / count, size × size. */
  readonly covariance: Float64Array;
  /** Of each output: Σ(e − ē)(p − p̄) / count. */
  readonly gradients: readonly Float64Array[];
  /** p̄. */
  readonly means: Float64Array;
  /** ē of each output. */
  readonly errors: Float64Array;
}

/**
 * The products of patches with themselves, exact, and with errors, whose elements are rounded to 2^23 / Σ|e| first: to
 * a few thousandths of their mean magnitude for thousands of patches. Errors that are no numbers count as 0.
 */
export function normalEquations(
  kernels: Kernels,
  { rows, size, length, count }: Patches,
  errors: readonly Float64Array[],
): NormalEquations {
  const means = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    let sum = 0;
    for (let i = k * length; i < k * length + count; i++) sum += rows[i];
    means[k] = sum / count;
  }
  const covariance = new Float64Array(size * size);
  const gradients: Float64Array[] = [];
  const meanErrors = errors.map((of) => {
    const mean = of.reduce((a, b) => a + b, 0) / count;
    return Number.isFinite(mean) ? mean : 0;
  });
  const most = Math.max(size, AT_ONCE);
  for (let first = 0; first < errors.length; first += most) {
    const chosen = errors.slice(first, first + most);
    const all = size + chosen.length;
    const triangle = (all * (all + 1)) / 2;
    kernels.scratch(2 * all * length + 4 * triangle, (x) => {
      const y = x + 2 * all * length;
      const operand = kernels.i16(x, all * length);
      operand.set(rows);
      const units = chosen.map((of, r) =>
        writeErrors(of, operand.subarray((size + r) * length, (size + r + 1) * length)),
      );
      gramS16(kernels, { x, rows: all, length, y });
      const found = kernels.i32(y, triangle);
      if (first === 0) fillCovariance(covariance, found, means, count);
      for (const [r, unit] of units.entries()) {
        const at = ((size + r) * (size + r + 1)) / 2;
        const mean = meanErrors[first + r];
        gradients.push(
          Float64Array.from({ length: size }, (_, k) =>
            unit > 0 ? (found[at + k] * unit) / count - mean * means[k] : 0,
          ),
        );
      }
    });
  }
  return { size, covariance, gradients, means, errors: Float64Array.from(meanErrors) };
}

/** Writes errors as integers, zeros behind them; gives what one step of them is, 0 where they say nothing. */
function writeErrors(errors: Float64Array, to: Int16Array): number {
  let sum = 0;
  let largest = 0;
  for (const e of errors) {
    sum += Math.abs(e);
    largest = Math.max(largest, Math.abs(e));
  }
  to.fill(0);
  if (!(sum > 0) || !Number.isFinite(sum)) return 0;
  const factor = Math.min((MOST_SUM - errors.length) / sum, MOST / largest);
  for (let i = 0; i < errors.length; i++) to[i] = rne(errors[i] * factor);
  return 1 / factor;
}

function fillCovariance(covariance: Float64Array, found: Int32Array, means: Float64Array, count: number): void {
  const size = means.length;
  for (let i = 0, at = 0; i < size; i++) {
    for (let j = 0; j <= i; j++, at++) {
      const value = found[at] / count - means[i] * means[j];
      covariance[i * size + j] = value;
      covariance[j * size + i] = value;
    }
  }
}
