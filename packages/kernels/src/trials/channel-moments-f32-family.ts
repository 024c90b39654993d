import { type ChannelMomentsF32, channelMomentsF32 } from '../channel-moments-f32';
import { channelMomentsF32Reference } from '../reference/channel-moments-f32';
import { type Family } from './family';

export interface MomentsShape {
  readonly length: number;
  readonly inner: number;
}

export const CHANNEL_MOMENTS_F32: Family<MomentsShape, ChannelMomentsF32> = {
  name: 'channelMomentsF32',
  kernel: channelMomentsF32,
  reference: channelMomentsF32Reference,
  prepare: (kernels, draw, { length, inner }) => {
    const runs = Math.ceil(length / inner);
    return { x: kernels.put(draw.floats(length)), length, inner, lows: kernels.alloc(4 * runs), highs: kernels.alloc(4 * runs), sums: kernels.alloc(8 * runs), counts: kernels.alloc(4 * runs) };
  },
  work: ({ length }) => length,
  unit: 'element',
  variants: [
    { name: 'planes', small: { length: 1003, inner: 196 }, large: { length: 401408, inner: 6272 } },
    { name: 'small-planes', small: { length: 1003, inner: 49 }, large: { length: 401408, inner: 49 } },
    { name: 'single-elements', small: { length: 103, inner: 1 }, large: { length: 401408, inner: 1 } },
  ],
};
