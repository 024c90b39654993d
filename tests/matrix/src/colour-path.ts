import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NORM_TYPES, type NormType, runtimeTypesFor } from '@openbpu/config';
import { parseGraph, seededRandom } from '@openbpu/ir';
import { encodeModel, exportModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { JobEvents, infer, makertbin, marches } from '@openbpu/pipeline';
import type { Lane } from '@openbpu/runtime';
import {
  type RuntimeType,
  TENSOR_ORDERS,
  TRAINING_TYPES,
  type Tensor,
  type TensorOrder,
  type TrainingType,
  bytesOf,
  decodeNpy,
  encodeNpy,
  float32,
  makeTensor,
  toNumbers,
} from '@openbpu/tensor';
import { type Colour, normalisedOf, trainedOf, yuvOf } from './colour-oracle';
import { recipeText } from './recipe-text';

/** One way of a picture from what is fed to what the network sees. */
export interface ColourPath {
  readonly march: string;
  readonly train: TrainingType;
  readonly rt: RuntimeType;
  readonly norm: NormType;
  readonly layoutTrain: TensorOrder;
  /** Undefined for nv12. */
  readonly layoutRt: TensorOrder | undefined;
  readonly video: boolean;
}

/** Every pair of types that is allowed, every norm, both layouts and ranges, on every march. */
export function colourPaths(): ColourPath[] {
  return marches().flatMap(({ march, recipe }) =>
    TRAINING_TYPES.flatMap((train) =>
      runtimeTypesFor(train).flatMap((rt) =>
        NORM_TYPES.flatMap((norm) =>
          TENSOR_ORDERS.flatMap((layoutTrain) =>
            (rt === 'nv12' ? [undefined] : TENSOR_ORDERS).flatMap((layoutRt) => {
              const refused = recipe.refusedInputs.some((rule) => rule.typeRt === rt && rule.layoutRt === layoutRt);
              const ranges = rt === 'nv12' ? [false, true] : [false];
              return refused ? [] : ranges.map((video) => ({ march, train, rt, norm, layoutTrain, layoutRt, video }));
            }),
          ),
        ),
      ),
    ),
  );
}

/** `nv12 video -> rgb, data_mean`. */
export function pathName({ train, rt, norm, video }: ColourPath): string {
  return `${rt}${video ? ' video' : ''} -> ${train}, ${norm}`;
}

export const HEIGHT = 8;
export const WIDTH = 12;
const MEAN = [123.675, 116.28, 103.53];
const SCALE = [0.01712475, 0.017507, 0.01742919];

/** Blocks of four pixels: the corners of the cube of colours, then colours by chance with room for other luma. */
const BLOCKS = (HEIGHT / 2) * (WIDTH / 2);

function colours(): readonly Colour[] {
  const random = seededRandom(7);
  const byte = () => 32 + Math.floor(random() * 192);
  return Array.from({ length: BLOCKS }, (_, i) =>
    i < 8 ? [255 * (i & 1), 255 * ((i >> 1) & 1), 255 * ((i >> 2) & 1)] : [byte(), byte(), byte()],
  );
}

/** What is fed, by pixel and channel: of nv12 and yuv444 Y, U, V, where four pixels have other luma and one chroma. */
export function fedPixels({ rt, video }: Pick<ColourPath, 'rt' | 'video'>): readonly (readonly number[])[] {
  const blocks = colours();
  const random = seededRandom(8);
  return Array.from({ length: HEIGHT * WIDTH }, (_, i) => {
    const [row, column] = [Math.floor(i / WIDTH), i % WIDTH];
    const block = (row >> 1) * (WIDTH / 2) + (column >> 1);
    const lighter = block < 8 ? 0 : Math.floor(random() * 33) - 16;
    const [r, g, b] = blocks[block].map((value) => value + lighter);
    if (rt === 'featuremap') return [r / 64 - 2, g / 64 - 2, b / 64 - 2];
    if (rt === 'gray') return [g];
    if (rt === 'rgb') return [r, g, b];
    if (rt === 'bgr') return [b, g, r];
    const [, u, v] = yuvOf(blocks[block], video);
    return rt === 'yuv444' ? yuvOf([r, g, b], video) : [yuvOf([r, g, b], video)[0], u, v];
  });
}

/** Pixels as they lie in a layout. */
function laid(pixels: readonly (readonly number[])[], layout: TensorOrder): number[] {
  if (layout === 'NHWC') return pixels.flat();
  return pixels[0].flatMap((_, c) => pixels.map((pixel) => pixel[c]));
}

function shapeOf(channels: number, layout: TensorOrder): number[] {
  return layout === 'NHWC' ? [1, HEIGHT, WIDTH, channels] : [1, channels, HEIGHT, WIDTH];
}

function fedTensor({ rt, layoutRt = 'NHWC' }: ColourPath, pixels: readonly (readonly number[])[]): Tensor {
  if (rt === 'featuremap') return float32(shapeOf(3, layoutRt), Float32Array.from(laid(pixels, layoutRt)));
  if (rt !== 'nv12')
    return makeTensor('uint8', shapeOf(pixels[0].length, layoutRt), Uint8Array.from(laid(pixels, layoutRt)));
  const luma = pixels.map(([y]) => y);
  const chroma = pixels.flatMap(([, u, v], i) =>
    Math.floor(i / WIDTH) % 2 === 0 && (i % WIDTH) % 2 === 0 ? [u, v] : [],
  );
  return makeTensor('uint8', [1, (HEIGHT * 3) / 2, WIDTH], Uint8Array.from([...luma, ...chroma]));
}

/** A net that gives what it sees: a convolution by 1 in every channel, whose sums are not rounded. */
function mirror(channels: number, layout: TensorOrder): Uint8Array {
  const identity = Array.from({ length: channels ** 2 }, (_, i) => (i % (channels + 1) === 0 ? 1 : 0));
  const head = layout === 'NHWC' ? 't: h = Transpose(x) {perm: [0, 3, 1, 2]}\n' : '';
  const text =
    `input x: float32[${shapeOf(channels, layout).join('x')}] ${layout}\n` +
    `const w: float32[${channels}x${channels}x1x1] = [${identity.join(', ')}]\n` +
    `${head}c: y = Conv(${head === '' ? 'x' : 'h'}, w) {kernel: [1, 1]}\noutput y`;
  return encodeModel(exportModel(parseGraph(text, standardOps(), 'imported'), { record: false }));
}

/**
 * The largest difference between what the network of a converted `.bin` sees and float64, in steps of the scale that
 * the pre-processed input is quantised with.
 */
export async function colourError(path: ColourPath, lane?: Lane): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'colour-'));
  try {
    const fed = fedPixels(path);
    const trained = fed.map((pixel) => trainedOf(pixel, path.rt, path.train, path.video));
    const channels = trained[0].length;
    const wanted = trained.map((pixel) => normalisedOf(pixel, path.norm, MEAN, SCALE));
    mkdirSync(join(folder, 'samples'));
    writeFileSync(join(folder, 'net.onnx'), mirror(channels, path.layoutTrain));
    writeFileSync(join(folder, 'samples/0'), bytesOf(Float32Array.from(laid(trained, path.layoutTrain))));
    writeFileSync(join(folder, 'r.yaml'), recipeText(settingsOf(path, channels)));
    const { workingDir } = await makertbin({
      config: join(folder, 'r.yaml'),
      modelType: 'onnx',
      threads: 1,
      cache: false,
    });
    writeFileSync(join(folder, 'x.npy'), encodeNpy(fedTensor(path, fed)));
    const inputs = new Map([['x', join(folder, 'x.npy')]]);
    const save = join(folder, 'saved');
    const { saved } = await infer({ model: join(workingDir, 'm.bin'), inputs, fit: {}, save }, new JobEvents(), lane);
    const given = toNumbers(decodeNpy(readFileSync(join(save, saved[0].file))));
    const all = laid(wanted, 'NCHW');
    const step = all.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
    return all.reduce((most, value, i) => Math.max(most, Math.abs(value - given[i])), 0) / step;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function settingsOf({ march, train, rt, norm, layoutTrain, layoutRt, video }: ColourPath, channels: number) {
  return {
    onnx_model: 'net.onnx',
    march,
    output_model_file_prefix: 'm',
    working_dir: 'out',
    input_type_rt: rt,
    input_type_train: train,
    input_layout_train: layoutTrain,
    input_layout_rt: layoutRt,
    input_space_and_range: video ? 'bt601_video' : undefined,
    norm_type: norm,
    mean_value: norm.includes('mean') ? MEAN.slice(0, channels).join(' ') : undefined,
    scale_value: norm.includes('scale') ? SCALE.slice(0, channels).join(' ') : undefined,
    cal_data_dir: 'samples',
    cal_data_type: 'float32',
    calibration_type: 'max',
    optimize_level: 'O0',
  };
}
