export { gemmS8, gemmS16, packMatrix, packWeights } from './gemm';
export { convS8, convS16 } from './conv';
export { dwconvS8, dwconvS16 } from './dwconv';
export { addS8, mulS8, requantS8, requantS32, preluS8, quantizeF32ToS8 } from './elementwise';
export { addMixed, mulMixed, requantMixed, preluMixed, quantizeF32ToS16 } from './mixed';
export { dequantizeS8ToF32, dequantizeS16ToF32, dequantizeS32ToF32 } from './dequantize';
export { lutS8, lutFromS8, lutFromS16, lutChannelsS8, lutChannelsFromS8 } from './lut';
export { maxPoolS8, maxPoolS16, sumPoolS8, sumPoolS16, globalSumS8 } from './pool';
export { resizeNearest, resizeBilinearS8, resizeBilinearMixed } from './resize';
export { softmaxS8, softmaxS16 } from './softmax';
export { moveND } from './move';
export { absMaxF32, minMaxF32, histogramAbsF32 } from './statistics';
export { channelBoundsF32 } from './bounds';
export { gramS16 } from './gram';

/** First free byte: the arena begins here. */
export function heapBase(): usize {
  return __heap_base;
}
