import { type Shape, type TensorOrder, type TrainingType, float32, type Tensor } from '@openbpu/tensor';

/** What a recipe says of an input whose samples are looked at. */
export interface GivenInput {
  readonly name: string;
  /** Of the model's input. */
  readonly shape: Shape;
  readonly layoutTrain: TensorOrder;
  readonly typeTrain: TrainingType;
  /** One value or one for each channel. */
  readonly mean?: readonly number[];
  readonly scale?: readonly number[];
}

/** One sample as the recipe reads it: the elements of the input's shape, mean and scale not applied. */
export interface GivenSample {
  readonly file: string;
  readonly data: Float32Array;
}

/** How a sample becomes what the net takes: `(sample · factor − mean) · scale`, after its elements are put in order. */
export interface Feeding {
  /** The first channel and the last one change places. */
  readonly swap: boolean;
  /** The elements lie in the other layout. */
  readonly turn: boolean;
  readonly factor: number;
  readonly mean?: readonly number[] | undefined;
  readonly scale?: readonly number[] | undefined;
}

/** As the recipe says. */
export function asGiven({ mean, scale }: GivenInput): Feeding {
  return { swap: false, turn: false, factor: 1, ...(mean ? { mean } : {}), ...(scale ? { scale } : {}) };
}

/** Channels of an input, and how far apart its elements lie: element i is of channel `floor(i / inner) % channels`. */
export interface Planes {
  readonly channels: number;
  readonly inner: number;
  readonly height: number;
  readonly width: number;
}

/** Where an input has four dimensions, how its channels lie; undefined where it has none. */
export function planesOf({ shape, layoutTrain }: Pick<GivenInput, 'shape' | 'layoutTrain'>): Planes | undefined {
  if (shape.length !== 4) return undefined;
  const [, a, b, c] = shape;
  return layoutTrain === 'NCHW'
    ? { channels: a, inner: b * c, height: b, width: c }
    : { channels: c, inner: 1, height: a, width: b };
}

/** What the net is fed with, in the layout of its input. Inputs without channels have one. */
export function fed({ data }: GivenSample, input: GivenInput, feeding: Feeding): Tensor<'float32'> {
  const planes = planesOf(input);
  const { channels, inner } = planes ?? { channels: 1, inner: 1 };
  const pixels = planes ? planes.height * planes.width : 1;
  const { swap, turn, factor, mean = [0], scale = [1] } = feeding;
  const out = new Float32Array(data.length);
  const whole = channels * pixels;
  for (let i = 0; i < out.length; i++) {
    const channel = Math.floor(i / inner) % channels;
    const of = swap && (channel === 0 || channel === channels - 1) ? channels - 1 - channel : channel;
    const at = planes && (turn || swap) ? source(i, of, { channels, inner, pixels, whole }, turn) : i;
    const own = Math.min(channel, mean.length - 1);
    out[i] = (data[at] * factor - mean[own]) * scale[Math.min(channel, scale.length - 1)];
  }
  return float32(input.shape, out);
}

interface Order {
  readonly channels: number;
  readonly inner: number;
  readonly pixels: number;
  readonly whole: number;
}

/** Where the element of a channel that stands at `i` comes from: in its own order, or in the other one. */
function source(i: number, channel: number, { channels, inner, pixels, whole }: Order, turn: boolean): number {
  const picture = Math.floor(i / whole) * whole;
  const inside = i - picture;
  const planar = inner > 1 || pixels === 1;
  const pixel = planar ? inside % pixels : Math.floor(inside / channels);
  return picture + (planar === turn ? pixel * channels + channel : channel * pixels + pixel);
}
