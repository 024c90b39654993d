export * from './read-vectors';
export * from './vector-graph';
export * from './run-program';
