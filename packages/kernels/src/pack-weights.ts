import { expectEqual, expectFinite } from './checks';
import { type Narrow, SHIFT } from './element-type';
import type { Kernels } from './kernels';

/**
 * Output channels of a panel, the unit packed weights are read in: int32 bias[8], float32 multiplier[8], then int16
 * weights [ceil8(k) / 2][8][2]: pairs along the depth k, so that one multiply-add instruction takes four channels.
 */
export const PANEL = 8;

/** Bytes of biases and multipliers, ahead of the weights. */
export const PANEL_HEAD = 64;

/** Bytes of one panel of depth `k`. */
export function panelBytes(k: number): number {
  return PANEL_HEAD + Math.ceil(k / 8) * 8 * PANEL * 2;
}

/** Where panels of one group go, and what they take besides the weights; all but n and k are addresses. */
export interface WidePanels {
  /** int32 [n]. */
  readonly bias: number;
  /** float32 [n]. */
  readonly multipliers: number;
  readonly panels: number;
  readonly n: number;
  readonly k: number;
}

/** Panels of one group of int16 weights [n, k], as `packWeights` lays them out. */
export function packWide(kernels: Kernels, weights: Int16Array, { bias, multipliers, panels, n, k }: WidePanels): void {
  const size = panelBytes(k);
  kernels.u8(panels, Math.ceil(n / PANEL) * size).fill(0);
  for (let channel = 0; channel < n; channel++) {
    const panel = panels + Math.floor(channel / PANEL) * size;
    const lane = channel % PANEL;
    kernels.i32(panel, PANEL)[lane] = kernels.i32(bias, n)[channel];
    kernels.f32(panel + 4 * PANEL, PANEL)[lane] = kernels.f32(multipliers, n)[channel];
    const to = kernels.i16(panel + PANEL_HEAD, (size - PANEL_HEAD) / 2);
    for (let i = 0; i < k; i++) to[(i >> 1) * 2 * PANEL + 2 * lane + (i & 1)] = weights[channel * k + i];
  }
}

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
      kernels.run.packWeights({
        weights: from + first * k,
        bias: biases + first * 4,
        multipliers: factors + first * 4,
        panels,
        n: each,
        k,
      });
    else
      packWide(kernels, weights.subarray(first * k, (first + each) * k), {
        bias: biases + first * 4,
        multipliers: factors + first * 4,
        panels,
        n: each,
        k,
      });
  }
  kernels.release(mark);
  return { offset, bytes, n, k, groups };
}

/** A matrix to be packed as weights without biases: n columns of depth k, one multiplier for all. */
export interface MatrixToPack {
  readonly type: Narrow;
  /** Of the first element. */
  readonly x: number;
  /** Elements from a column to the next, and from an element of a column to the next. */
  readonly column: number;
  readonly row: number;
  /** Where the panels go: `panelBytes(k)` bytes for every eight columns. */
  readonly panels: number;
  readonly n: number;
  readonly k: number;
  readonly multiplier: number;
  /**
   * Of an int16 the lower or the upper part alone: it is 256 times the upper, −128 to 128, and the lower, −128 to 127.
   * Default 'whole'.
   */
  readonly part?: 'whole' | 'lower' | 'upper';
}

const PARTS = ['whole', 'lower', 'upper'] as const;

/** Packs a matrix as `packWeights` does weights. */
export function packMatrix(kernels: Kernels, { type, column, row, part = 'whole', ...p }: MatrixToPack): PackedWeights {
  expectFinite('multiplier', [p.multiplier]);
  const shift = SHIFT[type];
  kernels.run.packMatrix({ ...p, shift, column: column << shift, row: row << shift, part: PARTS.indexOf(part) });
  const { n, k } = p;
  return { offset: p.panels, bytes: Math.ceil(n / PANEL) * panelBytes(k), n, k, groups: 1 };
}
