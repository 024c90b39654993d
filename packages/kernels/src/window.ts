/** How a kernel slides over an image: [vertical, horizontal]. The output view says how often. */
export interface Window {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  /** Default [1, 1]. */
  readonly dilations?: readonly [number, number];
  /** Padding above and left of the image; below and right follow from the output's size. Default [0, 0]. */
  readonly padBefore?: readonly [number, number];
}
