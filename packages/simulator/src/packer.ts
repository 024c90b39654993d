import { type Kernels, type PackedWeights, packWeights } from '@openbpu/kernels';
import type { Region } from '@openbpu/machine';
import type { KnownConstants } from './known-constants';
import type { AnyArray } from './memory';

/** The constant operands of a `conv`, `dwconv` or `gemm`, and their sizes: n channels of depth k, in groups. */
export interface Packable {
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

/** Packs weights for the kernels, each content once. */
export class Packer {
  private readonly packed = new Map<string, PackedWeights | undefined>();

  constructor(private readonly kernels: Kernels) {}

  /**
   * The packed weights; undefined where they are not constant, where a multiplier is not finite, where an accumulator
   * of 32 bits could overflow, or where they are too deep: there kernel and instruction differ. `arrange` turns the
   * elements into [n, k].
   */
  pack(
    { weights, bias, multiplier, n, k, groups }: Packable,
    known: KnownConstants,
    arrange: (weights: Weights) => Weights = (same) => same,
  ): PackedWeights | undefined {
    const keys = [known.key(weights), known.key(bias), multiplier ? known.key(multiplier) : 'none'];
    if (keys.includes(undefined) || k > DEEPEST) return undefined;
    const key = [...keys, n, k, groups].join(' ');
    if (!this.packed.has(key)) {
      const [w, b, m] = [known.elements(weights), known.elements(bias), multiplier && known.elements(multiplier)];
      const fits =
        isWeights(w) &&
        b instanceof Int32Array &&
        (m === undefined || (m instanceof Float32Array && m.every(Number.isFinite)));
      const arranged = fits ? arrange(w) : undefined;
      this.packed.set(
        key,
        fits && arranged && cannotOverflow(arranged, b, k)
          ? packWeights(this.kernels, { weights: arranged, bias: b, ...(m ? { multipliers: m } : {}), n, k, groups })
          : undefined,
      );
    }
    return this.packed.get(key);
  }
}

function isWeights(elements: AnyArray | undefined): elements is Weights {
  return elements instanceof Int8Array || elements instanceof Int16Array;
}

/** `128·Σ|w| + |bias| < 2³¹` for every channel. */
function cannotOverflow(weights: Weights, bias: Int32Array, k: number): boolean {
  return bias.every((offset, channel) => {
    let sum = 0;
    for (let i = channel * k; i < (channel + 1) * k; i++) sum += Math.abs(weights[i]);
    return 128 * sum + Math.abs(offset) < 2 ** 31;
  });
}
