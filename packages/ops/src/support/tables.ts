import {
  type QuantParams,
  type Tensor,
  allocate,
  dequantize,
  makeTensor,
  rangeOf,
  rne,
  saturate,
  zeroAt,
} from '@openbpu/tensor';
import type { ActivationDType } from './quantised';

/** How many integers each type has, so many entries its tables. */
export const ENTRIES = { int8: 256, int16: 65536 } as const;

/** One scale and the integer that stands for 0; the integers are int8 unless told. */
export interface Step {
  readonly scale: number;
  readonly zero?: number;
  readonly dtype?: ActivationDType;
}

/** How a tensor is quantised, and its integer type. */
export interface Steps {
  readonly dtype: ActivationDType;
  readonly quant: QuantParams;
}

/**
 * The table of `f`: entry of q at index q modulo its length, `clamp(rne(f((q − z_x)·s_x) / s_y) + z_y)` computed in
 * double; NaN gives what stands for 0. 256 entries for x int8, 65536 for int16, of the type of y.
 */
export function lookupTable(f: (x: number) => number, x: Step, y: Step): Int8Array | Int16Array {
  const { zero: xZero = 0, dtype: from = 'int8' } = x;
  const { zero: yZero = 0, dtype: to = 'int8' } = y;
  const table = allocate(to, ENTRIES[from]);
  const [first, last] = rangeOf(from);
  const [low, high] = rangeOf(to);
  for (let q = first; q <= last; q++)
    table[q & (table.length - 1)] = saturate(f((q - xZero) * x.scale) / y.scale, low - yZero, high - yZero) + yZero;
  return table;
}

/**
 * The table of `f` from one quantisation to another: [256], or [65536] for x int16, or [channels, 256] where the
 * channels (axis 1) of either have scales or zeros of their own, which is for x int8 alone.
 */
export function tableOf(f: (x: number) => number, x: Steps, y: Steps): Tensor<ActivationDType> {
  const channels = Math.max(x.quant.scale.length, y.quant.scale.length);
  const entries = ENTRIES[x.dtype];
  if (channels > 1 && x.dtype !== 'int8') throw new TypeError(`there are no tables of channels for ${x.dtype}`);
  const table = allocate(y.dtype, channels * entries);
  for (let c = 0; c < channels; c++) table.set(lookupTable(f, stepOf(x, c), stepOf(y, c)), c * entries);
  return makeTensor(y.dtype, channels === 1 ? [entries] : [channels, entries], table);
}

/** The smallest power of two that the reals of a tail are measured against, and the largest. */
const LEAST_REACH = 2 ** -95;
const LARGEST_REACH = 2 ** 127;
const [INT32_MIN, INT32_MAX] = rangeOf('int32');

/**
 * The table of `f` whose entries nobody on the BPU reads: int32 at one scale that is a power of two, `s = 2^(e − 31)`
 * with 2^e the smallest power of two, from 2⁻⁹⁵ to 2¹²⁷, that no finite entry exceeds. Entry of q is
 * `clamp(rne(f((q − z_x)·s_x) / s))`, in double; NaN gives 0. Of the shapes of `tableOf`.
 */
export function tailTable(f: (x: number) => number, x: Steps): { table: Tensor<'int32'>; scale: number } {
  const channels = x.quant.scale.length;
  const entries = ENTRIES[x.dtype];
  const [first, last] = rangeOf(x.dtype);
  const reals = new Float64Array(channels * entries);
  for (let c = 0; c < channels; c++) {
    const { scale, zero = 0 } = stepOf(x, c);
    for (let q = first; q <= last; q++) reals[c * entries + (q & (entries - 1))] = f((q - zero) * scale);
  }
  let reach = LEAST_REACH;
  for (const real of reals) while (Math.abs(real) > reach && reach < LARGEST_REACH && isFinite(real)) reach *= 2;
  const scale = reach / 2 ** 31;
  const table = Int32Array.from(reals, (real) => saturate(real / scale, INT32_MIN, INT32_MAX));
  return { table: makeTensor('int32', channels === 1 ? [entries] : [channels, entries], table), scale };
}

function stepOf({ quant, dtype }: Steps, channel: number): Step {
  const index = quant.scale.length === 1 ? 0 : channel;
  return { scale: quant.scale[index], zero: zeroAt(quant, index), dtype };
}

/**
 * A float function over every integer of a type: entry of q at index q modulo the number of entries,
 * `fround(f(fround(q·s_x)))`, `f` in double. It stands for a function on the CPU whose input is integers, so that no
 * transcendental is evaluated at run time.
 */
export function floatTable(f: (x: number) => number, xScale: number, dtype: ActivationDType = 'int8'): Float32Array {
  const table = new Float32Array(ENTRIES[dtype]);
  const [first, last] = rangeOf(dtype);
  for (let q = first; q <= last; q++) table[q & (table.length - 1)] = f(dequantize(q, xScale));
  return table;
}

/**
 * The table of HzSoftmax for integers at `scale`, along an axis of `length` elements: `T[d] = rne(2^k ·
 * exp(−d·scale))`, `k = 30 − ceil(log2 length)`, so that a sum of `length` entries stays within 2³⁰.
 */
export function softmaxTable(scale: number, length: number, dtype: ActivationDType = 'int8'): Int32Array {
  let k = 30;
  while (length > 2 ** (30 - k)) k--;
  return Int32Array.from({ length: ENTRIES[dtype] }, (_, d) => rne(2 ** k * Math.exp(-d * scale)));
}
