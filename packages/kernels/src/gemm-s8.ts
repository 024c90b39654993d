import { boundsOf, type ClampBounds } from './clamp-bounds';
import { expectEqual } from './expect-equal';
import { type Kernels } from './kernels';
import { type PackedWeights } from './pack-weights';
import { tileBytes, tileRows } from './tile-rows';

export interface GemmS8 extends ClampBounds {
  /** int8 [rows, weights.k]. */
  readonly x: number;
  readonly weights: PackedWeights;
  /** int8 or int32 [rows, weights.n]. */
  readonly y: number;
  readonly rows: number;
  /** Elements from a row of x to the next; default `weights.k`. */
  readonly xPitch?: number;
  /** Elements from a row of y to the next; default `weights.n`. */
  readonly yPitch?: number;
  /** 'int32' gives the accumulator, bias included; default 'int8'. */
  readonly output?: 'int8' | 'int32';
}

/**
 * `acc[r, n] = bias[n] + sum over k of x[r, k] * weights[n, k]` modulo 2^32; int8 results are
 * `clamp(rne(fround(fround(acc) * multiplier[n])), lo, hi)`. One group.
 */
export function gemmS8(kernels: Kernels, p: GemmS8): void {
  const { n, k, groups, offset } = p.weights;
  expectEqual('groups of a gemm', groups, 1);
  const [lo, hi] = boundsOf(p);
  const wide = p.output === 'int32';
  const tile = tileRows(k, p.rows);
  kernels.scratch(tileBytes(k, tile), (scratch) =>
    kernels.run.gemmS8(
      p.x,
      offset,
      p.y,
      p.rows,
      k,
      n,
      p.xPitch ?? k,
      (p.yPitch ?? n) * (wide ? 4 : 1),
      wide,
      lo,
      hi,
      scratch,
      tile,
    ),
  );
}
