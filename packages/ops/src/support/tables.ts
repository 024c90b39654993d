import { type QuantParams, type Tensor, dequantize, makeTensor, rne, saturate, zeroAt } from '@openbpu/tensor';

/** The integers of an int8 table. */
const ENTRIES = 256;

/** One scale and the integer that stands for 0. */
export interface Step {
  readonly scale: number;
  readonly zero?: number;
}

/**
 * The int8 table of `f`: entry of q at index q modulo 256, `clamp(rne(f((q − z_x)·s_x) / s_y) + z_y)` computed in
 * double; NaN gives what stands for 0.
 */
export function lookupTable(f: (x: number) => number, x: Step, y: Step): Int8Array {
  const table = new Int8Array(ENTRIES);
  const { zero: xZero = 0 } = x;
  const { zero: yZero = 0 } = y;
  for (let q = -128; q <= 127; q++)
    table[q & 255] = saturate(f((q - xZero) * x.scale) / y.scale, -128 - yZero, 127 - yZero) + yZero;
  return table;
}

/**
 * The table of `f` from one quantisation to another: [256], or [channels, 256] where the channels (axis 1) of either
 * have scales or zeros of their own.
 */
export function tableOf(f: (x: number) => number, x: QuantParams, y: QuantParams): Tensor<'int8'> {
  const channels = Math.max(x.scale.length, y.scale.length);
  const table = new Int8Array(channels * ENTRIES);
  for (let c = 0; c < channels; c++) table.set(lookupTable(f, stepOf(x, c), stepOf(y, c)), c * ENTRIES);
  return makeTensor('int8', channels === 1 ? [ENTRIES] : [channels, ENTRIES], table);
}

function stepOf(quant: QuantParams, channel: number): Step {
  const index = quant.scale.length === 1 ? 0 : channel;
  return { scale: quant.scale[index], zero: zeroAt(quant, index) };
}

/**
 * A float function over every int8 value: entry of q at index q modulo 256, `fround(f(fround(q·s_x)))`, `f` in double.
 * It stands for a function on the CPU whose input is int8, so that no transcendental is evaluated at run time.
 */
export function floatTable(f: (x: number) => number, xScale: number): Float32Array {
  const table = new Float32Array(256);
  for (let q = -128; q <= 127; q++) table[q & 255] = f(dequantize(q, xScale));
  return table;
}

/**
 * The table of HzSoftmax for integers at `scale`, along an axis of `length` elements: `T[d] = rne(2^k ·
 * exp(−d·scale))`, `k = 30 − ceil(log2 length)`, so that a sum of `length` entries stays within 2³⁰.
 */
export function softmaxTable(scale: number, length: number): Int32Array {
  let k = 30;
  while (length > 2 ** (30 - k)) k--;
  return Int32Array.from({ length: 256 }, (_, d) => rne(2 ** k * Math.exp(-d * scale)));
}
