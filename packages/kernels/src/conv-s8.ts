import { boundsOf, type ClampBounds } from './clamp-bounds';
import { expectEqual } from './expect-equal';
import { type ImageView, pitchesOf } from './image-view';
import { type Kernels } from './kernels';
import { type PackedWeights } from './pack-weights';
import { tileBytes, tileRows } from './tile-rows';
import { type Window } from './window';

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
  const { x, y, weights, kernel, strides, dilations = [1, 1], padBefore = [0, 0], padding = 0 } = p;
  expectEqual('depth of the weights', weights.k * weights.groups, kernel[0] * kernel[1] * x.channels);
  expectEqual('output channels', y.channels, weights.n);
  expectEqual('output images', y.images ?? 1, x.images ?? 1);
  const [lo, hi] = boundsOf(p);
  const wide = p.output === 'int32';
  const from = pitchesOf(x, 1);
  const to = pitchesOf(y, wide ? 4 : 1);
  const tile = tileRows(weights.k, y.height * y.width);
  kernels.scratch(tileBytes(weights.k, tile), (scratch) => {
    for (let image = 0; image < from.images; image++) {
      kernels.run.convS8(
        x.offset + image * from.image,
        from.pixel,
        from.row,
        x.height,
        x.width,
        x.channels,
        weights.offset,
        weights.n,
        weights.groups,
        kernel[0],
        kernel[1],
        strides[0],
        strides[1],
        dilations[0],
        dilations[1],
        padBefore[0],
        padBefore[1],
        padding,
        y.offset + image * to.image,
        to.pixel,
        to.row,
        y.height,
        y.width,
        wide,
        lo,
        hi,
        scratch,
        tile,
      );
    }
  });
}
