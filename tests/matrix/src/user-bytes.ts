import { seededRandom } from '@openbpu/ir';
import { type Tensor, float32, int8, makeTensor } from '@openbpu/tensor';
import type { Combination } from './combinations';
import { HEIGHT, WIDTH, inputShape } from './net';

/** The same picture or map in every form it takes on its way, written without any code of the tool. */
export interface UserData {
  /** What a user feeds the `.bin`. */
  readonly runtime: Tensor;
  /** What the float stages take: the training layout. */
  readonly float: Tensor<'float32'>;
  /** What the quantised model takes: NHWC on bernoulli2, else the run-time layout. */
  readonly quantised: Tensor;
  /** What the network was trained on, before normalisation: the training layout. */
  readonly training: Tensor<'float32'>;
}

/** Places of pixels (n, y, x) and channel c in a layout. */
function laid(
  layout: string,
  first: number,
  channels: number,
  at: (n: number, y: number, x: number, c: number) => number,
) {
  const values = new Float32Array(first * channels * HEIGHT * WIDTH);
  for (let n = 0; n < first; n++)
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++)
        for (let c = 0; c < channels; c++)
          values[
            layout === 'NHWC'
              ? ((n * HEIGHT + y) * WIDTH + x) * channels + c
              : ((n * channels + c) * HEIGHT + y) * WIDTH + x
          ] = at(n, y, x, c);
  const shape = layout === 'NHWC' ? [first, HEIGHT, WIDTH, channels] : [first, channels, HEIGHT, WIDTH];
  return float32(shape, values);
}

/** BT.601 as its standard prints it: full range, or luma from 16 to 235 and chroma from 16 to 240. */
function rgbOf(y: number, u: number, v: number, video: boolean): readonly [number, number, number] {
  if (video) {
    const white = 1.164383 * (y - 16);
    return [
      white + 1.596027 * (v - 128),
      white - 0.391762 * (u - 128) - 0.812968 * (v - 128),
      white + 2.017232 * (u - 128),
    ];
  }
  return [y + 1.402 * (v - 128), y - 0.344136 * (u - 128) - 0.714136 * (v - 128), y + 1.772 * (u - 128)];
}

/** `video`: luma and chroma do not fill their bytes, which recipes call `bt601_video`. */
export function userData(one: Combination, seed: number, video = false): UserData {
  const random = seededRandom(seed);
  const { first, typeRt, typeTrain, layoutTrain } = one;
  if (typeRt === 'featuremap') {
    const shape = inputShape(one);
    const map = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() * 2 - 1);
    const training = float32(shape, map);
    const layoutRt = one.layoutRt ?? layoutTrain;
    const place = (layout: string, n: number, y: number, x: number, c: number) =>
      layout === 'NHWC' ? ((n * HEIGHT + y) * WIDTH + x) * 3 + c : ((n * 3 + c) * HEIGHT + y) * WIDTH + x;
    const inLayout = (layout: string) =>
      one.rank === 4 ? laid(layout, first, 3, (n, y, x, c) => map[place(layoutTrain, n, y, x, c)]) : training;
    const quantised = inLayout(quantisedLayout(one, layoutRt));
    return { runtime: inLayout(layoutRt), float: training, quantised, training };
  }
  const channels = typeTrain === 'gray' ? 1 : 3;
  const byte = () => Math.floor(random() * 256);
  const yuv = typeRt === 'nv12' || typeRt === 'yuv444';
  // Colours that exist: luma in the middle, chroma near grey.
  const luma = Array.from({ length: first * HEIGHT * WIDTH }, () => (yuv ? 80 + (byte() % 96) : byte()));
  const chroma = [1, 2].map(() =>
    Array.from({ length: first * HEIGHT * WIDTH }, () => (yuv ? 108 + (byte() % 40) : byte())),
  );
  const at = (n: number, y: number, x: number, c: number) => {
    if (c === 0) return luma[(n * HEIGHT + y) * WIDTH + x];
    return typeRt === 'nv12'
      ? chroma[c - 1][(n * HEIGHT + (y >> 1)) * WIDTH + (x >> 1)]
      : chroma[c - 1][(n * HEIGHT + y) * WIDTH + x];
  };
  const trained = (n: number, y: number, x: number, c: number) => {
    const rgbIndex = typeTrain === 'bgr' ? 2 - c : c;
    if (typeTrain === 'gray' || typeTrain === 'yuv444' || typeRt === typeTrain) return at(n, y, x, c);
    if (yuv) return rgbOf(at(n, y, x, 0), at(n, y, x, 1), at(n, y, x, 2), video)[rgbIndex];
    return at(n, y, x, 2 - c);
  };
  const layoutRt = typeRt === 'nv12' ? 'NHWC' : (one.layoutRt ?? layoutTrain);
  const centred = (layout: string) => laid(layout, first, channels, (n, y, x, c) => at(n, y, x, c) - 128);
  const bytes = laid(layoutRt, first, channels, at);
  const wide = centred(quantisedLayout(one, layoutRt));
  return {
    runtime: typeRt === 'nv12' ? nv12(first, at) : makeTensor('uint8', bytes.shape, Uint8Array.from(bytes.data)),
    float: centred(layoutTrain),
    quantised: int8(wide.shape, wide.data),
    training: laid(layoutTrain, first, channels, trained),
  };
}

const quantisedLayout = ({ march }: Combination, layoutRt: string) => (march === 'bernoulli2' ? 'NHWC' : layoutRt);

function nv12(first: number, at: (n: number, y: number, x: number, c: number) => number): Tensor {
  const bytes: number[] = [];
  for (let n = 0; n < first; n++) {
    for (let y = 0; y < HEIGHT; y++) for (let x = 0; x < WIDTH; x++) bytes.push(at(n, y, x, 0));
    for (let y = 0; y < HEIGHT; y += 2) for (let x = 0; x < WIDTH; x += 2) bytes.push(at(n, y, x, 1), at(n, y, x, 2));
  }
  return makeTensor('uint8', [first, (HEIGHT * 3) / 2, WIDTH], Uint8Array.from(bytes));
}
