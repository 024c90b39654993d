import type { LoweringRule } from '@openbpu/core';
import {
  lowerGather,
  lowerGatherElements,
  lowerHzArgMax,
  lowerHzArgMin,
  lowerHzTopKPlaces,
  lowerHzTopKValues,
  lowerReduceMax,
} from './choosing';
import { lowerConcat, lowerExpand, lowerHzPad, lowerIdentity, lowerSlice, lowerSplit, lowerTile } from './movement';
import { lowerDepthToSpace, lowerReshape, lowerSpaceToDepth, lowerTranspose } from './reordering';
import { lowerHzLut, lowerHzQuantizedResizeUpsample, lowerHzSNormalize, lowerHzSoftmax } from './tables';
import {
  lowerHzPRelu,
  lowerHzQuantize,
  lowerHzRequantize,
  lowerHzSElementwiseAdd,
  lowerHzSElementwiseMul,
  lowerHzSElementwiseSub,
  lowerHzSQuantizedMatMul,
} from './elementwise';
import { lowerHzPreprocessQuantized, lowerHzSQuantizedConv, lowerHzSQuantizedConvTranspose } from './convolution';
import {
  lowerHzQuantizedMaxPool,
  lowerHzSQuantizedAveragePool,
  lowerHzSQuantizedGlobalAveragePool,
  lowerHzSQuantizedReduceMean,
} from './pooling';

/** How every integer op of the standard set becomes layers: what a march lowers with unless it says otherwise. */
export const standardLowering: readonly LoweringRule[] = [
  lowerConcat,
  lowerDepthToSpace,
  lowerExpand,
  lowerGather,
  lowerGatherElements,
  lowerHzArgMax,
  lowerHzArgMin,
  lowerHzLut,
  lowerHzPad,
  lowerHzPRelu,
  lowerHzPreprocessQuantized,
  lowerHzQuantize,
  lowerHzQuantizedMaxPool,
  lowerHzQuantizedResizeUpsample,
  lowerHzRequantize,
  lowerHzSElementwiseAdd,
  lowerHzSElementwiseMul,
  lowerHzSElementwiseSub,
  lowerHzSNormalize,
  lowerHzSQuantizedAveragePool,
  lowerHzSQuantizedConv,
  lowerHzSQuantizedConvTranspose,
  lowerHzSQuantizedGlobalAveragePool,
  lowerHzSQuantizedMatMul,
  lowerHzSQuantizedReduceMean,
  lowerHzSoftmax,
  lowerHzTopKPlaces,
  lowerHzTopKValues,
  lowerIdentity,
  lowerReduceMax,
  lowerReshape,
  lowerSlice,
  lowerSpaceToDepth,
  lowerSplit,
  lowerTile,
  lowerTranspose,
];
