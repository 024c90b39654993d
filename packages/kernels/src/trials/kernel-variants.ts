import { type Kernels } from '../kernels';
import { difference } from './difference';
import { type Draw } from './draw';
import { type Family } from './family';
import { ABS_MAX_F32 } from './abs-max-f32-family';
import { ADD_S8 } from './add-s8-family';
import { CHANNEL_BOUNDS_F32 } from './channel-bounds-f32-family';
import { CONV_S8 } from './conv-s8-family';
import { DEQUANTIZE_S32_TO_F32 } from './dequantize-s32-to-f32-family';
import { DEQUANTIZE_S8_TO_F32 } from './dequantize-s8-to-f32-family';
import { DWCONV_S8 } from './dwconv-s8-family';
import { FILL_ND } from './fill-nd-family';
import { GEMM_S8 } from './gemm-s8-family';
import { GLOBAL_SUM_S8 } from './global-sum-s8-family';
import { GRAM_S16 } from './gram-s16-family';
import { HISTOGRAM_ABS_F32 } from './histogram-abs-f32-family';
import { LUT_CHANNELS_S8 } from './lut-channels-s8-family';
import { LUT_F32 } from './lut-f32-family';
import { LUT_S8 } from './lut-s8-family';
import { MAX_POOL_S8 } from './max-pool-s8-family';
import { MIN_MAX_F32 } from './min-max-f32-family';
import { MOVE_ND } from './move-nd-family';
import { MUL_S8 } from './mul-s8-family';
import { PRELU_S8 } from './prelu-s8-family';
import { QUANTIZE_F32_TO_S8 } from './quantize-f32-to-s8-family';
import { REQUANT_S32 } from './requant-s32-family';
import { REQUANT_S8 } from './requant-s8-family';
import { RESIZE_BILINEAR_S8 } from './resize-bilinear-s8-family';
import { RESIZE_NEAREST } from './resize-nearest-family';
import { SUB_S8 } from './sub-s8-family';
import { SUM_POOL_S8 } from './sum-pool-s8-family';

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
  ];
}
