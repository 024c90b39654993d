import { boundsOf, type ClampBounds, expectEqual } from './checks';
import { type ImageView, imagePairs, sidesOf, type Window } from './image-view';
import type { Kernels } from './kernels';
import type { PackedWeights } from './pack-weights';

const TILE_BYTES = 48 * 1024;
const LEAST = 16;
const MOST = 64;

/**
 * Rows of widened activations of depth `k` that stay close to the core while the panels pass by: a multiple of four.
 */
export function tileRows(k: number, rows: number): number {
  const fit = Math.floor(TILE_BYTES / widenedBytes(k) / 4) * 4;
  return Math.min(Math.max(fit, LEAST), MOST, Math.ceil(rows / 4) * 4);
}

/** Bytes of one widened row. */
export function widenedBytes(k: number): number {
  return Math.ceil(k / 8) * 16;
}

/** Bytes of a tile: the rows' target addresses, the rows, and what the last one may overrun. */
export function tileBytes(k: number, rows: number): number {
  return rows * (4 + widenedBytes(k)) + 16;
}

export interface GemmS8 extends ClampBounds {
  /** int8 [rows, weights.k]. */
  readonly x: number;
  readonly weights: PackedWeights;
  /** int8 or int32 [rows, weights.n]. */
  readonly y: number;
  readonly rows: number;
  /** Elements from a row of x to the next; default `weights.k`. */
  readonly xPitch?: number;
  /** Elements from a row of y to the next; default `weights.n`. */
  readonly yPitch?: number;
  /** 'int32' gives the accumulator, bias included; default 'int8'. */
  readonly output?: 'int8' | 'int32';
}

/**
 * `acc[r, n] = bias[n] + sum over k of x[r, k] * weights[n, k]` modulo 2^32; int8 results are
 * `clamp(rne(fround(fround(acc) * multiplier[n])), lo, hi)`. One group.
 */
export function gemmS8(kernels: Kernels, p: GemmS8): void {
  const { x, y, rows, weights } = p;
  const { n, k } = weights;
  expectEqual('groups of a gemm', weights.groups, 1);
  const bounds = boundsOf(p);
  const wide = p.output === 'int32';
  const tile = tileRows(k, rows);
  kernels.scratch(tileBytes(k, tile), (scratch) =>
    kernels.run.gemmS8({
      x,
      xPitch: p.xPitch ?? k,
      panels: weights.offset,
      n,
      k,
      y,
      yPitch: (p.yPitch ?? n) * (wide ? 4 : 1),
      rows,
      wide,
      ...bounds,
      scratch,
      tileRows: tile,
    }),
  );
}

export interface ConvS8 extends Window, ClampBounds {
  /** int8. */
  readonly x: ImageView;
  /** n = output channels, k = kernelH * kernelW * (x.channels / groups). */
  readonly weights: PackedWeights;
  /** int8 or int32, as many images as x. */
  readonly y: ImageView;
  /** What lies outside the image: int8, default 0. */
  readonly padding?: number;
  /** 'int32' gives the accumulator, bias included; default 'int8'. */
  readonly output?: 'int8' | 'int32';
}

/**
 * 2D convolution, `padding` outside the image: `acc = bias + sum x * w` modulo 2^32 per output channel; int8 results
 * are `clamp(rne(fround(fround(acc) * multiplier[n])), lo, hi)`. Scratch: one tile of widened rows, whatever the image.
 */
export function convS8(kernels: Kernels, p: ConvS8): void {
  const { x, y, weights, kernel } = p;
  expectEqual('depth of the weights', weights.k * weights.groups, kernel[0] * kernel[1] * x.channels);
  expectEqual('output channels', y.channels, weights.n);
  const tile = tileRows(weights.k, y.height * y.width);
  const common = {
    ...sidesOf(p),
    ...boundsOf(p),
    paddingValue: p.padding ?? 0,
    wide: p.output === 'int32',
    panels: weights.offset,
    outChannels: weights.n,
    groups: weights.groups,
    tileRows: tile,
  };
  const images = imagePairs(x, y, common.wide ? 4 : 1);
  kernels.scratch(tileBytes(weights.k, tile), (scratch) => {
    for (const pair of images) kernels.run.convS8({ ...pair, ...common, scratch });
  });
}

export interface DwconvS8 extends Window, ClampBounds {
  /** int8. */
  readonly x: ImageView;
  /** Packed as one group: n = channels, k = kernelH * kernelW. */
  readonly weights: PackedWeights;
  /** int8 or int32, images and channels of x. */
  readonly y: ImageView;
  /** What lies outside the image: int8, default 0. */
  readonly padding?: number;
  /** 'int32' gives the accumulator, bias included; default 'int8'. */
  readonly output?: 'int8' | 'int32';
}

/** Depthwise 2D convolution of multiplier 1, `padding` outside the image; arithmetic as convS8. 3x3 is the fast one. */
export function dwconvS8(kernels: Kernels, p: DwconvS8): void {
  const { x, y, weights, kernel } = p;
  const taps = kernel[0] * kernel[1];
  expectEqual('depth of the weights', weights.k, taps);
  expectEqual('groups of packed depthwise weights', weights.groups, 1);
  expectEqual('channels of the weights', weights.n, x.channels);
  expectEqual('output channels', y.channels, x.channels);
  const common = {
    ...sidesOf(p),
    ...boundsOf(p),
    paddingValue: p.padding ?? 0,
    wide: p.output === 'int32',
    panels: weights.offset,
  };
  const images = imagePairs(x, y, common.wide ? 4 : 1);
  kernels.scratch((taps + 1) * 4 + x.channels + 8, (scratch) => {
    for (const pair of images) kernels.run.dwconvS8({ ...pair, ...common, scratch });
  });
}
