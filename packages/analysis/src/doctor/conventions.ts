/** How the publishers of nets normalise pictures of 0..255, in the order red, green, blue. */
export interface Convention {
  readonly mean: readonly number[];
  readonly scale: readonly number[];
}

const per = (...deviations: readonly number[]): number[] => deviations.map((value) => 1 / value);

/** What torchvision and what came after it train with, and (x − 127.5) / 127.5 and its neighbours. */
export const CONVENTIONS: readonly Convention[] = [
  { mean: [123.675, 116.28, 103.53], scale: per(58.395, 57.12, 57.375) },
  { mean: [127.5], scale: per(127.5) },
  { mean: [127.5], scale: per(128) },
  { mean: [127], scale: per(128) },
  { mean: [128], scale: per(128) },
];

/** Means of publishers lie near each other: those of Caffe nets without a scale are half a percent off. */
const SAME_MEAN = 0.001;

/** Scales do not: 1/127 and 1/128 mean the same. */
const SAME_SCALE = 0.05;

/** The convention with this mean, in the order of the input's channels; undefined for none of them. */
export function scaleBeside(mean: readonly number[], order: ChannelOrder): readonly number[] | undefined {
  return ordered(order).find((each) => alike(each.mean, mean, SAME_MEAN))?.scale;
}

/** The mean that goes with this scale; undefined for a scale of no convention that subtracts one. */
export function meanBeside(scale: readonly number[], order: ChannelOrder): readonly number[] | undefined {
  return ordered(order).find((each) => alike(each.scale, scale, SAME_SCALE))?.mean;
}

/** Whether a scale is that of 0..1, which goes without a mean. */
export function isUnitScale(scale: readonly number[]): boolean {
  return alike([1 / 255], scale, SAME_SCALE);
}

/** Red first, blue first, or no colours. */
export type ChannelOrder = 'rgb' | 'bgr' | 'none';

function ordered(order: ChannelOrder): Convention[] {
  return CONVENTIONS.filter(({ mean }) => order !== 'none' || mean.length === 1).map(({ mean, scale }) =>
    order === 'bgr' ? { mean: [...mean].reverse(), scale: [...scale].reverse() } : { mean, scale },
  );
}

/** Whether two lists, of one value for all channels or one for each, are equal but for a relative difference. */
export function alike(a: readonly number[], b: readonly number[], tolerance: number): boolean {
  const length = Math.max(a.length, b.length);
  if ((a.length > 1 && a.length < length) || (b.length > 1 && b.length < length)) return false;
  for (let i = 0; i < length; i++) {
    const [x, y] = [a[Math.min(i, a.length - 1)], b[Math.min(i, b.length - 1)]];
    if (!(Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y)))) return false;
  }
  return length > 0;
}
