/**
 * The roundings and scales of docs/semantics.md. Every executor's numbers come from these functions or are
 * tested against them; nothing here allocates.
 */

export const INT8_MIN = -128;
export const INT8_MAX = 127;
export const INT16_MIN = -32768;
export const INT16_MAX = 32767;
export const INT32_MIN = -2147483648;
export const INT32_MAX = 2147483647;

/** The integer types a value may be quantised to. */
export type QuantDType = 'int8' | 'int16' | 'int32';

const RANGE: Readonly<Record<QuantDType, readonly [number, number]>> = {
  int8: [INT8_MIN, INT8_MAX],
  int16: [INT16_MIN, INT16_MAX],
  int32: [INT32_MIN, INT32_MAX],
};

/** Smallest and largest value of an integer type. */
export function rangeOf(dtype: QuantDType): readonly [number, number] {
  return RANGE[dtype];
}

const WHOLE = 4503599627370496; // 2^52: doubles of this magnitude have no fraction, so adding it rounds half to even.

/** Round half to even. Larger doubles are whole already; NaN and infinities pass through. */
export function rne(x: number): number {
  if (x >= 0) return x < WHOLE ? x + WHOLE - WHOLE : x;
  return x > -WHOLE ? x - WHOLE + WHOLE : x;
}

export function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}

/** Float to integer: `clamp(rne(x))`; NaN becomes 0 and infinities saturate. */
export function saturate(x: number, low: number, high: number): number {
  return x !== x ? 0 : clamp(rne(x), low, high);
}

/** Quantise a float32: `clamp(rne(fround(x / scale)))`, by division, never by a reciprocal. */
export function quantize(x: number, scale: number, low: number, high: number): number {
  return saturate(Math.fround(x / scale), low, high);
}

/** `quantize` of the elements `from` to `to`, into `q` at the same places. */
export function quantizeAll(
  x: Float32Array,
  scale: number,
  low: number,
  high: number,
  q: Int8Array | Int16Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) q[i] = quantize(x[i], scale, low, high);
}

/** Dequantise an integer: `fround(fround(q) * scale)`. */
export function dequantize(q: number, scale: number): number {
  return Math.fround(Math.fround(q) * scale);
}

/** Requantise an accumulator: `clamp(rne(fround(fround(acc) * multiplier)))`. */
export function requantize(acc: number, multiplier: number, low: number, high: number): number {
  return clamp(rne(Math.fround(Math.fround(acc) * multiplier)), low, high);
}

const LARGEST = { int8: INT8_MAX, uint8: 255, int16: INT16_MAX } as const;
/** The smallest scale: below it float32 loses bits, and multipliers grow beyond it. */
const SMALLEST_SCALE = 2 ** -126;
const LARGEST_FLOAT32 = 3.4028234663852886e38;

/**
 * Threshold to scale: `threshold / 127` (int8), `/ 255` (uint8) or `/ 32767` (int16), float32. A threshold of zero, or
 * next to it, gives scale 1.
 */
export function scaleOfThreshold(threshold: number, dtype: 'int8' | 'uint8' | 'int16' = 'int8'): number {
  return float32Scale(threshold / LARGEST[dtype]);
}

/** A scale as float32; 1 where it is zero, next to it, or no number. */
export function float32Scale(wanted: number): number {
  const scale = Math.fround(wanted);
  return scale >= SMALLEST_SCALE && Number.isFinite(scale) ? scale : 1;
}

/** `M = fround(s_x * s_w / s_y)`: float32 scales, computed in double, rounded once; never infinite. */
export function multiplierOf(xScale: number, wScale: number, yScale: number): number {
  return Math.fround(Math.min((xScale * wScale) / yScale, LARGEST_FLOAT32));
}
