import type { LoweringRule } from '@openbpu/core';
import { lowerConcat } from './Concat';
import { lowerDepthToSpace } from './DepthToSpace';
import { lowerExpand } from './Expand';
import { lowerHzLut } from './HzLut';
import { lowerHzPad } from './HzPad';
import { lowerHzPRelu } from './HzPRelu';
import { lowerHzPreprocessQuantized } from './HzPreprocessQuantized';
import { lowerHzQuantize } from './HzQuantize';
import { lowerHzQuantizedMaxPool } from './HzQuantizedMaxPool';
import { lowerHzQuantizedResizeUpsample } from './HzQuantizedResizeUpsample';
import { lowerHzRequantize } from './HzRequantize';
import { lowerHzSElementwiseAdd } from './HzSElementwiseAdd';
import { lowerHzSElementwiseMul } from './HzSElementwiseMul';
import { lowerHzSElementwiseSub } from './HzSElementwiseSub';
import { lowerHzSQuantizedAveragePool } from './HzSQuantizedAveragePool';
import { lowerHzSQuantizedConv } from './HzSQuantizedConv';
import { lowerHzSQuantizedConvTranspose } from './HzSQuantizedConvTranspose';
import { lowerHzSQuantizedGlobalAveragePool } from './HzSQuantizedGlobalAveragePool';
import { lowerHzSQuantizedReduceMean } from './HzSQuantizedReduceMean';
import { lowerHzSoftmax } from './HzSoftmax';
import { lowerIdentity } from './Identity';
import { lowerReshape } from './Reshape';
import { lowerSlice } from './Slice';
import { lowerSpaceToDepth } from './SpaceToDepth';
import { lowerSplit } from './Split';
import { lowerTranspose } from './Transpose';

/** How every integer op of the standard set becomes layers: what a march lowers with unless it says otherwise. */
export const standardLowering: readonly LoweringRule[] = [
  lowerConcat,
  lowerDepthToSpace,
  lowerExpand,
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
  lowerHzSQuantizedAveragePool,
  lowerHzSQuantizedConv,
  lowerHzSQuantizedConvTranspose,
  lowerHzSQuantizedGlobalAveragePool,
  lowerHzSQuantizedReduceMean,
  lowerHzSoftmax,
  lowerIdentity,
  lowerReshape,
  lowerSlice,
  lowerSpaceToDepth,
  lowerSplit,
  lowerTranspose,
];
