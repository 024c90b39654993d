export { type KernelData, Kernels } from './kernels';
export { loadKernels } from './load-kernels';
export { type ImageView } from './image-view';
export { type Window } from './image-view';
export { type Narrow } from './element-type';
export { type ClampBounds } from './checks';
export {
  type MatrixToPack,
  packMatrix,
  PANEL,
  type PackedWeights,
  packWeights,
  packWide,
  panelBytes,
  type WeightsToPack,
} from './pack-weights';
export * from './convolution';
export * from './elementwise';
export * from './mixed';
export * from './softmax';
export * from './lut';
export * from './pool';
export * from './resize';
export * from './quantize';
export * from './move';
export * from './statistics';
export { Draw, type Fill, FILLS } from './trials/draw';
export { type KernelVariant, kernelVariants } from './trials/kernel-variants';
