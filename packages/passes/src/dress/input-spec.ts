/** Types an image may be fed as, at run time and in training. */
export type ImageType = 'nv12' | 'yuv444' | 'rgb' | 'bgr' | 'gray';
export type InputType = ImageType | 'featuremap';

/** One model input, as the recipe states it. */
export interface InputSpec {
  readonly name: string;
  readonly typeRt: InputType;
  readonly typeTrain: Exclude<InputType, 'nv12'>;
  readonly layoutTrain: 'NCHW' | 'NHWC';
  /** One value, or one per channel, in the order of the training type; absent: nothing is subtracted. */
  readonly mean?: readonly number[];
  /** Multiplied after the mean is subtracted; absent: 1. */
  readonly scale?: readonly number[];
  readonly spaceAndRange: 'regular' | 'bt601_video';
}

/** Values of an image input are centred: 8-bit values minus 128, so that they fit int8 at scale 1. */
export const CENTRE = 128;
