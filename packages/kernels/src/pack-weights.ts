import { expectEqual } from './expect-equal';
import { expectFinite } from './expect-finite';
import { type Kernels } from './kernels';
import { packWide } from './pack-wide';
import { PANEL, panelBytes } from './panel';

/**
 * Weights ready for gemmS8, convS8 and dwconvS8: per group, panels of eight output channels (see `PANEL`), the last one
 * padded with zeros.
 */
export interface PackedWeights {
  readonly offset: number;
  readonly bytes: number;
  /** Output channels of all groups. */
  readonly n: number;
  /** Depth of one output channel. */
  readonly k: number;
  readonly groups: number;
}

export interface WeightsToPack {
  /**
   * [n, k], int8 or int16: for a convolution k runs over [kernelH, kernelW, channels / groups]; for a depthwise one
   * over [kernelH, kernelW].
   */
  readonly weights: Int8Array | Int16Array;
  /** [n], default zeros. */
  readonly bias?: Int32Array;
  /** [n], finite; default ones. Int32 results do not use them. */
  readonly multipliers?: Float32Array;
  readonly n: number;
  readonly k: number;
  /** Divides n; default 1. */
  readonly groups?: number;
}

export function packWeights(
  kernels: Kernels,
  { weights, bias, multipliers, n, k, groups = 1 }: WeightsToPack,
): PackedWeights {
  expectEqual('weights', weights.length, n * k);
  expectEqual('output channels left over by the groups', n % groups, 0);
  if (bias) expectEqual('biases', bias.length, n);
  if (multipliers) {
    expectEqual('multipliers', multipliers.length, n);
    expectFinite('multiplier', multipliers);
  }
  const each = n / groups;
  const groupBytes = Math.ceil(each / PANEL) * panelBytes(k);
  const bytes = groups * groupBytes;
  const offset = kernels.alloc(bytes);
  const mark = kernels.mark();
  const from = kernels.put(weights);
  const biases = kernels.put(bias ?? new Int32Array(n));
  const factors = kernels.put(multipliers ?? new Float32Array(n).fill(1));
  for (let group = 0; group < groups; group++) {
    const first = group * each;
    const panels = offset + group * groupBytes;
    if (weights instanceof Int8Array)
      kernels.run.packWeights(from + first * k, biases + first * 4, factors + first * 4, panels, each, k);
    else
      packWide(
        kernels,
        weights.subarray(first * k, (first + each) * k),
        biases + first * 4,
        factors + first * 4,
        panels,
        each,
        k,
      );
  }
  kernels.release(mark);
  return { offset, bytes, n, k, groups };
}
