/** No picture whose pixels go from 0 to 255 is spread so little, and no model wants its pixels spread further. */
const LARGEST_SCALE = 2;
/** Scales below turn pixels from 0 to 255 into numbers of some units, as they should. */
const SMALLEST_DEVIATION = 0.05;

const CHANNELS_LISTED = 6;

export interface MisreadNorm {
  readonly key: 'mean_value' | 'scale_value';
  readonly problem: string;
  /** The lines of the recipe as they are meant. */
  readonly mended: string;
}

/**
 * A recipe says `(x - mean_value) * scale_value` of pixels from 0 to 255, where training code says
 * `(x - mean) / deviation`, often of pixels from 0 to 1. Tells which was written in place of the first: a scale
 * above 2 is a deviation of pixels from 0 to 255; a mean strictly between 0 and 1 is that of pixels from 0 to 1, and so
 * is, beside it, a scale of 0.05 to 1. Undefined where nothing looks so.
 */
export function misreadNorm(
  mean: readonly number[] | undefined,
  scale: readonly number[] | undefined,
): MisreadNorm | undefined {
  const list = (values: readonly number[]) => values.slice(0, CHANNELS_LISTED).join(' ');
  const line = (key: string, values: readonly number[]) => `${key}: '${list(values.map(short))}'`;
  if (scale?.every((value) => Math.abs(value) > LARGEST_SCALE))
    return {
      key: 'scale_value',
      problem: `scale_value ${list(scale)} looks like a standard deviation, and pixels are multiplied by it`,
      mended: line(
        'scale_value',
        scale.map((value) => 1 / value),
      ),
    };
  if (mean === undefined || !mean.every((value) => value > 0 && value < 1)) return undefined;
  const both = 'look like mean and standard deviation of pixels from 0 to 1';
  const deviation = scale?.every((value) => value >= SMALLEST_DEVIATION && value <= 1) === true;
  const mended = line(
    'mean_value',
    mean.map((value) => 255 * value),
  );
  return {
    key: deviation ? 'scale_value' : 'mean_value',
    problem: deviation
      ? `mean_value ${list(mean)} and scale_value ${list(scale)} ${both}`
      : `mean_value ${list(mean)} looks like the mean of pixels from 0 to 1`,
    mended: deviation
      ? `${mended}, ${line(
          'scale_value',
          scale.map((value) => 1 / (255 * value)),
        )}`
      : mended,
  };
}

/** Seven digits say a float32; shorter where that says the same. */
function short(value: number): number {
  return Number(value.toPrecision(7));
}
