import { AbsVal } from './AbsVal';
import { ArgMax } from './ArgMax';
import { BatchNorm } from './BatchNorm';
import { Bias } from './Bias';
import { BNLL } from './BNLL';
import { Clip } from './Clip';
import { Concat } from './Concat';
import { Convolution } from './Convolution';
import { Crop } from './Crop';
import { Deconvolution } from './Deconvolution';
import { Dropout } from './Dropout';
import { Eltwise } from './Eltwise';
import { ELU } from './ELU';
import { Exp } from './Exp';
import { Flatten } from './Flatten';
import { InnerProduct } from './InnerProduct';
import { Interp } from './Interp';
import type { LayerRule } from './layer-rule';
import { Log } from './Log';
import { LRN } from './LRN';
import { MVN } from './MVN';
import { Normalize } from './Normalize';
import { Permute } from './Permute';
import { Pooling } from './Pooling';
import { Power } from './Power';
import { PReLU } from './PReLU';
import { Reduction } from './Reduction';
import { ReLU } from './ReLU';
import { ReLU6 } from './ReLU6';
import { Reshape } from './Reshape';
import { Scale } from './Scale';
import { ShuffleChannel } from './ShuffleChannel';
import { Sigmoid } from './Sigmoid';
import { Silence } from './Silence';
import { Slice } from './Slice';
import { Softmax } from './Softmax';
import { Split } from './Split';
import { TanH } from './TanH';
import { Threshold } from './Threshold';
import { Upsample } from './Upsample';

/** Every layer the importer knows. */
export const ALL_LAYERS: readonly LayerRule[] = [
  AbsVal,
  ArgMax,
  BatchNorm,
  Bias,
  BNLL,
  Clip,
  Concat,
  Convolution,
  Crop,
  Deconvolution,
  Dropout,
  Eltwise,
  ELU,
  Exp,
  Flatten,
  InnerProduct,
  Interp,
  Log,
  LRN,
  MVN,
  Normalize,
  Permute,
  Pooling,
  Power,
  PReLU,
  Reduction,
  ReLU,
  ReLU6,
  Reshape,
  Scale,
  ShuffleChannel,
  Sigmoid,
  Silence,
  Slice,
  Softmax,
  Split,
  TanH,
  Threshold,
  Upsample,
];
