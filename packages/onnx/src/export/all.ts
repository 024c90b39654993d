export { Add, Clip, Mul, Pow, Sub } from './arithmetic';
export { ArgMax, ArgMin, Tile, TopK } from './choosing';
export { DepthToSpace, SpaceToDepth } from './blocks';
export { Conv, ConvTranspose, Gemm } from './products';
export {
  GroupNormalization,
  InstanceNormalization,
  L2Normalization,
  LayerNormalization,
  RMSNormalization,
} from './normalisation';
export { Expand, Reshape, Split } from './shapes';
export { AveragePool } from './AveragePool';
export { DetectionOutput } from './DetectionOutput';
export { Gelu } from './Gelu';
export { Lstm } from './Lstm';
export { MaxPool } from './MaxPool';
export { MaxPoolIndices } from './MaxPoolIndices';
export { MaxUnpool } from './MaxUnpool';
export { Mish } from './Mish';
export { OnnxOp } from './OnnxOp';
export { Pad } from './Pad';
export { PRelu } from './PRelu';
export { PsRoiPool } from './PsRoiPool';
export { ReduceMax, ReduceMean, ReduceSum } from './reductions';
export { Resize } from './Resize';
export { Slice } from './Slice';
export { Swish } from './Swish';
