export { gemmS8, packWeights } from './gemm';
export { convS8 } from './conv';
export { dwconvS8 } from './dwconv';
export { addS8, mulS8, requantS8, requantS32, preluS8, quantizeF32ToS8 } from './elementwise';
export { dequantizeS8ToF32, dequantizeS32ToF32 } from './dequantize';
export { lutS8, lutF32, lutChannelsS8 } from './lut';
export { maxPoolS8, sumPoolS8, globalSumS8 } from './pool';
export { resizeNearest, resizeBilinearS8 } from './resize';
export { moveND } from './move';
export { absMaxF32, minMaxF32, histogramAbsF32 } from './statistics';
export { channelBoundsF32 } from './bounds';
export { gramS16 } from './gram';

/** First free byte: the arena begins here. */
export function heapBase(): usize {
  return __heap_base;
}
