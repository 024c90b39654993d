import { AbsVal, BNLL, Clip, CReLU, ELU, PReLU, ReLU, ReLU6, RReLU, Sigmoid, TanH } from './activations';
import { Convolution, Deconvolution } from './convolution';
import { Bias, Eltwise, Scale } from './elementwise';
import { ArgMax, Exp, Log, Power, Reduction, Softmax, Threshold } from './functions';
import { Concat, Crop, Flatten, PassThrough, Permute, Reshape, ShuffleChannel, Slice } from './movement';
import { BatchNorm, BN, LRN, MVN, Normalize } from './normalisation';
import { Pooling } from './pooling';
import { InnerProduct, MatMul } from './products';
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
  Dropout,
  Eltwise,
  ELU,
  Exp,
  Flatten,
  InnerProduct,
  Interp,
  Log,
  LRN,
  MatMul,
  MVN,
  Normalize,
  PassThrough,
  Permute,
  Pooling,
  Power,
  PReLU,
  Python,
  Reduction,
  ReLU,
  ReLU6,
  Reshape,
  RReLU,
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
