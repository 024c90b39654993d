import type { ProductsResult } from '@openbpu/runtime';

/**
 * How many patches an element of a patch must be seen with, for half of what is found between two elements to be
 * believed.
 */
const DOUBT = 4;

/**
 * The covariance of the patches p of one group, size × size, times the square of their number n: `n·Σ p pᵀ − Σp (Σp)ᵀ`,
 * whole numbers while n stays below 2^18. What lies off the diagonal is multiplied by `n / (n + 4·size)`: few patches
 * have covariances that the next image has not, and weights that follow them would do harm.
 */
export function patchCovariance(
  { size, products, sums, count }: Pick<ProductsResult, 'size' | 'products' | 'sums' | 'count'>,
  group: number,
): Float64Array {
  const covariance = new Float64Array(size * size);
  const believed = count / (count + DOUBT * size);
  const first = group * size;
  let at = (group * size * (size + 1)) / 2;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++, at++) {
      const value = (count * products[at] - sums[first + i] * sums[first + j]) * believed;
      covariance[i * size + j] = value;
      covariance[j * size + i] = value;
    }
    covariance[i * size + i] = count * products[at++] - sums[first + i] ** 2;
  }
  return covariance;
}
