import type { NormType } from '@openbpu/config';
import type { RuntimeType, TrainingType } from '@openbpu/tensor';

/**
 * What a picture becomes, computed in float64 from the definition of BT.601 and nothing else: Kr = 0.299, Kb = 0.114,
 * and luma and chroma are sums and differences by these weights. No code of the tool.
 */
const KR = 0.299;
const KB = 0.114;
const KG = 1 - KR - KB;

export type Colour = readonly [number, number, number];

/** Bytes of full range; of video, luma is 16 to 235 and chroma 16 to 240. */
interface Range {
  readonly black: number;
  readonly luma: number;
  readonly chroma: number;
}

const rangeOf = (video: boolean): Range =>
  video ? { black: 16, luma: 219, chroma: 224 } : { black: 0, luma: 255, chroma: 255 };

/** The bytes of Y, U, V nearest to a colour of 0 to 255. */
export function yuvOf([r, g, b]: Colour, video: boolean): Colour {
  const { black, luma, chroma } = rangeOf(video);
  const y = KR * r + KG * g + KB * b;
  const byte = (value: number) => Math.min(255, Math.max(0, Math.round(value)));
  return [
    byte(black + (luma / 255) * y),
    byte(128 + ((chroma / 255) * (b - y)) / (2 * (1 - KB))),
    byte(128 + ((chroma / 255) * (r - y)) / (2 * (1 - KR))),
  ];
}

/** The colour that Y, U, V stand for, not clipped. */
export function rgbOf([y, u, v]: Colour, video: boolean): Colour {
  const { black, luma, chroma } = rangeOf(video);
  const [white, blue, red] = [(y - black) * (255 / luma), (u - 128) * (255 / chroma), (v - 128) * (255 / chroma)];
  const r = white + 2 * (1 - KR) * red;
  const b = white + 2 * (1 - KB) * blue;
  return [r, (white - KR * r - KB * b) / KG, b];
}

/** What the network was trained on, of what is fed: channels in the order of the training type. */
export function trainedOf(
  fed: readonly number[],
  rt: RuntimeType,
  train: TrainingType,
  video: boolean,
): readonly number[] {
  if (train === 'gray' || train === 'yuv444' || train === 'featuremap') return fed;
  const [a, b, c] = fed;
  if (rt === 'rgb' || rt === 'bgr') return rt === train ? fed : [c, b, a];
  const [red, green, blue] = rgbOf([a, b, c], video);
  return train === 'rgb' ? [red, green, blue] : [blue, green, red];
}

/** `(x - mean) * scale`, as far as the norm says. */
export function normalisedOf(
  values: readonly number[],
  norm: NormType,
  mean: readonly number[],
  scale: readonly number[],
) {
  const subtracts = norm === 'data_mean' || norm === 'data_mean_and_scale';
  const multiplies = norm === 'data_scale' || norm === 'data_mean_and_scale';
  return values.map((x, c) => (x - (subtracts ? mean[c] : 0)) * (multiplies ? scale[c] : 1));
}
