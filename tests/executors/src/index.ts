export * from './random-quantised-graph';
export * from './evaluate-graph';
export * from './run-compiled';
export * from './patterns';
export * from './interleave';
