import { type ChannelBoundsF32, channelBoundsF32 } from '../channel-bounds-f32';
import { channelBoundsF32Reference } from '../reference/channel-bounds-f32';
import { type Family } from './family';

export interface BoundsShape {
  readonly length: number;
  readonly inner: number;
}

export const CHANNEL_BOUNDS_F32: Family<BoundsShape, ChannelBoundsF32> = {
  name: 'channelBoundsF32',
  kernel: channelBoundsF32,
  reference: channelBoundsF32Reference,
  prepare: (kernels, draw, { length, inner }) => {
    const runs = Math.ceil(length / inner);
    return {
      x: kernels.put(draw.floats(length)),
      length,
      inner,
      lows: kernels.alloc(4 * runs),
      highs: kernels.alloc(4 * runs),
      counts: kernels.alloc(4 * runs),
    };
  },
  work: ({ length }) => length,
  unit: 'element',
  variants: [
    { name: 'planes', small: { length: 1003, inner: 196 }, large: { length: 401408, inner: 6272 } },
    { name: 'small-planes', small: { length: 1003, inner: 49 }, large: { length: 401408, inner: 49 } },
    { name: 'single-elements', small: { length: 103, inner: 1 }, large: { length: 401408, inner: 1 } },
  ],
};
