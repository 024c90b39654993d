import { dequantize } from '@openbpu/tensor';

/**
 * A float function over every int8 value: entry of q at index q modulo 256, `fround(f(fround(q·s_x)))`, `f` in double.
 * It stands for a function on the CPU whose input is int8, so that no transcendental is evaluated at run time.
 */
export function floatTable(f: (x: number) => number, xScale: number): Float32Array {
  const table = new Float32Array(256);
  for (let q = -128; q <= 127; q++) table[q & 255] = f(dequantize(q, xScale));
  return table;
}
