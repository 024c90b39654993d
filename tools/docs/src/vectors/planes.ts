/** A window that slides over planes, as the operators have it: height before width, pads top, left, bottom, right. */
export interface Slide {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly pads: readonly [number, number, number, number];
}

export function slide(kernel: readonly [number, number], more: Partial<Slide> = {}): Slide {
  return { kernel, strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], ...more };
}

/** Size of the output plane. */
export function slidOver(
  [height, width]: readonly [number, number],
  { kernel, strides, dilations, pads }: Slide,
): [number, number] {
  const along = (size: number, i: 0 | 1) =>
    Math.floor((size + pads[i] + pads[i + 2] - dilations[i] * (kernel[i] - 1) - 1) / strides[i]) + 1;
  return [along(height, 0), along(width, 1)];
}

/** For one output position: each tap of the window that falls on the plane, as kernel place and element place. */
export function taps(
  [height, width]: readonly [number, number],
  { kernel, strides, dilations, pads }: Slide,
  oy: number,
  ox: number,
): { tap: number; at: number }[] {
  const found = [];
  for (let tap = 0; tap < kernel[0] * kernel[1]; tap++) {
    const y = oy * strides[0] - pads[0] + Math.floor(tap / kernel[1]) * dilations[0];
    const x = ox * strides[1] - pads[1] + (tap % kernel[1]) * dilations[1];
    if (y >= 0 && y < height && x >= 0 && x < width) found.push({ tap, at: y * width + x });
  }
  return found;
}

/** A convolution's operands as plain lists: x [cin, h, w], w [cout, cin/group, kh, kw]. */
export interface Convolution {
  readonly cin: number;
  readonly cout: number;
  readonly plane: readonly [number, number];
  readonly group?: number;
  readonly window: Slide;
  readonly x: readonly number[];
  readonly w: readonly number[];
  readonly bias: readonly number[];
}

/** The exact accumulators, bias included: channel by channel, row by row. */
export function accumulators({ cin, cout, plane, group = 1, window, x, w, bias }: Convolution): bigint[] {
  const [oh, ow] = slidOver(plane, window);
  const area = plane[0] * plane[1];
  const per = cin / group;
  const kernelArea = window.kernel[0] * window.kernel[1];
  return Array.from({ length: cout * oh * ow }, (_, i) => {
    const channel = Math.floor(i / (oh * ow));
    const first = Math.floor(channel / (cout / group)) * per;
    let sum = BigInt(bias[channel]);
    for (const { tap, at } of taps(plane, window, Math.floor(i / ow) % oh, i % ow)) {
      for (let c = 0; c < per; c++)
        sum += BigInt(x[(first + c) * area + at]) * BigInt(w[(channel * per + c) * kernelArea + tap]);
    }
    return sum;
  });
}
