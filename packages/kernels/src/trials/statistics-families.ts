import {
  type AbsMax,
  absMaxF32,
  type ChannelBoundsF32,
  channelBoundsF32,
  type FloatRun,
  type GramS16,
  gramS16,
  type HistogramAbsF32,
  HISTOGRAM_LANES,
  histogramAbsF32,
  type MinMax,
  minMaxF32,
} from '../statistics';
import {
  absMaxF32Reference,
  channelBoundsF32Reference,
  gramS16Reference,
  histogramAbsF32Reference,
  minMaxF32Reference,
} from '../reference/statistics';
import type { Family } from './family';

export const ABS_MAX_F32: Family<{ readonly length: number }, FloatRun, AbsMax> = {
  name: 'absMaxF32',
  kernel: absMaxF32,
  reference: absMaxF32Reference,
  prepare: (kernels, draw, { length }) => ({ x: kernels.put(draw.floats(length)), length }),
  work: ({ length }) => length,
  unit: 'element',
  variants: [{ name: 'run', small: { length: 1003 }, large: { length: 401408 } }],
};

export const MIN_MAX_F32: Family<{ readonly length: number }, FloatRun, MinMax> = {
  name: 'minMaxF32',
  kernel: minMaxF32,
  reference: minMaxF32Reference,
  prepare: (kernels, draw, { length }) => ({ x: kernels.put(draw.floats(length)), length }),
  work: ({ length }) => length,
  unit: 'element',
  variants: [{ name: 'run', small: { length: 1003 }, large: { length: 401408 } }],
};

export interface HistogramShape {
  readonly length: number;
  readonly bins: number;
  readonly range: number;
}

export const HISTOGRAM_ABS_F32: Family<HistogramShape, HistogramAbsF32> = {
  name: 'histogramAbsF32',
  kernel: histogramAbsF32,
  reference: histogramAbsF32Reference,
  prepare: (kernels, draw, { length, bins, range }) => ({
    x: kernels.put(draw.floats(length)),
    histogram: kernels.put(Uint32Array.from({ length: HISTOGRAM_LANES * bins }, () => draw.bits())),
    length,
    bins,
    range,
  }),
  work: ({ length }) => length,
  unit: 'element',
  variants: [
    {
      name: '2048-bins',
      small: { length: 1003, bins: 2048, range: 17.3 },
      large: { length: 401408, bins: 2048, range: 100 },
    },
  ],
};

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

export interface GramShape {
  readonly rows: number;
  /** A multiple of eight. */
  readonly length: number;
}

const HALF_WORD = 16;

export const GRAM_S16: Family<GramShape, GramS16> = {
  name: 'gramS16',
  kernel: gramS16,
  reference: gramS16Reference,
  prepare: (kernels, draw, { rows, length }) => ({
    x: kernels.put(Int16Array.from(draw.int32s(rows * length), (word) => word >> HALF_WORD)),
    rows,
    length,
    y: kernels.alloc(2 * rows * (rows + 1)),
  }),
  work: ({ rows, length }) => ((rows * (rows + 1)) / 2) * length,
  unit: 'mac',
  variants: [
    { name: 'pointwise', small: { rows: 23, length: 24 }, large: { rows: 256, length: 200 } },
    { name: 'depthwise', small: { rows: 9, length: 16 }, large: { rows: 9, length: 200 } },
  ],
};
