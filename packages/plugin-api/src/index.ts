export * from './importer';
export * from './backend';
export * from './facts';
export type { MarchRules } from '@openbpu/config';
export type { Constraint, LoweringRule, Pass, PassContext, QuantPolicy } from '@openbpu/core';
export { rewritePass } from '@openbpu/core';
export * from '@openbpu/ir';
export type { LayerOp, MachineFeatures } from '@openbpu/machine';
export { standardOps } from '@openbpu/ops';
