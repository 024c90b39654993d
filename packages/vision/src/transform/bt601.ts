/**
 * `regular`: Y, U and V span 0..255. `bt601_video`: Y spans 16..235, U and V 16..240. Named as the recipe key
 * `input_space_and_range` does.
 */
export type YuvRange = 'regular' | 'bt601_video';

/**
 * One output channel: (r R + g G + b B + offset) / denominator. Whole numbers, so that a value is exact until its one
 * rounding.
 */
export interface ColourRow {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly offset: number;
  readonly denominator: number;
}

/**
 * ITU-R BT.601 from R, G, B in 0..255, by range.
 *
 *     regular       Y = 0.299 R + 0.587 G + 0.114 B
 *                   U = -0.168736 R - 0.331264 G + 0.5 B + 128
 *                   V = 0.5 R - 0.418688 G - 0.081312 B + 128
 *     bt601_video   Y = 16 + (65.481 R + 128.553 G + 24.966 B) / 255
 *                   U = 128 + (-37.797 R - 74.203 G + 112 B) / 255
 *                   V = 128 + (112 R - 93.786 G - 18.214 B) / 255
 */
export const BT601: Readonly<
  Record<YuvRange, { readonly y: ColourRow; readonly u: ColourRow; readonly v: ColourRow }>
> = {
  regular: {
    y: { r: 299000, g: 587000, b: 114000, offset: 0, denominator: 1000000 },
    u: { r: -168736, g: -331264, b: 500000, offset: 128000000, denominator: 1000000 },
    v: { r: 500000, g: -418688, b: -81312, offset: 128000000, denominator: 1000000 },
  },
  bt601_video: {
    y: { r: 65481, g: 128553, b: 24966, offset: 4080000, denominator: 255000 },
    u: { r: -37797, g: -74203, b: 112000, offset: 32640000, denominator: 255000 },
    v: { r: 112000, g: -93786, b: -18214, offset: 32640000, denominator: 255000 },
  },
};
