import type { Access, Buffer, Work } from '../buffer';

export const buffer = (name: string, bytes: number, space: Buffer['space'] = 'ddr'): Buffer => ({ name, space, bytes });

/** The whole of a buffer of int8, or as much as the shape has. */
export const view = (of: Buffer, ...shape: number[]): Access => ({
  buffer: of,
  offset: 0,
  dtype: 'int8',
  shape,
  strides: shape.map((_, i) => shape.slice(i + 1).reduce((s, d) => s * d, 1)),
});

/** A convolution of 3 by 3 with padding from image to image, both [1, rows, width, channels]. */
export const conv = (x: Buffer, y: Buffer, rows: number, width: number, channels: number): Work => ({
  kind: 'conv',
  x: view(x, 1, rows, width, channels),
  y: view(y, 1, rows, width, channels),
  weights: view(buffer('w', 9 * channels * channels, 'const'), channels, 3, 3, channels),
  bias: { ...view(buffer('b', 4 * channels, 'const'), channels), dtype: 'int32' },
  multiplier: { ...view(buffer('m', 4 * channels, 'const'), channels), dtype: 'float32' },
  kernel: [3, 3],
  strides: [1, 1],
  dilations: [1, 1],
  pads: [1, 1, 1, 1],
  group: 1,
  low: -128,
  high: 127,
});

/** From image to image, element by element. */
export const requant = (x: Buffer, y: Buffer, ...shape: number[]): Work => ({
  kind: 'requant',
  x: view(x, ...shape),
  y: view(y, ...shape),
  multiplier: 1,
  low: -128,
  high: 127,
});
