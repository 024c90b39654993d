import { type Kernels, type PackedWeights, packWeights } from '@openbpu/kernels';
import type { Region } from '@openbpu/machine';
import type { KnownConstants } from './known-constants';
import type { AnyArray } from './memory';

/** The constant operands of a `conv`, `dwconv` or `gemm`, and their sizes: n channels of depth k, in groups. */
export interface Packable {
  /** What is multiplied by the weights, int8 or int16. */
  readonly x: Region;
  readonly weights: Region;
  readonly bias: Region;
  readonly multiplier?: Region | undefined;
  readonly n: number;
  readonly k: number;
  readonly groups: number;
}

/** Kernels widen some rows of this depth at a time. */
const DEEPEST = 2 ** 22;

type Weights = Int8Array | Int16Array;

/** Weights as the kernels take them. */
export interface Packed extends PackedWeights {
  /** The depth after which sums of int16 are carried into doubles; absent where 32 bits hold every sum that is seen. */
  readonly block?: number;
}

/** Packs weights for the kernels, each content once. */
export class Packer {
  private readonly packed = new Map<string, Packed | undefined>();

  constructor(private readonly kernels: Kernels) {}

  /**
   * The packed weights; undefined where they are not constant, where a multiplier is not finite, where an accumulator
   * of int8 by 32 bits could overflow, or where they are too deep: there kernel and instruction differ. `arrange` turns
   * the elements into [n, k].
   */
  pack(
    { x, weights, bias, multiplier, n, k, groups }: Packable,
    known: KnownConstants,
    arrange: (weights: Weights) => Weights = (same) => same,
  ): Packed | undefined {
    const keys = [known.key(weights), known.key(bias), multiplier ? known.key(multiplier) : 'none'];
    if (keys.includes(undefined) || k > DEEPEST) return undefined;
    const key = [x.dtype, ...keys, n, k, groups].join(' ');
    if (!this.packed.has(key)) {
      const [w, b, m] = [known.elements(weights), known.elements(bias), multiplier && known.elements(multiplier)];
      const fits =
        isWeights(w) &&
        b instanceof Int32Array &&
        (m === undefined || (m instanceof Float32Array && m.every(Number.isFinite)));
      this.packed.set(
        key,
        fits ? this.packAll({ weights: arrange(w), bias: b, multipliers: m, n, k, groups }, x) : undefined,
      );
    }
    return this.packed.get(key);
  }

  private packAll(
    { multipliers, ...all }: Elements & Pick<Packable, 'n' | 'k' | 'groups'>,
    { dtype }: Region,
  ): Packed | undefined {
    const sums = sumsOf(all.weights, all.bias, all.k, dtype === 'int16', multipliers === undefined);
    return sums && { ...packWeights(this.kernels, { ...all, ...(multipliers ? { multipliers } : {}) }), ...sums };
  }
}

/** Constants of one channel after the other. */
interface Elements {
  readonly weights: Weights;
  readonly bias: Int32Array;
  readonly multipliers: Float32Array | undefined;
}

function isWeights(elements: AnyArray | undefined): elements is Weights {
  return elements instanceof Int8Array || elements instanceof Int16Array;
}

/**
 * How the kernels may sum: in 32 bits where `largest·Σ|w| + |bias| < 2³¹` for every channel, or where results are
 * int32 of int16, which are modulo 2³² here and there; int16 otherwise in blocks that are sure to fit. Undefined where
 * they may not.
 */
function sumsOf(
  weights: Weights,
  bias: Int32Array,
  k: number,
  wide: boolean,
  modulo: boolean,
): Pick<Packed, 'block'> | undefined {
  const largest = wide ? 32768 : 128;
  const fits = bias.every((offset, channel) => {
    let sum = 0;
    for (let i = channel * k; i < (channel + 1) * k; i++) sum += Math.abs(weights[i]);
    return largest * sum + Math.abs(offset) < 2 ** 31;
  });
  if (fits || (wide && modulo)) return {};
  if (!wide) return undefined;
  let most = 1;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const block = 8 * Math.floor((2 ** 31 - 1) / (largest * most) / 8);
  return block > 0 ? { block } : undefined;
}
