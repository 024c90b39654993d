export * from './features';
export * from './layer-op';
export * from './region';
export * from './box';
export * from './overlap';
export * from './apart';
export * from './merged-dims';
export * from './in-memory-order';
export * from './catalogue';
export {
  type InstructionDef,
  type OperandMap,
  type Queue,
  type Tiling,
  type WorkDef,
  QUEUES,
} from './instruction/define-instruction';
export * from './instruction/instruction';
export * from './instruction/operands';
export type { Conv } from './instruction/conv';
export type { DwConv } from './instruction/dwconv';
export type { Gather } from './instruction/gather';
export type { Gemm } from './instruction/gemm';
export type { Eltwise } from './instruction/eltwise';
export type { Pool } from './instruction/pool';
export type { Lut } from './instruction/lut';
export type { MatMul } from './instruction/matmul';
export type { Prelu } from './instruction/prelu';
export type { Requant } from './instruction/requant';
export type { Resize } from './instruction/resize';
export type { Sample } from './instruction/sample';
export type { Copy, Load, Move, Store } from './instruction/copy';
export type { Fill } from './instruction/fill';
export type { Softmax } from './instruction/softmax';
export type { Quantize } from './instruction/quantize';
export type { Normalise } from './instruction/normalise';
export type { Sync } from './instruction/sync';
export type { TopK } from './instruction/topk';
export type { Wait } from './instruction/wait';
export * from './program';
export * from './verify-program';
export * from './queue-order';
export * from './unordered';
export * from './turns-of';
export * from './written-twice';
export * from './encode-program';
export * from './program-version';
export * from './decode-program';
export * from './list-program';
export * from './cost/runs-of';
export { runCycles } from './cost/vector-cycles';
export { type MacWork, COLOURS } from './cost/mac-array';
export * from './cost/cycles-of';
export * from './cost/cpu-seconds';
