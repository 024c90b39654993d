import { type HistogramAbsF32, histogramAbsF32 } from '../histogram-abs-f32';
import { histogramAbsF32Reference } from '../reference/histogram-abs-f32';
import { type Family } from './family';

export interface HistogramShape {
  readonly length: number;
  readonly bins: number;
  readonly range: number;
}

export const HISTOGRAM_ABS_F32: Family<HistogramShape, HistogramAbsF32, number> = {
  name: 'histogramAbsF32',
  kernel: histogramAbsF32,
  reference: histogramAbsF32Reference,
  prepare: (kernels, draw, { length, bins, range }) => ({
    x: kernels.put(draw.floats(length)),
    histogram: kernels.put(Uint32Array.from({ length: bins }, () => draw.bits())),
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
