export * from './importer';
export * from './backend';
export type { Constraint, LoweringRule, Pass, PassContext, QuantPolicy } from '@openbpu/core';
export { rewritePass } from '@openbpu/core';
export * from '@openbpu/ir';
export type { LayerOp, MachineFeatures } from '@openbpu/machine';
