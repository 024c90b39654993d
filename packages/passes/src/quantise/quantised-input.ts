/** How one input of the quantised model looks to whoever feeds it. */
export interface QuantisedInput {
  readonly name: string;
  /** Images are fed as int8 at scale 1; feature maps as float32. */
  readonly kind: 'image' | 'featuremap';
  /** Layout the model is fed in; the graph behind it is NCHW. */
  readonly layout: 'NCHW' | 'NHWC';
}
