import { type GramS16, gramS16 } from '../gram-s16';
import { gramS16Reference } from '../reference/gram-s16';
import { type Family } from './family';

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
