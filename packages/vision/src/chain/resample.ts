import { saturate } from '@openbpu/tensor';
import { type AxisTaps, type Tap, cubicTaps, linearTaps, skimageTaps } from './axis-taps';
import type { Pixels } from './pixels';

/** Bits of a weight of OpenCV's linear interpolation of bytes. */
const WEIGHT_BITS = 11;

/**
 * As `cv2.resize` with INTER_LINEAR: on bytes in its fixed-point arithmetic, bit for bit; on reals exact but for
 * float32 rounding. Nothing is smoothed where it shrinks.
 */
export function resizeLinear(pixels: Pixels, height: number, width: number): Pixels {
  return pixels.data instanceof Uint8Array
    ? linearBytes({ ...pixels, data: pixels.data }, height, width)
    : resample(pixels, height, width, linearTaps);
}

/** As `cv2.resize` with INTER_CUBIC; bytes are rounded half to even and clamped, within 1 of its fixed point. */
export function resizeCubic(pixels: Pixels, height: number, width: number): Pixels {
  const out = resample(pixels, height, width, cubicTaps);
  return pixels.data instanceof Uint8Array
    ? { ...out, data: Uint8Array.from(out.data, (value) => saturate(value, 0, 255)) }
    : out;
}

/**
 * As `skimage.transform.resize` with its defaults (order 1, reflect, anti_aliasing) and preserve_range: reals, which
 * keep the range of the input.
 */
export function resizeSkimage(pixels: Pixels, height: number, width: number): Pixels {
  return resample(pixels, height, width, skimageTaps);
}

/** Rows first, then columns. */
function resample(pixels: Pixels, height: number, width: number, taps: AxisTaps): Pixels {
  const { channels } = pixels;
  const row = pixels.width * channels;
  const tall = new Float64Array(height * row);
  taps(pixels.height, height).forEach(({ from, weights }, y) => {
    for (let k = 0; k < from.length; k++)
      for (let x = 0, to = y * row, at = from[k] * row; x < row; x++) tall[to++] += weights[k] * pixels.data[at++];
  });
  const data = new Float32Array(height * width * channels);
  const across = taps(pixels.width, width);
  for (let y = 0, to = 0; y < height; y++)
    for (const { from, weights } of across)
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let k = 0; k < from.length; k++) sum += weights[k] * tall[y * row + from[k] * channels + c];
        data[to++] = sum;
      }
  return { height, width, channels, data };
}

/**
 * Columns first: sums of bytes and 11-bit weights. Then rows, of which each product loses its lowest bits before they
 * are added: `(((b0 * (s0 >> 4)) >> 16) + ((b1 * (s1 >> 4)) >> 16) + 2) >> 2`.
 */
function linearBytes({ data, ...size }: Pixels & { readonly data: Uint8Array }, height: number, width: number): Pixels {
  const { channels } = size;
  const across = linearTaps(size.width, width).map(fixed);
  const wide = new Int32Array(size.height * width * channels);
  for (let y = 0, to = 0; y < size.height; y++)
    for (const { from, weights } of across) {
      const [left, right] = from.map((x) => (y * size.width + x) * channels);
      for (let c = 0; c < channels; c++) wide[to++] = weights[0] * data[left + c] + weights[1] * data[right + c];
    }
  const row = width * channels;
  const out = new Uint8Array(height * row);
  linearTaps(size.height, height).forEach((tap, y) => {
    const { from, weights } = fixed(tap);
    for (let x = 0; x < row; x++) {
      const above = (weights[0] * (wide[from[0] * row + x] >> 4)) >> 16;
      const below = (weights[1] * (wide[from[1] * row + x] >> 4)) >> 16;
      out[y * row + x] = (above + below + 2) >> 2;
    }
  });
  return { height, width, channels, data: out };
}

function fixed({ from, weights }: Tap): Tap {
  return { from, weights: weights.map((weight) => saturate(weight * 2 ** WEIGHT_BITS, 0, 2 ** WEIGHT_BITS)) };
}
