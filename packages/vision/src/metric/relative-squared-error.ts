/**
 * `Σ (a − wanted)² / Σ wanted²`: the energy of the error by that of the truth; 0 for two zeros, infinite for an error
 * against zeros.
 */
export function relativeSquaredError(a: ArrayLike<number>, wanted: ArrayLike<number>): number {
  let error = 0;
  let energy = 0;
  for (let i = 0; i < wanted.length; i++) {
    error += (a[i] - wanted[i]) ** 2;
    energy += wanted[i] ** 2;
  }
  return error === 0 ? 0 : error / energy;
}
