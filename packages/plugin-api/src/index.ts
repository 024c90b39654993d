export * from './importer';
export { type ChosenNodes, type NamedNode, chosenNodes } from './chosen-nodes';
export { namedShapes } from './named-shapes';
export * from './backend';
export {
  type AnyTensor,
  type AttributeSchema,
  type BodyAttribute,
  type BodyInput,
  type CustomOp,
  type CustomOpSpec,
  type Given,
  type OnnxBody,
  type PlainType,
  defineCustomOp,
} from '@openbpu/custom-op';
export {
  type DType,
  type Shape,
  type Tensor,
  type TensorType,
  expectDType,
  float32,
  hasDType,
  int32,
  int64,
  makeTensor,
  sizeOf,
} from '@openbpu/tensor';
export * as z from 'zod';
export * from './facts';
export { standardLowering } from '@openbpu/compiler';
export type { MarchRules } from '@openbpu/config';
export type { Constraint, LoweringRule, Pass, PassContext, QuantPolicy } from '@openbpu/core';
export { rewritePass } from '@openbpu/core';
export * from '@openbpu/ir';
export type { LayerOp, MachineFeatures } from '@openbpu/machine';
export { standardOps } from '@openbpu/ops';
