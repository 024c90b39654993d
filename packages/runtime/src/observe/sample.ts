/** One calibration sample: for every input of the model, where its bytes lie and what they are. Plain data. */
export interface SampleRef {
  readonly inputs: readonly SampleInput[];
}

export type SampleInput = FileInput | SeededInput;

/** A raw file of the training type, converted to what the float model is fed with. */
export interface FileInput {
  readonly kind: 'file';
  readonly name: string;
  readonly file: string;
  readonly dtype: 'float32' | 'uint8';
  /** Shape of the file and of the model input. */
  readonly shape: readonly number[];
  readonly feed: FeedConversion;
}

/**
 * Reproducible noise, for calibration without data: whole numbers in −128..127 for images, reals in −1..1 otherwise.
 */
export interface SeededInput {
  readonly kind: 'seeded';
  readonly name: string;
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
