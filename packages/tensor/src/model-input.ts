import type { DType } from './dtype';
import type { Shape } from './shape';

/** What an image may be trained on, and be fed as. */
export const TRAINING_IMAGES = ['rgb', 'bgr', 'yuv444', 'gray'] as const;
/** nv12: the Y plane, then U, V at half resolution in turn. */
export const RUNTIME_IMAGES = ['rgb', 'bgr', 'yuv444', 'nv12', 'gray'] as const;
export const SPACES_AND_RANGES = ['regular', 'bt601_video'] as const;
export const TENSOR_ORDERS = ['NCHW', 'NHWC'] as const;
export const SOURCES = ['ddr', 'pyramid', 'resizer'] as const;

/** What an input may be trained on, and be fed as: an image, or numbers of its own. */
export const TRAINING_TYPES = [...TRAINING_IMAGES, 'featuremap'] as const;
export const RUNTIME_TYPES = [...RUNTIME_IMAGES, 'featuremap'] as const;

export type TrainingImage = (typeof TRAINING_IMAGES)[number];
export type RuntimeImage = (typeof RUNTIME_IMAGES)[number];
export type TrainingType = (typeof TRAINING_TYPES)[number];
export type RuntimeType = (typeof RUNTIME_TYPES)[number];
export type SpaceAndRange = (typeof SPACES_AND_RANGES)[number];
export type TensorOrder = (typeof TENSOR_ORDERS)[number];

/** Bytes of an image are fed to models as int8 at scale 1: minus this. */
export const CENTRE_OF_BYTES = 128;

/**
 * One input of a model: what it was trained on and what it is fed with at run time. Normalisation is
 * `(x - mean) * scale`, with one value for all channels or one for each in the order of the training type.
 */
export interface ModelInput {
  readonly name: string;
  /** Element type of the float model's input; float32 for every image. */
  readonly dtype: DType;
  /** Of the float model's input, in `layoutTrain` where it has four dimensions. */
  readonly shape: Shape;
  readonly typeTrain: TrainingType;
  readonly layoutTrain: TensorOrder;
  readonly typeRt: RuntimeType;
  readonly layoutRt: TensorOrder;
  /** Of the quantised model's input. */
  readonly layoutQuantised: TensorOrder;
  /** Absent: nothing is subtracted. */
  readonly mean?: readonly number[];
  /** Absent: 1. */
  readonly scale?: readonly number[];
  /** Of yuv444 and nv12 as they are fed. */
  readonly spaceAndRange: SpaceAndRange;
  /** Where it comes from on the board: memory, or the image pyramid. */
  readonly source: (typeof SOURCES)[number];
}

/** The order of axes that turns one layout into another; undefined where there is nothing to turn. */
export function axesBetween(from: TensorOrder, to: TensorOrder, rank: number): readonly number[] | undefined {
  if (from === to || rank !== 4) return undefined;
  return to === 'NHWC' ? [0, 2, 3, 1] : [0, 3, 1, 2];
}
