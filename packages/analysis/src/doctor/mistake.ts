import type { Feeding } from './feeding';

/** What goes wrong between pictures and a net, by name. */
export type Mistake =
  | 'channels-swapped'
  | 'div255-missing'
  | 'div255-twice'
  | 'mul255-missing'
  | 'mean-missing'
  | 'mean-twice'
  | 'scale-missing'
  | 'scale-twice'
  | 'mean-and-scale-twice'
  | 'std-as-scale'
  | 'layout-mixed-up'
  | 'uint8-read-as-float32'
  | 'float32-read-as-uint8';

/** What each is in words: of the samples of an input, or of what the recipe makes of them. */
export const MISTAKES: Readonly<Record<Mistake, string>> = {
  'channels-swapped': 'red and blue have changed places',
  'div255-missing': 'the division by 255 is missing',
  'div255-twice': 'the division by 255 is done twice',
  'mul255-missing': 'the samples were divided by 255 before they were written',
  'mean-missing': 'the mean is not subtracted',
  'mean-twice': 'the mean is subtracted twice',
  'scale-missing': 'the scale is not applied',
  'scale-twice': 'the scale is applied twice',
  'mean-and-scale-twice': 'mean and scale are applied twice',
  'std-as-scale': 'the standard deviation is given as the scale, which is its reciprocal',
  'layout-mixed-up': 'NHWC and NCHW are mixed up',
  'uint8-read-as-float32': 'uint8 files are read as float32',
  'float32-read-as-uint8': 'float32 files are read as uint8',
};

/** A line of the recipe: a key and its value, or what to do to the files where no key mends it. */
export interface Cure {
  readonly key: string;
  readonly value?: string;
  /** What else has to be done, in a sentence. */
  readonly advice?: string;
}

/** A mistake that may have been made, and how samples are fed once it is undone. */
export interface Suspect {
  readonly mistake: Mistake;
  /** Undefined where the files have to be read anew. */
  readonly undone?: Feeding;
  /** What speaks for it before the model has run; in the units of the evidence. */
  readonly prior: number;
  /** Why it is suspected, in words. */
  readonly why: readonly string[];
  readonly cure: Cure;
}
