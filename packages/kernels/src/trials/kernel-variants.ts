import { type Kernels } from '../kernels';
import { difference } from './difference';
import { type Draw } from './draw';
import { type Family } from './family';
import { ABS_MAX_F32, CHANNEL_BOUNDS_F32, GRAM_S16, HISTOGRAM_ABS_F32, MIN_MAX_F32 } from './statistics-families';
import { ADD_S8, MUL_S8, PRELU_S8, REQUANT_S32, REQUANT_S8, SUB_S8 } from './elementwise-families';
import {
  CONV_S16,
  CONV_S16_MODULO,
  CONV_S8,
  DWCONV_S16,
  DWCONV_S8,
  GEMM_S16,
  GEMM_S16_BY_S16,
  GEMM_S16_MODULO,
  GEMM_S8,
} from './convolution-families';
import { ADD_MIXED, MUL_MIXED, PRELU_MIXED, REQUANT_MIXED } from './mixed-families';
import {
  DEQUANTIZE_S16_TO_F32,
  DEQUANTIZE_S32_TO_F32,
  DEQUANTIZE_S8_TO_F32,
  QUANTIZE_F32_TO_S16,
  QUANTIZE_F32_TO_S8,
} from './quantize-families';
import { SOFTMAX_ROWS } from './softmax-families';
import { FILL_ND, MOVE_ND } from './move-families';
import { GLOBAL_SUM_S8, MAX_POOL_S16, MAX_POOL_S8, SUM_POOL_S16, SUM_POOL_S8 } from './pool-families';
import { LUT_CHANNELS_MIXED, LUT_CHANNELS_S8, LUT_F32, LUT_MIXED, LUT_S8 } from './lut-families';
import { RESIZE_BILINEAR_MIXED, RESIZE_BILINEAR_S8, RESIZE_NEAREST } from './resize-families';

/** A variant without its types: all that a spec or a benchmark asks of it. */
export interface KernelVariant {
  readonly kernel: string;
  /** Unique: `convS8/3x3-stride2`. */
  readonly name: string;
  /** Kernel against reference at the small size: where they differ, or ''. */
  check(kernels: Kernels, draw: Draw): string;
  /** Operands of the large size; each call of `run` is the whole kernel once. */
  timed(
    kernels: Kernels,
    draw: Draw,
  ): { readonly run: () => void; readonly work: number; readonly unit: 'mac' | 'element' };
}

function variantsOf<Shape, Parameters, Result>(family: Family<Shape, Parameters, Result>): KernelVariant[] {
  return family.variants.map(({ name, small, large }) => ({
    kernel: family.name,
    name: `${family.name}/${name}`,
    check: (kernels, draw) => difference(family, kernels, small, draw),
    timed: (kernels, draw) => {
      kernels.reset();
      const parameters = family.prepare(kernels, draw, large);
      return { run: () => void family.kernel(kernels, parameters), work: family.work(large), unit: family.unit };
    },
  }));
}

/** Every kernel in every variant worth checking and timing. */
export function kernelVariants(): readonly KernelVariant[] {
  return [
    ...variantsOf(GEMM_S8),
    ...variantsOf(CONV_S8),
    ...variantsOf(DWCONV_S8),
    ...variantsOf(ADD_S8),
    ...variantsOf(SUB_S8),
    ...variantsOf(MUL_S8),
    ...variantsOf(REQUANT_S8),
    ...variantsOf(REQUANT_S32),
    ...variantsOf(PRELU_S8),
    ...variantsOf(LUT_S8),
    ...variantsOf(LUT_F32),
    ...variantsOf(LUT_CHANNELS_S8),
    ...variantsOf(MAX_POOL_S8),
    ...variantsOf(SUM_POOL_S8),
    ...variantsOf(GLOBAL_SUM_S8),
    ...variantsOf(RESIZE_NEAREST),
    ...variantsOf(RESIZE_BILINEAR_S8),
    ...variantsOf(QUANTIZE_F32_TO_S8),
    ...variantsOf(DEQUANTIZE_S8_TO_F32),
    ...variantsOf(DEQUANTIZE_S32_TO_F32),
    ...variantsOf(MOVE_ND),
    ...variantsOf(FILL_ND),
    ...variantsOf(ABS_MAX_F32),
    ...variantsOf(MIN_MAX_F32),
    ...variantsOf(HISTOGRAM_ABS_F32),
    ...variantsOf(CHANNEL_BOUNDS_F32),
    ...variantsOf(GRAM_S16),
    ...variantsOf(GEMM_S16),
    ...variantsOf(GEMM_S16_MODULO),
    ...variantsOf(GEMM_S16_BY_S16),
    ...variantsOf(CONV_S16),
    ...variantsOf(CONV_S16_MODULO),
    ...variantsOf(DWCONV_S16),
    ...variantsOf(ADD_MIXED),
    ...variantsOf(MUL_MIXED),
    ...variantsOf(REQUANT_MIXED),
    ...variantsOf(PRELU_MIXED),
    ...variantsOf(LUT_MIXED),
    ...variantsOf(LUT_CHANNELS_MIXED),
    ...variantsOf(MAX_POOL_S16),
    ...variantsOf(SUM_POOL_S16),
    ...variantsOf(RESIZE_BILINEAR_MIXED),
    ...variantsOf(QUANTIZE_F32_TO_S16),
    ...variantsOf(DEQUANTIZE_S16_TO_F32),
    ...variantsOf(SOFTMAX_ROWS),
  ];
}
