/** What one output position of an axis is made of: positions of the input and the weight of each. */
export interface Tap {
  readonly from: readonly number[];
  readonly weights: readonly number[];
}

/** The taps of every output position when an axis of `length` becomes one of `target`. */
export type AxisTaps = (length: number, target: number) => readonly Tap[];

const clamp = (at: number, length: number) => Math.min(Math.max(at, 0), length - 1);

/** The middle of output pixel `i` in coordinates of the input, where pixel k has its middle at k. */
function middle(i: number, length: number, target: number): number {
  return (i + 0.5) * (length / target) - 0.5;
}

/** OpenCV's INTER_LINEAR: the two pixels around the middle, its fraction as float32; the border is repeated. */
export const linearTaps: AxisTaps = (length, target) =>
  Array.from({ length: target }, (_, i) => {
    const at = Math.fround(middle(i, length, target));
    const floor = Math.floor(at);
    const part = Math.fround(at - floor);
    return { from: [clamp(floor, length), clamp(floor + 1, length)], weights: [Math.fround(1 - part), part] };
  });

/** Of OpenCV's cubic kernel. */
const A = -0.75;

/** OpenCV's INTER_CUBIC: four pixels, the kernel of a = -0.75; the border is repeated. */
export const cubicTaps: AxisTaps = (length, target) =>
  Array.from({ length: target }, (_, i) => {
    const at = Math.fround(middle(i, length, target));
    const floor = Math.floor(at);
    const t = at - floor;
    const near = (x: number) => ((A + 2) * x - (A + 3)) * x * x + 1;
    const far = (x: number) => ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
    return {
      from: [-1, 0, 1, 2].map((offset) => clamp(floor + offset, length)),
      weights: [far(t + 1), near(t), near(1 - t), far(2 - t)],
    };
  });

/** A position beyond the border, mirrored at the middle of the outermost pixel: -1 is 1. */
function mirrored(at: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const inside = ((at % period) + period) % period;
  return inside < length ? inside : period - inside;
}

/** Weights of a Gaussian at whole offsets -r..r, r = floor(4 sigma + 0.5), of sum 1. */
function gaussian(sigma: number): readonly number[] {
  const radius = Math.floor(4 * sigma + 0.5);
  const raw = Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)));
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((weight) => weight / sum);
}

/**
 * skimage's `resize` of order 1, mode reflect: where the axis shrinks by f, a Gaussian of sigma (f - 1) / 2 first
 * (anti_aliasing), then the two pixels around the middle; the border is mirrored.
 */
export const skimageTaps: AxisTaps = (length, target) => {
  const sigma = Math.max(0, (length / target - 1) / 2);
  const blur = sigma > 1e-15 ? gaussian(sigma) : [1];
  const radius = (blur.length - 1) / 2;
  return Array.from({ length: target }, (_, i) => {
    const at = middle(i, length, target);
    const floor = Math.floor(at);
    const sums = new Map<number, number>();
    for (const [pixel, share] of [
      [mirrored(floor, length), 1 - (at - floor)],
      [mirrored(floor + 1, length), at - floor],
    ])
      blur.forEach((weight, k) => {
        const from = mirrored(pixel + k - radius, length);
        sums.set(from, (sums.get(from) ?? 0) + share * weight);
      });
    return { from: [...sums.keys()], weights: [...sums.values()] };
  });
};
