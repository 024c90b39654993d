import type { Fit } from '@openbpu/vision';
import type { PictureSet } from './data';
import type { Judge } from './judge';

/** A trained network: what its publisher does to pictures, and what is made of its outputs. Files are inside `DATA`. */
export interface Net {
  readonly name: string;
  readonly files: { readonly onnx: string } | { readonly prototxt: string; readonly caffemodel: string };
  readonly order: 'rgb' | 'bgr';
  /** How the network was trained to take pictures; NCHW unless told. */
  readonly layout?: 'NHWC';
  /** Taken from bytes of 0 to 255, and what the rest is multiplied by; one number, or one a channel in `order`. */
  readonly mean?: readonly number[];
  readonly scale?: readonly number[];
  /** Where the file leaves its shape open. */
  readonly shape?: string;
  readonly fit: Fit;
  readonly pictures: PictureSet;
  readonly judge: Judge;
}
