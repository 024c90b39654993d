import type { DType, PictureChain } from '@openbpu/tensor';

/** One calibration sample: for every input of the model, where its bytes lie and what they are. Plain data. */
export interface SampleRef {
  readonly inputs: readonly SampleInput[];
}

export type SampleInput = FileInput | SeededInput;

/**
 * A raw file of the training type, or a picture, converted to what the float model is fed with: float32 from pictures
 * and from float32 and uint8 files; where the model's own element type is another, the elements as they are.
 */
export interface FileInput {
  readonly kind: 'file';
  readonly name: string;
  readonly file: string;
  readonly dtype: DType;
  /** Element type of the model input; float32 unless told. */
  readonly fed?: DType;
  /** Shape of the file and of the model input. */
  readonly shape: readonly number[];
  readonly feed: FeedConversion;
  /** The file is a picture that this makes a sample of: float32 of the training type, values 0..255. */
  readonly chain?: PictureChain;
}

/**
 * Reproducible noise, for calibration without data: whole numbers in −128..127 for images, reals in −1..1 for other
 * floats; whole numbers of up to 16 bits any, and of more bits 1, which is an index, a count and a divisor almost
 * everywhere.
 */
export interface SeededInput {
  readonly kind: 'seeded';
  readonly name: string;
  readonly fed?: DType;
  readonly shape: readonly number[];
  readonly seed: number;
  readonly image: boolean;
}

/** How a sample of the training type becomes the intermediate type of the float model. */
export type FeedConversion =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'image';
      readonly from: 'rgb' | 'bgr' | 'gray' | 'yuv444';
      readonly to: 'rgb' | 'bgr' | 'gray' | 'yuv444';
      readonly layout: 'NCHW' | 'NHWC';
      readonly range: 'regular' | 'bt601_video';
    };
