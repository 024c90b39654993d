import { clamp, rne } from '@openbpu/tensor';

/** Weights span −127..127. */
const MOST = 127;
/** Sweeps end when nothing moves, or after so many. */
const MOST_SWEEPS = 30;
/** How many errors the first gradient takes in at once. */
const AT_ONCE = 4;

/** The weights of one output channel, on their way to integers. */
export interface Row {
  /** In steps of the row's scale. */
  readonly targets: Float32Array;
  /** The integers: the nearest of `targets` at first. */
  readonly q: Int8Array;
  /** The coordinate that stays. */
  readonly pinned: number;
  /** Room for a row, to be overwritten. */
  readonly gradient: Float64Array;
}

/**
 * Moves the integers q of every row, so that `(targets − q)ᵀ H (targets − q)` falls: coordinate descent in cyclic
 * sweeps, each coordinate by `rne(gradient / H_kk)` steps, within ±127. No step lets it grow. Coordinates with H_kk ≤ 0
 * stay. `h` is H, symmetric, row by row. Rows know nothing of each other: they go together so that H is read once for
 * all.
 */
export function roundRows(rows: readonly Row[], h: Float64Array): void {
  const size = Math.sqrt(h.length);
  for (const { gradient } of rows) gradient.fill(0);
  for (let k = 0; k < size; k += AT_ONCE) for (const row of rows) addFour(row, h, k);
  for (let sweep = 0, moved = true; sweep < MOST_SWEEPS && moved; sweep++) {
    moved = false;
    for (let k = 0; k < size; k++) {
      const curvature = h[k * size + k];
      if (!(curvature > 0)) continue;
      for (const { q, gradient, pinned } of rows) {
        const to = clamp(q[k] + rne(gradient[k] / curvature), -MOST, MOST);
        if (to === q[k] || k === pinned) continue;
        add(gradient, h, k, q[k] - to);
        q[k] = to;
        moved = true;
      }
    }
  }
}

/** The gradient with the errors of coordinates k to k + 3, those there are. */
function addFour({ gradient, targets, q }: Row, h: Float64Array, k: number): void {
  const size = gradient.length;
  if (k + AT_ONCE > size) {
    for (let last = k; last < size; last++) add(gradient, h, last, targets[last] - q[last]);
    return;
  }
  const a = targets[k] - q[k];
  const b = targets[k + 1] - q[k + 1];
  const c = targets[k + 2] - q[k + 2];
  const d = targets[k + 3] - q[k + 3];
  const first = k * size;
  const second = first + size;
  const third = second + size;
  const fourth = third + size;
  for (let j = 0; j < size; j++)
    gradient[j] += a * h[first + j] + b * h[second + j] + c * h[third + j] + d * h[fourth + j];
}

/** The gradient after coordinate k of the error has grown by `step`. */
function add(gradient: Float64Array, h: Float64Array, k: number, step: number): void {
  if (step === 0) return;
  const row = k * gradient.length;
  for (let j = 0; j < gradient.length; j++) gradient[j] += step * h[row + j];
}
