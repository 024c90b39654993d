import type { Mapping } from '../graph/mapping';
import { AveragePool } from './AveragePool';
import { BatchNormalization } from './BatchNormalization';
import { Cast } from './Cast';
import { Clip } from './Clip';
import { Concat } from './Concat';
import { Constant } from './Constant';
import { Conv } from './Conv';
import { ConvTranspose } from './ConvTranspose';
import { DepthToSpace } from './DepthToSpace';
import { Expand } from './Expand';
import { Flatten } from './Flatten';
import { Gather } from './Gather';
import { Gelu } from './Gelu';
import { Gemm } from './Gemm';
import { Identity } from './Identity';
import { MatMul } from './MatMul';
import { MaxPool } from './MaxPool';
import { PRelu } from './PRelu';
import { Pad } from './Pad';
import { Pow } from './Pow';
import { ReduceMean } from './ReduceMean';
import { Reshape } from './Reshape';
import { Resize } from './Resize';
import { Shape } from './Shape';
import { Slice } from './Slice';
import { Softmax } from './Softmax';
import { Split } from './Split';
import { Squeeze } from './Squeeze';
import { Transpose } from './Transpose';
import { Unsqueeze } from './Unsqueeze';
import { Upsample } from './Upsample';
import { binary } from './binary';
import { globalPool } from './global-pool';
import { parametricUnary } from './parametric-unary';
import { unary } from './unary';
import { variadic } from './variadic';

/** How ONNX operators are written in the graph; those that are not here stay ONNX operators. */
export const MAPPINGS: readonly Mapping[] = [
  AveragePool,
  BatchNormalization,
  Cast,
  Clip,
  Concat,
  Constant,
  Conv,
  ConvTranspose,
  DepthToSpace,
  Expand,
  Flatten,
  Gather,
  Gelu,
  Gemm,
  Identity,
  MatMul,
  MaxPool,
  PRelu,
  Pad,
  Pow,
  ReduceMean,
  Reshape,
  Resize,
  Shape,
  Slice,
  Softmax,
  Split,
  Squeeze,
  Transpose,
  Unsqueeze,
  Upsample,
  binary,
  globalPool,
  parametricUnary,
  unary,
  variadic,
];
