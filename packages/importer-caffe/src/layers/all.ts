import { AbsVal, BNLL, Clip, CReLU, ELU, PReLU, ReLU, ReLU6, RReLU, Sigmoid, TanH } from './activations';
import { Convolution, Deconvolution } from './convolution';
import { DetectionOutput, PriorBox, PSROIPooling, ROIPooling } from './detection';
import { Bias, Eltwise, Scale } from './elementwise';
import { ArgMax, Exp, Log, Power, Reduction, Softmax, Threshold } from './functions';
import { Concat, Crop, Flatten, PassThrough, Permute, Reshape, ShuffleChannel, Slice } from './movement';
import { BatchNorm, BN, LRN, MVN, Normalize } from './normalisation';
import { MaxUnpool, Pooling, SPP } from './pooling';
import { InnerProduct, MatMul } from './products';
import { LSTM } from './recurrent';
import { Interp, Upsample } from './resampling';
import { Dropout, Python, Silence, Split } from './wiring';
import type { LayerRule } from './layer-rule';

/** Every layer the importer knows. */
export const ALL_LAYERS: readonly LayerRule[] = [
  AbsVal,
  ArgMax,
  BatchNorm,
  Bias,
  BN,
  BNLL,
  Clip,
  Concat,
  Convolution,
  CReLU,
  Crop,
  Deconvolution,
  DetectionOutput,
  Dropout,
  Eltwise,
  ELU,
  Exp,
  Flatten,
  InnerProduct,
  Interp,
  Log,
  LRN,
  LSTM,
  MatMul,
  MaxUnpool,
  MVN,
  Normalize,
  PassThrough,
  Permute,
  Pooling,
  Power,
  PReLU,
  PriorBox,
  PSROIPooling,
  Python,
  Reduction,
  ReLU,
  ReLU6,
  Reshape,
  ROIPooling,
  RReLU,
  Scale,
  ShuffleChannel,
  Sigmoid,
  Silence,
  Slice,
  Softmax,
  Split,
  SPP,
  TanH,
  Threshold,
  Upsample,
];
