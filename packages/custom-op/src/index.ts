export * from './custom-op';
export * from './onnx-body';
export * from './custom-op-error';
export type { BoundOp, ModuleIdentity } from './bound-op';
export * from './custom-ops';
export * from './load-module';
export { hashOf } from './module-hash';
export { PY_OP, pyOpAttributes } from './py-op';
export * from './skeleton';
