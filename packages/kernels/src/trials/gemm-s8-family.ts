import { type GemmS8, gemmS8 } from '../gemm-s8';
import { packWeights } from '../pack-weights';
import { gemmS8Reference } from '../reference/gemm-s8';
import { type Family } from './family';

export interface GemmShape {
  readonly rows: number;
  readonly k: number;
  readonly n: number;
  readonly gap: number;
  readonly output: 'int8' | 'int32';
}

export const GEMM_S8: Family<GemmShape, GemmS8> = {
  name: 'gemmS8',
  kernel: gemmS8,
  reference: gemmS8Reference,
  prepare: (kernels, draw, { rows, k, n, gap, output }) => ({
    weights: packWeights(kernels, {
      weights: draw.int8s(n * k),
      bias: draw.int32s(n),
      multipliers: draw.multipliers(n),
      n,
      k,
    }),
    x: kernels.put(draw.int8s(rows * (k + gap))),
    y: kernels.alloc(rows * (n + gap) * (output === 'int32' ? 4 : 1)),
    rows,
    xPitch: k + gap,
    yPitch: n + gap,
    output,
    ...draw.bounds(),
  }),
  work: ({ rows, k, n }) => rows * k * n,
  unit: 'mac',
  variants: [
    {
      name: 'pointwise',
      small: { rows: 37, k: 40, n: 24, gap: 0, output: 'int8' },
      large: { rows: 784, k: 256, n: 256, gap: 0, output: 'int8' },
    },
    {
      name: 'pointwise-shallow',
      small: { rows: 21, k: 16, n: 32, gap: 0, output: 'int8' },
      large: { rows: 12544, k: 32, n: 64, gap: 0, output: 'int8' },
    },
    {
      name: 'pointwise-int32',
      small: { rows: 37, k: 40, n: 24, gap: 0, output: 'int32' },
      large: { rows: 784, k: 256, n: 256, gap: 0, output: 'int32' },
    },
    {
      name: 'dense',
      small: { rows: 1, k: 77, n: 10, gap: 0, output: 'int8' },
      large: { rows: 1, k: 1024, n: 1000, gap: 0, output: 'int8' },
    },
  ],
};
