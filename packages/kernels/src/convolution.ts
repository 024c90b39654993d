import { boundsOf, type ClampBounds, expectEqual } from './checks';
import { SHIFT } from './element-type';
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

/** What a kernel does with its accumulators. */
export interface Accumulated extends ClampBounds {
  /** 'int32' gives the accumulator, bias included; default 'int8'. */
  readonly output?: 'int8' | 'int16' | 'int32';
}

/** The element type of results by the names the kernels have for it and its bounds; int32 has none. */
function resultOf(p: Accumulated) {
  const { output = 'int8' } = p;
  return { shift: SHIFT[output], ...(output === 'int32' ? { lo: 0, hi: 0 } : boundsOf(p, output)) };
}

/** Products of int16 activations: their sums may not fit 32 bits. */
export interface Summed {
  /**
   * A depth, a multiple of eight, whose sums of products, biases aside, 32 bits hold whatever the activations: sums are
   * then exact in double, which int8 and int16 results see. Absent: sums are modulo 2^32.
   */
  readonly block?: number;
}

/** Bytes a kernel takes to carry sums into doubles. */
const DEEP_BYTES = 384;

/** The depth after which sums are carried, 0 for never. RangeError where it is no positive multiple of eight. */
function blockOf({ block, output }: Summed & Accumulated): number {
  if (block === undefined || output === 'int32') return 0;
  if (!Number.isInteger(block) || block < 8 || block % 8 !== 0)
    throw new RangeError(`${block} is no positive multiple of eight`);
  return block;
}

export interface GemmS8 extends Accumulated {
  /** int8 [rows, weights.k]. */
  readonly x: number;
  readonly weights: PackedWeights;
  /** [rows, weights.n] of `output`. */
  readonly y: number;
  readonly rows: number;
  /** Elements from a row of x to the next; default `weights.k`. */
  readonly xPitch?: number;
  /** Elements from a row of y to the next; default `weights.n`. */
  readonly yPitch?: number;
}

/** As GemmS8 with x int16. */
export interface GemmS16 extends GemmS8, Summed {
  /**
   * Weights of 16 bits in two parts, which `block` then holds for both: they are 256 times these and `weights`, packed
   * alike; biases and multipliers are those of `weights`.
   */
  readonly upper?: PackedWeights;
}

/**
 * `acc[r, n] = bias[n] + sum over k of x[r, k] * weights[n, k]` modulo 2^32; int8 and int16 results are
 * `clamp(rne(fround(fround(acc) * multiplier[n])), lo, hi)`. One group.
 */
export function gemmS8(kernels: Kernels, p: GemmS8): void {
  const { bytes, ...operands } = gemmOf(p, 1);
  kernels.scratch(bytes, (scratch) => kernels.run.gemmS8({ ...operands, scratch }));
}

/** The same of int16 x, sums as `block` says. */
export function gemmS16(kernels: Kernels, p: GemmS16): void {
  const { bytes, ...operands } = gemmOf(p, 2);
  const [block, upper] = [blockOf(p), p.upper?.offset ?? 0];
  if (p.upper) {
    expectEqual('channels of the upper part', p.upper.n, p.weights.n);
    expectEqual('depth of the upper part', p.upper.k, p.weights.k);
    if (block === 0) throw new RangeError('weights in two parts are summed in blocks');
  }
  kernels.scratch(bytes + DEEP_BYTES, (scratch) => kernels.run.gemmS16({ ...operands, block, upper, scratch }));
}

/** The operands of a product by the names the kernels have for them, and the bytes of scratch it takes. */
function gemmOf(p: GemmS8, xBytes: number) {
  const { x, y, rows, weights, xPitch, yPitch } = p;
  const { n, k, offset: panels } = weights;
  expectEqual('groups of a gemm', weights.groups, 1);
  const result = resultOf(p);
  const tile = tileRows(k, rows);
  return {
    x,
    xPitch: (xPitch ?? k) * xBytes,
    panels,
    n,
    k,
    y,
    yPitch: (yPitch ?? n) << result.shift,
    rows,
    ...result,
    tileRows: tile,
    bytes: tileBytes(k, tile),
  };
}

export interface ConvS8 extends Window, Accumulated {
  /** int8. */
  readonly x: ImageView;
  /** n = output channels, k = kernelH * kernelW * (x.channels / groups). */
  readonly weights: PackedWeights;
  /** Of `output`, as many images as x. */
  readonly y: ImageView;
  /** What lies outside the image: an element of x, default 0. */
  readonly padding?: number;
}

/** As ConvS8 with x int16. */
export interface ConvS16 extends ConvS8, Summed {}

/**
 * 2D convolution, `padding` outside the image: `acc = bias + sum x * w` modulo 2^32 per output channel; int8 and
 * int16 results are `clamp(rne(fround(fround(acc) * multiplier[n])), lo, hi)`. Scratch: one tile of widened rows,
 * whatever the image.
 */
export function convS8(kernels: Kernels, p: ConvS8): void {
  const { bytes, images, ...operands } = convOf(p, 1);
  kernels.scratch(bytes, (scratch) => {
    for (const pair of images) kernels.run.convS8({ ...pair, ...operands, scratch });
  });
}

/** The same of int16 x, sums as `block` says. */
export function convS16(kernels: Kernels, p: ConvS16): void {
  const { bytes, images, ...operands } = convOf(p, 2);
  const block = blockOf(p);
  kernels.scratch(bytes + DEEP_BYTES, (scratch) => {
    for (const pair of images) kernels.run.convS16({ ...pair, ...operands, block, scratch });
  });
}

/** The operands of a convolution by the names the kernels have for them, its images, and its bytes of scratch. */
function convOf(p: ConvS8, xBytes: number) {
  const { x, y, weights, kernel } = p;
  expectEqual('depth of the weights', weights.k * weights.groups, kernel[0] * kernel[1] * x.channels);
  expectEqual('output channels', y.channels, weights.n);
  const tile = tileRows(weights.k, y.height * y.width);
  const result = resultOf(p);
  return {
    ...sidesOf(p),
    ...result,
    paddingValue: p.padding ?? 0,
    panels: weights.offset,
    outChannels: weights.n,
    groups: weights.groups,
    tileRows: tile,
    images: imagePairs(x, y, 1 << result.shift, xBytes),
    bytes: tileBytes(weights.k, tile),
  };
}

export interface DwconvS8 extends Window, Accumulated {
  /** int8. */
  readonly x: ImageView;
  /** Packed as one group: n = channels, k = kernelH * kernelW. */
  readonly weights: PackedWeights;
  /** Of `output`, images and channels of x. */
  readonly y: ImageView;
  /** What lies outside the image: an element of x, default 0. */
  readonly padding?: number;
}

/** Depthwise 2D convolution of multiplier 1, `padding` outside the image; arithmetic as convS8. 3x3 is the fast one. */
export function dwconvS8(kernels: Kernels, p: DwconvS8): void {
  const { bytes, images, ...operands } = dwconvOf(p, 1);
  kernels.scratch(bytes, (scratch) => {
    for (const pair of images) kernels.run.dwconvS8({ ...pair, ...operands, scratch });
  });
}

/** The same of int16 x, sums modulo 2^32. */
export function dwconvS16(kernels: Kernels, p: DwconvS8): void {
  const { bytes, images, ...operands } = dwconvOf(p, 2);
  kernels.scratch(bytes, (scratch) => {
    for (const pair of images) kernels.run.dwconvS16({ ...pair, ...operands, scratch });
  });
}

/** As convOf. */
function dwconvOf(p: DwconvS8, xBytes: number) {
  const { x, y, weights, kernel } = p;
  const taps = kernel[0] * kernel[1];
  expectEqual('depth of the weights', weights.k, taps);
  expectEqual('groups of packed depthwise weights', weights.groups, 1);
  expectEqual('channels of the weights', weights.n, x.channels);
  expectEqual('output channels', y.channels, x.channels);
  const result = resultOf(p);
  return {
    ...sidesOf(p),
    ...result,
    paddingValue: p.padding ?? 0,
    panels: weights.offset,
    images: imagePairs(x, y, 1 << result.shift, xBytes),
    bytes: (taps + 1) * 4 + x.channels * xBytes + 16,
  };
}
