import { rangeOf } from '@openbpu/tensor';
import type { Narrow } from '../element-type';

/** How operands are filled to be checked: at random (extremes included), or all at an extreme, or extremes in turn. */
export const FILLS = ['random', 'max', 'min', 'alternating'] as const;
/** 'typical' is what a model holds, for timing: subnormal floats would cost more than all the rest. */
export type Fill = (typeof FILLS)[number] | 'typical';

const SPECIAL_FLOATS = [0, -0, NaN, Infinity, -Infinity, 1e-45, -1e-45, 3.4e38, -3.4e38, 0.5, -1.5, 2.5];
const SPECIAL_MULTIPLIERS = [0, 1, 0.5, 0.25, 2 ** -10, 2 ** -24, 1e-45, 3.4e38, -3.4e38, 127];

/** Operands of a trial, the same for the same seed and fill. */
export class Draw {
  private state: number;

  constructor(
    seed: number,
    readonly fill: Fill,
  ) {
    this.state = seed >>> 0;
  }

  /** Uniform in 0..2^32 - 1 (a Weyl sequence through a finalising mixer). */
  bits(): number {
    this.state = (this.state + 0x9e3779b9) >>> 0;
    let z = this.state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }

  /** Uniform integer in lo..hi. */
  int(lo: number, hi: number): number {
    return lo + Math.floor((this.bits() / 2 ** 32) * (hi - lo + 1));
  }

  int8s(length: number): Int8Array {
    return Int8Array.from({ length }, (_, i) => this.extreme(i, -128, 127) ?? this.int(-128, 127));
  }

  int16s(length: number): Int16Array {
    return Int16Array.from({ length }, (_, i) => this.extreme(i, -32768, 32767) ?? this.int(-32768, 32767));
  }

  /** Elements of a type. */
  elements(type: Narrow | 'int32', length: number): Int8Array | Int16Array | Int32Array {
    return type === 'int8' ? this.int8s(length) : type === 'int16' ? this.int16s(length) : this.int32s(length);
  }

  /** Magnitudes from one bit to 31; 16 where typical. */
  int32s(length: number): Int32Array {
    return Int32Array.from(
      { length },
      (_, i) =>
        this.extreme(i, -(2 ** 31), 2 ** 31 - 1) ?? this.bits() >> (this.fill === 'typical' ? 16 : this.int(0, 31)),
    );
  }

  /** A finite float32: mostly between 2^-20 and 2^4, sometimes special. */
  multiplier(): number {
    if (this.fill === 'typical') return Math.fround((1 + this.bits() / 2 ** 32) * 2 ** -8);
    if (this.int(0, 7) === 0) return Math.fround(SPECIAL_MULTIPLIERS[this.int(0, SPECIAL_MULTIPLIERS.length - 1)]);
    const value = (1 + this.bits() / 2 ** 32) * 2 ** this.int(-20, 4);
    return Math.fround(this.int(0, 9) === 0 ? -value : value);
  }

  multipliers(length: number): Float32Array {
    return Float32Array.from({ length }, () => this.multiplier());
  }

  /** Float32 of many magnitudes, NaN, infinities and subnormals among them unless all are the same extreme. */
  floats(length: number): Float32Array {
    return Float32Array.from({ length }, (_, i) => {
      const extreme = this.extreme(i, -3.4e38, 3.4e38);
      if (extreme !== undefined) return extreme;
      if (this.fill !== 'typical' && this.int(0, 15) === 0)
        return SPECIAL_FLOATS[this.int(0, SPECIAL_FLOATS.length - 1)];
      return (this.bits() / 2 ** 31 - 1) * 2 ** this.int(-12, 8);
    });
  }

  /** [lo, hi] within the type, int8 unless told. */
  bounds(type: Narrow = 'int8'): { readonly lo: number; readonly hi: number } {
    const [least, most] = rangeOf(type);
    const lo = this.int(least, most);
    return this.int(0, 1) ? { lo: least, hi: most } : { lo, hi: this.int(lo, most) };
  }

  private extreme(i: number, lo: number, hi: number): number | undefined {
    if (this.fill === 'random' || this.fill === 'typical') return undefined;
    if (this.fill === 'alternating') return i % 2 === 0 ? lo : hi;
    return this.fill === 'max' ? hi : lo;
  }
}
