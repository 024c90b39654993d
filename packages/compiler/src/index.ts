export * from './catalogue';
export * from './compiled-model';
export * from './compile';
export type { Target } from './compile-segment';
export type { Effort } from './tile/effort';
export type { AtEdge } from './edge-nodes';
export { standardLowering } from './lowering/standard-lowering';
export { edgeNodes } from './edge-nodes';
