export * from './executor';
export * from './reference-executor';
export * from './onnx-executor';
export * from './lane-pool';
export { Lane, type LaneSession } from './lane/lane';
export * from './observe/observation';
export * from './observe/sample';
export { loadSample } from './observe/load-sample';
