import { boundsOf, type ClampBounds } from './clamp-bounds';
import { expectEqual } from './expect-equal';
import { type ImageView, pitchesOf } from './image-view';
import { type Kernels } from './kernels';
import { type PackedWeights } from './pack-weights';
import { type Window } from './window';

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
  const { x, y, weights, kernel, strides, dilations = [1, 1], padBefore = [0, 0], padding = 0 } = p;
  const taps = kernel[0] * kernel[1];
  expectEqual('depth of the weights', weights.k, taps);
  expectEqual('groups of packed depthwise weights', weights.groups, 1);
  expectEqual('channels of the weights', weights.n, x.channels);
  expectEqual('output channels', y.channels, x.channels);
  expectEqual('output images', y.images ?? 1, x.images ?? 1);
  const [lo, hi] = boundsOf(p);
  const wide = p.output === 'int32';
  const from = pitchesOf(x, 1);
  const to = pitchesOf(y, wide ? 4 : 1);
  kernels.scratch((taps + 1) * 4 + x.channels + 8, (scratch) => {
    for (let image = 0; image < from.images; image++) {
      kernels.run.dwconvS8(
        x.offset + image * from.image,
        from.pixel,
        from.row,
        x.height,
        x.width,
        x.channels,
        weights.offset,
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
      );
    }
  });
}
